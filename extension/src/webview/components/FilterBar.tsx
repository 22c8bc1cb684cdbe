import type { RefObject } from 'preact';
import type { Table } from '../model/table';
import { Icon } from './Icon';

interface Props {
  table: Table;
  field: RefObject<HTMLInputElement | null>;
  /** The user goes on to the rows. */
  onLeave: () => void;
}

/**
 * The filter, and how many functions it keeps.
 *
 * The field is a plain input. vscode-textfield of @vscode-elements/elements hides its input in a shadow tree, where neither aria-describedby
 * nor aria-keyshortcuts can be given to it, and it would add 27 kB to a bundle of 76.
 */
export function FilterBar({ table, field, onLeave }: Props) {
  const { filter } = table;
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
    <search class="filter-bar">
      <div class="filter">
        <Icon name="filter" />
        <input
          ref={field}
          type="text"
          data-testid="filter"
          aria-label="Filter functions"
          aria-describedby="matching"
          aria-keyshortcuts="Control+F Meta+F /"
          title="Keeps the functions whose name or location contains the text (Ctrl+F or /, Escape clears it)"
          placeholder="Filter by name or location"
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
      </div>
      <span id="matching" class="matching" data-testid="matching" role="status">
        {table.matching.value}
      </span>
    </search>
  );
}
