// biome-ignore-all lint/a11y/useSemanticElements: see Grid.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes to the buttons in the cells.

import { useCallback, useState } from 'preact/hooks';
import type { ColumnLayout, LaidOutColumn } from '../model/column-layout';
import type { DescribedColumn } from '../model/columns';
import type { Order, SortableColumn } from '../model/order';
import { HeadCell } from './HeadCell';
import { HeadMenu } from './HeadMenu';
import { useColumnDrag } from './head-drag';

/** A column that a header can show. */
export type HeadColumn<K extends string> = DescribedColumn & LaidOutColumn & SortableColumn<K>;

interface Props<K extends string, C extends HeadColumn<K>> {
  /** Those that are shown. */
  columns: readonly C[];
  layout: ColumnLayout<C>;
  order: Order<K>;
  /** The width of the panel in pixels. */
  width: number;
  /** What to know of a column's figures besides its help, as a sentence, or empty. */
  caveat: (column: C) => string;
}

/** A table's header: its buttons sort, dragging them changes the columns. Tab stops at one of them, the arrow keys go on to the others. */
export function GridHead<K extends string, C extends HeadColumn<K>>({ columns, layout, order, width, caveat }: Props<K, C>) {
  const [stop, setStop] = useState('');
  const [menu, setMenu] = useState<{ readonly column: C; readonly opener: HTMLElement }>();
  const drag = useColumnDrag(layout);
  const stopName = columns.some(({ name }) => name === stop) ? stop : columns[0]?.name;

  const onKeyDown = (event: KeyboardEvent, { name }: C) => {
    const step = stepOf(event);
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    if (event.altKey) {
      layout.moveBy(name, step, width);
    } else if (event.shiftKey) {
      layout.resize(name, (event.currentTarget as HTMLElement).getBoundingClientRect().width + 16 * step);
    } else {
      neighbour(event.currentTarget as HTMLElement, step)?.focus();
    }
  };

  const openMenu = (event: MouseEvent, column: C) => {
    event.preventDefault();
    setMenu({ column, opener: event.currentTarget as HTMLElement });
  };
  const closeMenu = useCallback(() => setMenu(undefined), []);

  return (
    <div class="head" role="rowgroup">
      <div class="row" role="row" aria-rowindex={1}>
        {columns.map((column, index) => (
          <HeadCell
            key={column.name}
            column={column}
            layout={layout}
            position={index + 1}
            caveat={caveat(column)}
            place={order.placeOf(column.name)}
            columnsInOrder={order.sorted.value.length}
            isStop={column.name === stopName}
            isDragged={drag.drop?.dragged === column.name}
            isDropPlace={drag.drop !== undefined && drag.drop.before === column.name}
            onFocus={() => setStop(column.name)}
            onKeyDown={(event) => onKeyDown(event, column)}
            onPointerDown={(event) => drag.begin(event, column.name)}
            onContextMenu={(event) => openMenu(event, column)}
            onClick={(event) => {
              // A click by a key is never the end of a drag.
              if (event.detail === 0 || !drag.wasDragged()) {
                order.sortBy(column.name, event.shiftKey);
              }
            }}
          />
        ))}
      </div>
      {menu !== undefined && <HeadMenu {...menu} layout={layout} order={order} width={width} onClose={closeMenu} />}
    </div>
  );
}

/**
 * The direction in which a key goes on: with Shift it changes the column's width, with Alt and Shift its place. With Alt alone the arrows go through
 * the editor's history.
 */
function stepOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): -1 | 1 | undefined {
  if (ctrlKey || metaKey || (altKey && !shiftKey)) {
    return undefined;
  }
  return key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : undefined;
}

/** The button of the next or the previous header. */
function neighbour(button: HTMLElement, step: number): HTMLElement | undefined {
  const buttons = [...(button.closest('[role="row"]')?.querySelectorAll<HTMLElement>('.sort') ?? [])];
  return buttons[buttons.indexOf(button) + step];
}
