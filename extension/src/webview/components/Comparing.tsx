import { visible } from '../../visibleText';
import type { Panel } from '../model/panel';
import { Icon } from './Icon';

/** What the profile is compared with. */
export function Comparing({ panel }: { panel: Panel }) {
  const base = panel.comparison.value;
  if (base === undefined) {
    return null;
  }
  return (
    <p class="comparing" data-testid="comparing">
      <Icon name="diff" />
      <span>
        Compared with <strong title={visible(base.summary.path, 2_000)}>{visible(base.label)}</strong>
      </span>
      {panel.tab.value !== 'differences' && (
        <button type="button" class="link-button" onClick={() => (panel.tab.value = 'differences')}>
          Show the Differences
        </button>
      )}
      <button type="button" class="link-button" onClick={() => panel.send({ type: 'endComparison' })}>
        End Comparison
      </button>
    </p>
  );
}
