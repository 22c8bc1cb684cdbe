import type { RefObject } from 'preact';
import type { FilterProblem } from '../../protocol.gen';
import { visibleSentence } from '../../visibleText';
import type { FilterState } from '../model/filter';
import { Icon } from './Icon';
import { Toggle } from './Toggle';

interface Props {
  filter: FilterState;
  /** What is wrong with the filter that was asked for last. */
  problem: FilterProblem | undefined;
  field: RefObject<HTMLInputElement | null>;
  /** The user goes on to the rows. */
  onLeave: () => void;
}

const help =
  'Words in names and locations, "in quotes" with their spaces; conditions such as tottime > 10ms, ncalls >= 100, share >= 5%, file:tests/, name:parse; with a minus sign in front what must not hold, as in -name:<lambda> (Ctrl+F or /, Escape clears it)';

/**
 * The filter's text with its switches, and what is wrong with it.
 *
 * The field is a plain input. vscode-textfield of @vscode-elements/elements hides its input in a shadow tree, where neither aria-describedby
 * nor aria-keyshortcuts can be given to it, and it would add 27 kB to a bundle of 76.
 */
export function FilterField({ filter, problem, field, onLeave }: Props) {
  const typed = filter.typed.value;
  const clear = () => {
    filter.clearText();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    switch (event.key) {
      case 'Enter':
        filter.now();
        break;
      case 'ArrowDown':
        onLeave();
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <div class="filter-place">
      <div class={problem === undefined ? 'filter' : 'filter filter-wrong'}>
        <Icon name="filter" />
        <input
          ref={field}
          type="text"
          data-testid="filter"
          aria-label="Filter functions"
          aria-describedby="matching"
          aria-errormessage="filter-problem"
          aria-invalid={problem !== undefined}
          aria-keyshortcuts="Control+F Meta+F /"
          title={help}
          placeholder="Filter: text, tottime > 10ms, -file:tests/"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={(event) => filter.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {typed !== '' && (
          <button type="button" class="icon-button" aria-label="Clear the filter" title="Clear the filter (Escape)" onClick={clear}>
            <Icon name="close" />
          </button>
        )}
        <Toggle icon="case-sensitive" label="Match Case" testId="match-case" value={filter.matchCase} />
        <Toggle icon="regex" label="Use Regular Expression" testId="regexp" value={filter.regexp} />
      </div>
      {/* It is always there, for screen readers to watch. */}
      <div class="problem-place" id="filter-problem" role="alert">
        {problem !== undefined && <Problem text={filter.wanted.value.text} problem={problem} />}
      </div>
    </div>
  );
}

/** Says what is wrong, and where. */
function Problem({ text, problem }: { text: string; problem: FilterProblem }) {
  const { start, end } = problem;
  return (
    <div class="filter-problem" data-testid="filter-problem">
      {end > start && start < text.length && (
        <code>
          {text.slice(0, start)}
          <mark>{text.slice(start, end)}</mark>
          {text.slice(end)}
        </code>
      )}
      <span>{visibleSentence(problem.text)}</span>
    </div>
  );
}
