import type { RefObject } from 'preact';
import { formatCount } from '../../format';
import { FilterField } from '../components/FilterField';
import { Icon } from '../components/Icon';
import { kindHelp, kindIcons } from './cells';
import { type Comparison, kinds } from './comparison';

interface Props {
  comparison: Comparison;
  field: RefObject<HTMLInputElement | null>;
  /** The user goes on to the rows. */
  onLeave: () => void;
}

/** What decides which differences are shown. */
export function DiffBar({ comparison, field, onLeave }: Props) {
  return (
    <search class="filter-bar diff-bar">
      <FilterField filter={comparison.filter} problem={comparison.problem.value} field={field} onLeave={onLeave} />
      <div class="diff-choices">
        <Kinds comparison={comparison} />
        <ToleranceFields comparison={comparison} />
        <span id="matching" class="matching" data-testid="matching" role="status">
          {comparison.matching.value}
        </span>
      </div>
    </search>
  );
}

/** A switch for each kind. None that is pressed is as good as all. */
function Kinds({ comparison }: { comparison: Comparison }) {
  const kept = comparison.kinds.value;
  const counts = comparison.summary.value?.counts;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line everywhere.
    <div class="diff-kinds" role="group" aria-label="Show only">
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          class="diff-toggle"
          data-testid={`kind-${kind}`}
          aria-pressed={kept.includes(kind)}
          title={`${kindHelp[kind]} Press it to show only these; several can be pressed.`}
          onClick={() => comparison.toggle(kind)}
        >
          <span class={`diff-kind diff-${kind}`}>
            <Icon name={kindIcons[kind]} />
            {kind}
          </span>{' '}
          {counts !== undefined && <span class="diff-count">{formatCount(counts[kind])}</span>}
        </button>
      ))}
    </div>
  );
}

function ToleranceFields({ comparison: { tolerance } }: { comparison: Comparison }) {
  const problem = tolerance.problem.value;
  const field = (name: 'milliseconds' | 'percent', label: string) => (
    <input
      type="text"
      inputMode="decimal"
      class="diff-number"
      data-testid={`tolerance-${name}`}
      aria-label={label}
      aria-invalid={problem !== ''}
      aria-describedby="tolerance-problem"
      autocomplete="off"
      value={tolerance[name].value}
      onInput={(event) => tolerance.type(name, event.currentTarget.value)}
      onChange={() => tolerance.now()}
    />
  );
  return (
    <span
      class="diff-tolerance"
      title="A difference of self time that is not above this many milliseconds, or not above this part of the time before, counts as none."
    >
      same within {field('milliseconds', 'Tolerance in milliseconds')} ms or {field('percent', 'Tolerance in percent')} %
      <span id="tolerance-problem" class="diff-problem" role="status">
        {problem}
      </span>
    </span>
  );
}
