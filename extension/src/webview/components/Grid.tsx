// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only while they are in view are placed by themselves; a table would lay them out.

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Accuracy } from '../../protocol.gen';
import { columns } from '../model/columns';
import { isBeside, rowAfterKey } from '../model/keyboard';
import type { Panel } from '../model/panel';
import { rowHeight } from '../model/table';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { NoRows } from './NoRows';
import { useRowFocus } from './row-focus';
import { overscan, rowsInView, useRowKeys, useVirtualRows } from './virtual-rows';

/** The height of the table's header in pixels. */
const headHeight = 28;

/** The table of functions: an ARIA grid of which only the rows in view are drawn. */
export function Grid({ panel, accuracy, scroller }: { panel: Panel; accuracy: Accuracy; scroller: RefObject<HTMLDivElement | null> }) {
  const { table } = panel;
  const { count, known, generation } = table.pages.shown.value;
  const active = table.active.value;
  const failed = table.failure.value !== undefined;
  const rows = useVirtualRows({ count, scroller, kept: active, headHeight });
  const inView = rowsInView(rows);
  const { first, last } = inView;
  const keyOf = useRowKeys(inView, active);
  // One row takes the focus on Tab: the active one, else the first in view.
  const stop = active >= 0 ? active : first;
  const moveTo = useRowFocus(table, rows, scroller);

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
      class={accuracy.calls === 'unknown' ? 'scroller scroller-uncounted' : 'scroller'}
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
        <GridHead table={table} accuracy={accuracy} />
        {count > 0 && (
          <div class="body" role="rowgroup" style={{ height: `${rows.getTotalSize()}px` }} onKeyDown={onKeyDown}>
            {rows.getVirtualItems().map(({ index, start }) => (
              <GridRow
                key={keyOf(index)}
                panel={panel}
                index={index}
                row={table.pages.row(index)}
                accuracy={accuracy}
                top={start - headHeight}
                isStop={index === stop}
                isActive={index === active}
              />
            ))}
          </div>
        )}
      </div>
      {(failed || (known && count === 0)) && <NoRows table={table} />}
    </div>
  );
}

/** The number of rows that are wholly visible. */
function screenful(scroller: HTMLElement | null): number {
  return Math.floor(((scroller?.clientHeight ?? 0) - headHeight) / rowHeight);
}
