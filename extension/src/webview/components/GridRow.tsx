// biome-ignore-all lint/a11y/useSemanticElements: see Grid.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes to rows, not to cells.

import { memo } from 'preact/compat';
import type { Accuracy, Row } from '../../protocol.gen';
import { columns } from '../model/columns';
import { isBeside } from '../model/keyboard';
import { hasSource, type Panel } from '../model/panel';
import { cellOf, loading } from './cells';

interface Props {
  panel: Panel;
  /** The place in the table, counted from 0. */
  index: number;
  /** Undefined while it is on its way. */
  row: Row | undefined;
  accuracy: Accuracy;
  /** The distance from the top of the table's body in pixels. */
  top: number;
  /** It takes the focus on Tab. */
  isStop: boolean;
  isActive: boolean;
}

/** A function's row, or a placeholder for it. It is drawn again only when its properties change: while scrolling, most rows stay as they are. */
export const GridRow = memo(function GridRow({ panel, index, row, accuracy, top, isStop, isActive }: Props) {
  const onClick = (event: MouseEvent) => {
    // Who has dragged over the row wants its text, not the source.
    if (document.getSelection()?.isCollapsed ?? true) {
      panel.openRow(index, isBeside(event));
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all rows are handled in one place, by the table's body.
    <div
      class={`row ${row === undefined || hasSource(row) ? '' : 'row-sourceless'}`}
      role="row"
      data-testid={row === undefined ? 'row-loading' : 'row'}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isActive}
      tabIndex={isStop ? 0 : -1}
      style={{ top: `${top}px` }}
      onFocus={() => panel.table.activate(index)}
      onClick={onClick}
    >
      {columns.map(({ name }, position) => {
        const { title, text } = row === undefined ? loading : cellOf(name, row, accuracy);
        return (
          <div
            key={name}
            class={`cell cell-${name} ${row === undefined ? 'cell-loading' : ''}`}
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
});
