import type { RefObject } from 'preact';
import { formatCount } from '../../format';
import { visibleSentence } from '../../visibleText';
import { Icon } from '../components/Icon';
import type { Icicle } from './icicle';

interface Props {
  icicle: Icicle;
  field: RefObject<HTMLInputElement | null>;
  /** The user goes on to the boxes. */
  onLeave: () => void;
}

/** Searches the boxes: what is found is outlined, and Enter goes from one to the next. */
export function IcicleSearch({ icicle, field, onLeave }: Props) {
  const typed = icicle.typed.value;
  const shown = icicle.shown.value;
  const problem = shown?.result.problem;
  const isStuck = icicle.found.value === 'none in view' && (icicle.path.value.length > 0 || icicle.exact.value);
  const clear = () => {
    icicle.clearSearch();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      icicle.toMatch(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && typed !== '') {
      clear();
    } else if (event.key === 'ArrowDown' || event.key === 'Escape') {
      onLeave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search class="icicle-search">
      <div class={problem === undefined ? 'filter' : 'filter filter-wrong'}>
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          data-testid="icicle-search"
          aria-label="Find in the icicle"
          aria-describedby="icicle-found"
          aria-invalid={problem !== undefined}
          aria-keyshortcuts="Control+F Meta+F /"
          title="Outlines the functions that a filter of the table would keep (Ctrl+F or /). Enter goes to the next, Shift+Enter to the one before, Escape ends it."
          placeholder="Find functions"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={(event) => icicle.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {typed !== '' && (
          <>
            <StepButton label="Previous match" hint="Shift+Enter" icon="arrow-up" onClick={() => icicle.toMatch(-1)} />
            <StepButton label="Next match" hint="Enter" icon="arrow-down" onClick={() => icicle.toMatch(1)} />
            <StepButton label="End the search" hint="Escape" icon="close" onClick={clear} />
          </>
        )}
      </div>
      <span id="icicle-found" class="matching" role="status" data-testid="icicle-found">
        {problem === undefined ? icicle.found.value : visibleSentence(problem.text)}
      </span>
      {isStuck && (
        <button type="button" class="link-button" onClick={() => icicle.showEverything()}>
          Look in all of it ({formatCount(shown?.result.matches ?? 0)})
        </button>
      )}
    </search>
  );
}

function StepButton(props: { label: string; hint: string; icon: 'arrow-up' | 'arrow-down' | 'close'; onClick: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={props.label} title={`${props.label} (${props.hint})`} onClick={props.onClick}>
      <Icon name={props.icon} />
    </button>
  );
}
