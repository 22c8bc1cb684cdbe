import { formatCount, formatSeconds, formatShare } from '../../format';
import type { Origin, OriginTotal } from '../../protocol.gen';
import type { FilterState } from '../model/filter';
import { Icon } from './Icon';

const words: Record<Origin, { readonly label: string; readonly of: string }> = {
  project: { label: 'Project', of: 'of the project' },
  package: { label: 'Packages', of: 'of installed packages' },
  standardLibrary: { label: 'Standard library', of: 'of the standard library' },
  builtin: { label: 'Built-ins', of: 'written in C' },
};

/** Hides and shows functions by where they come from, and says how many there are of each origin and how much time they take. */
export function OriginSwitches({ filter, totals }: { filter: FilterState; totals: readonly OriginTotal[] }) {
  if (totals.length < 2) {
    return null;
  }
  return (
    <fieldset class="origins">
      <legend class="heard">Functions shown</legend>
      {totals.map((total) => (
        <OriginSwitch key={total.origin} filter={filter} total={total} />
      ))}
    </fieldset>
  );
}

function OriginSwitch({ filter, total: { origin, functions, self, share } }: { filter: FilterState; total: OriginTotal }) {
  const isHidden = filter.hidden.value.includes(origin);
  const { label, of } = words[origin];
  const count = `${formatCount(functions)} ${functions === 1 ? 'function' : 'functions'} ${of}`;
  const title = `${isHidden ? 'Show' : 'Hide'} ${functions === 1 ? 'the' : 'all'} ${count}: ${formatSeconds(self)}, ${formatShare(share)} of the self time`;
  return (
    <button
      type="button"
      class={`origin origin-${origin}`}
      role="switch"
      data-testid={`origin-${origin}`}
      aria-checked={!isHidden}
      aria-description={title}
      title={title}
      onClick={() => filter.toggle(origin)}
    >
      <Icon name={isHidden ? 'eye-closed' : 'eye'} />
      <span>{label}</span>{' '}
      <span class="origin-figures">
        {formatCount(functions)} · {formatShare(share)}
        {isHidden && ' hidden'}
      </span>
    </button>
  );
}
