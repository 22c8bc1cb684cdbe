import type { Signal } from '@preact/signals';
import { Icon, type IconName } from './Icon';

/** A button that is pressed or not. */
export function Toggle({ icon, label, testId, value }: { icon: IconName; label: string; testId: string; value: Signal<boolean> }) {
  return (
    <button
      type="button"
      class="icon-button toggle"
      data-testid={testId}
      aria-label={label}
      aria-pressed={value.value}
      title={label}
      onClick={() => (value.value = !value.value)}
    >
      <Icon name={icon} />
    </button>
  );
}
