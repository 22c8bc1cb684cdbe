// biome-ignore-all lint/a11y/useSemanticElements: see Grid.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes to rows, not to cells.

import type { ComponentChildren } from 'preact';
import type { Cursor } from '../model/cursor';
import type { RowPlace } from './Grid';

/** A row's place in a tree, as ARIA has it: all counted from 1. */
export interface TreePlace {
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** Undefined for a row that cannot be unfolded. */
  readonly isUnfolded?: boolean | undefined;
}

/** What a cell shows, and all of it in its title: exact to the last digit, and not cut off. */
export interface CellContent {
  readonly title: string;
  readonly text: ComponentChildren;
}

interface Props extends RowPlace {
  cursor: Cursor;
  testId: string;
  class?: string;
  tree?: TreePlace | undefined;
  /** The names of the columns that are shown, and what the row shows in each; undefined while it is on its way. */
  columns: readonly { readonly name: string; readonly isText?: boolean }[];
  cells: ((name: string) => CellContent) | undefined;
  onOpen: (index: number, beside: boolean) => void;
}

/**
 * A row with its cells. The mouse works as in the editor's lists: a click opens, with Alt beside; with Ctrl or Cmd it selects one more row, with
 * Shift all rows up to it.
 */
export function RowFrame({ index, top, isStop, isSelected, cursor, testId, class: extra = '', tree, columns, cells, onOpen }: Props) {
  const onMouseDown = (event: MouseEvent) => {
    if (event.button !== 0) {
      return;
    }
    if (event.shiftKey) {
      // The rows are selected, not their text.
      event.preventDefault();
      cursor.extendTo(index);
      (event.currentTarget as HTMLElement).focus({ preventScroll: true });
    } else if (event.ctrlKey || event.metaKey) {
      cursor.toggle(index);
    } else {
      cursor.moveTo(index);
    }
  };
  const onClick = (event: MouseEvent) => {
    // Who has dragged over the row wants its text, not the source.
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey && (document.getSelection()?.isCollapsed ?? true)) {
      onOpen(index, event.altKey);
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all rows are handled in one place, by the table's body.
    <div
      class={`row ${extra}`}
      role="row"
      data-testid={testId}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-level={tree?.level}
      aria-posinset={tree?.position}
      aria-setsize={tree?.siblings}
      aria-expanded={tree?.isUnfolded}
      tabIndex={isStop ? 0 : -1}
      style={{ top: `${top}px` }}
      onFocus={() => cursor.focus(index)}
      onMouseDown={onMouseDown}
      onClick={onClick}
    >
      {columns.map(({ name, isText = false }, position) => {
        const { title, text } = cells?.(name) ?? loading;
        return (
          <div
            key={name}
            class={`cell cell-${name} ${isText ? 'cell-text' : ''} ${cells === undefined ? 'cell-loading' : ''}`}
            role="gridcell"
            data-testid={`cell-${name}`}
            aria-colindex={position + 1}
            title={title}
          >
            {text}
          </div>
        );
      })}
    </div>
  );
}

/** The cells of a row that is on its way. */
const loading: CellContent = { title: '', text: null };
