// biome-ignore-all lint/a11y/useFocusableInteractive: the field has the focus and names the suggestion that is meant.
// biome-ignore-all lint/a11y/useSemanticElements: suggestions are drawn in the colours of the editor, with more than a text.

import type { RefObject } from 'preact';
import { formatSeconds } from '../../format';
import type { Row } from '../../protocol.gen';
import { visible, visibleSentence } from '../../visibleText';
import { Icon } from '../components/Icon';
import { baseName } from '../model/paths';
import { stepOf } from '../model/step';
import type { Edges } from './edges';
import { functionsIn } from './states';

const listId = 'edges-suggestions';
const optionId = (index: number): string => `edges-suggestion-${index}`;

/** The field that finds a function, with the functions that it suggests. */
export function PickField({ edges, field }: { edges: Edges; field: RefObject<HTMLInputElement | null> }) {
  const { picker } = edges;
  const suggestions = picker.suggestions.value;
  const active = picker.active.value;
  const take = (index: number) => {
    const row = picker.take(index);
    if (row !== undefined) {
      edges.visit(stepOf(row));
    }
  };
  const enter = async () => {
    if (suggestions === undefined) {
      await picker.suggest();
    } else {
      take(active);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (suggestions === undefined) {
          void picker.suggest();
        } else {
          picker.move(event.key === 'ArrowDown' ? 1 : -1);
        }
        break;
      case 'Enter':
        void enter();
        break;
      case 'Escape':
        if (suggestions === undefined) {
          picker.typed.value = '';
        }
        picker.close();
        break;
      default:
        return;
    }
    if (!event.altKey) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  return (
    <search class="edges-pick">
      <div class="filter">
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          role="combobox"
          data-testid="edges-pick"
          aria-label="Choose a function"
          aria-expanded={suggestions !== undefined}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={suggestions !== undefined && suggestions.rows.length > 0 ? optionId(active) : undefined}
          aria-keyshortcuts="Control+F Meta+F /"
          title="Finds a function by its name or location, or as the filter of the table does (Ctrl+F or /)"
          placeholder="Choose a function"
          autocomplete="off"
          spellcheck={false}
          value={picker.typed.value}
          onInput={(event) => picker.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => picker.close()}
        />
      </div>
      <div
        id={listId}
        class="edges-suggestions"
        role="listbox"
        aria-label="Functions"
        hidden={suggestions === undefined || suggestions.rows.length === 0}
        // The field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
      >
        {suggestions?.rows.map((row, index) => (
          <Option key={row.function} row={row} index={index} isActive={index === active} onTake={() => take(index)} />
        ))}
      </div>
      <Remark edges={edges} />
    </search>
  );
}

function Option({ row, index, isActive, onTake }: { row: Row; index: number; isActive: boolean; onTake: () => void }) {
  const place = row.builtin ? 'built-in' : `${visible(baseName(row.file))}${row.line > 0 ? `:${row.line}` : ''}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
    <div
      id={optionId(index)}
      class="edges-suggestion"
      role="option"
      aria-selected={isActive}
      data-testid="edges-suggestion"
      title={visible(row.name, 2_000)}
      onClick={onTake}
    >
      <span class="edges-suggestion-name">{visible(row.name)}</span>
      <span class="edges-suggestion-place">{place}</span>
      <span class="edges-suggestion-time">{formatSeconds(row.self)}</span>
    </div>
  );
}

/** How many functions there are for what is typed, or why there are none. */
function Remark({ edges: { picker } }: { edges: Edges }) {
  const suggestions = picker.suggestions.value;
  const more = suggestions !== undefined && suggestions.matching > suggestions.rows.length;
  const count = suggestions === undefined ? '' : `${functionsIn(suggestions.matching)}${more ? ', the slowest are listed' : ''}`;
  return (
    <span class="edges-pick-remark" role="status" data-testid="edges-pick-remark">
      {visibleSentence(suggestions?.problem || count)}
    </span>
  );
}
