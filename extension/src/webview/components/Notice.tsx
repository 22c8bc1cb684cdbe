import type { Signal } from '@preact/signals';
import { Icon } from './Icon';

/** A sentence about the last thing that the user did, until it is closed. The element is always there, for screen readers to watch. */
export function Notice({ text }: { text: Signal<string | undefined> }) {
  return (
    <div class="notice" role="status" data-testid="notice">
      {text.value !== undefined && (
        <>
          <Icon name="info" />
          <span class="notice-text">{text.value}</span>
          <button type="button" class="icon-button" aria-label="Close the notice" title="Close" onClick={() => (text.value = undefined)}>
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  );
}
