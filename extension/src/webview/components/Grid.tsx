// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only while they are in view are placed by themselves; a table would lay them out.

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { columns } from '../model/columns';
import { isBeside, rowAfterKey } from '../model/keyboard';
import type { Panel } from '../model/panel';
import { rowHeight, type Table } from '../model/table';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { NoRows } from './NoRows';
import { overscan, type Rows, rowsInView, useVirtualRows } from './virtual-rows';

/** The height of the table's header in pixels. */
const headHeight = 28;

/** The table of functions: an ARIA grid of which only the rows in view are drawn. */
export function Grid({ panel, scroller }: { panel: Panel; scroller: RefObject<HTMLDivElement | null> }) {
  const { table } = panel;
  const { count, known, generation } = table.pages.shown.value;
  const active = table.active.value;
  const failed = table.failure.value !== undefined;
  const rows = useVirtualRows({ count, scroller, kept: active, headHeight });
  const { first, last } = rowsInView(rows);
  // One row takes the focus on Tab: the active one, else the first in view.
  const stop = active >= 0 ? active : first;
  const moveTo = useFocusOfActiveRow(table, rows, scroller);

  useLayoutEffect(() => {
    // Rows of another selection have come: the table says where to begin.
    if (scroller.current !== null) {
      scroller.current.scrollTop = table.scrollTop;
    }
  }, [generation, scroller, table]);
  useEffect(() => {
    table.pages.want(Math.max(first - overscan, 0), Math.min(last + overscan, count - 1));
  }, [table, first, last, count, generation]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      panel.openRow(stop, isBeside(event));
    } else {
      const target = rowAfterKey(event, stop, count, screenful(scroller.current));
      if (target === undefined) {
        return;
      }
      moveTo(target);
    }
    event.preventDefault();
  };

  return (
    <div
      class="scroller"
      ref={scroller}
      style={{ '--row-height': `${rowHeight}px`, '--head-height': `${headHeight}px` }}
      onScroll={(event) => panel.scrolled(event.currentTarget.scrollTop)}
    >
      <div
        class="grid"
        role="grid"
        aria-label="Functions"
        aria-rowcount={known ? count + 1 : -1}
        aria-colcount={columns.length}
        aria-busy={table.pages.replacing.value}
      >
        <GridHead table={table} />
        {count > 0 && (
          <div class="body" role="rowgroup" style={{ height: `${rows.getTotalSize()}px` }} onKeyDown={onKeyDown}>
            {rows.getVirtualItems().map(({ index, start }) => (
              <GridRow
                key={index}
                index={index}
                row={table.pages.row(index)}
                top={start - headHeight}
                isStop={index === stop}
                isActive={index === active}
                onFocus={() => (table.active.value = index)}
                onOpen={(beside) => panel.openRow(index, beside)}
              />
            ))}
          </div>
        )}
      </div>
      {(failed || (known && count === 0)) && <NoRows table={table} />}
    </div>
  );
}

/** Gives the function that makes a row the active one, brings it into view and moves the focus to it. */
function useFocusOfActiveRow(table: Table, rows: Rows, scroller: RefObject<HTMLDivElement | null>): (index: number) => void {
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (moved.current) {
      moved.current = false;
      scroller.current?.querySelector<HTMLElement>(`[data-index="${table.active.value}"]`)?.focus({ preventScroll: true });
    }
  });
  return (index) => {
    moved.current = true;
    table.active.value = index;
    rows.scrollToIndex(index);
  };
}

/** The number of rows that are wholly visible. */
function screenful(scroller: HTMLElement | null): number {
  return Math.floor(((scroller?.clientHeight ?? 0) - headHeight) / rowHeight);
}
