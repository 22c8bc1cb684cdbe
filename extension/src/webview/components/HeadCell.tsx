// biome-ignore-all lint/a11y/useSemanticElements: see Grid.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes to the button in the cell.

import type { ColumnLayout, LaidOutColumn } from '../model/column-layout';
import type { DescribedColumn } from '../model/columns';
import { beginResize } from './head-drag';
import { Icon } from './Icon';

interface Props {
  column: DescribedColumn & LaidOutColumn;
  layout: ColumnLayout<LaidOutColumn>;
  /** Counted from 1, as ARIA does. */
  position: number;
  /** What to know of the figures, or empty. */
  caveat: string;
  /** Its place in the order and its direction. */
  place: { readonly place: number; readonly descending: boolean } | undefined;
  /** The number of columns that the rows are sorted by. */
  columnsInOrder: number;
  isStop: boolean;
  isDragged: boolean;
  /** A dragged column would come before it. */
  isDropPlace: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  onContextMenu: (event: MouseEvent) => void;
  onClick: (event: MouseEvent) => void;
}

/** The header of one column. */
export function HeadCell({ column, layout, position, caveat, place, columnsInOrder, isStop, isDragged, isDropPlace, ...on }: Props) {
  const help = [column.help, caveat].filter((sentence) => sentence !== '').join(' ');
  const hint = place?.place === 1 ? 'Click to reverse the order.' : 'Click to sort by it, with Shift among equal rows.';
  const classes = ['cell', `cell-${column.name}`, column.isText && 'cell-text', isDragged && 'head-dragged', isDropPlace && 'head-drop'];
  // ARIA knows one column that a table is sorted by.
  const sort = place?.place !== 1 ? 'none' : place.descending ? 'descending' : 'ascending';
  return (
    <div class={classes.filter(Boolean).join(' ')} role="columnheader" data-column={column.name} aria-colindex={position} aria-sort={sort}>
      <button
        type="button"
        class="sort"
        data-testid={`sort-${column.name}`}
        title={`${help} ${hint}`}
        aria-label={column.spoken}
        aria-description={`${help} Shift and the arrow keys change the width, with Alt the place.`}
        tabIndex={isStop ? 0 : -1}
        onFocus={on.onFocus}
        onKeyDown={on.onKeyDown}
        onPointerDown={on.onPointerDown}
        onContextMenu={on.onContextMenu}
        onClick={on.onClick}
      >
        <span class="sort-label">{column.label}</span>
        {place !== undefined && (
          <>
            <Icon name={place.descending ? 'arrow-down' : 'arrow-up'} />
            {columnsInOrder > 1 && <span class="sort-place">{place.place}</span>}
          </>
        )}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone; the keyboard does it from the button. */}
      <span
        class="resizer"
        data-testid={`resize-${column.name}`}
        title="Drag to change the width, double-click for the first width"
        onPointerDown={(event) => beginResize(event, column.name, layout)}
        onDblClick={() => layout.unsize(column.name)}
      />
    </div>
  );
}
