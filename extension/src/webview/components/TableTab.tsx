import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { caveatOf } from '../model/accuracy';
import { columnsOf } from '../model/columns';
import { isFindKey } from '../model/keyboard';
import { hasSource } from '../model/names';
import type { Panel } from '../model/panel';
import type { CellView } from './cells';
import { FilterBar } from './FilterBar';
import { FunctionRow } from './FunctionRow';
import { Grid } from './Grid';
import { GridHead } from './GridHead';
import { NoRows } from './NoRows';
import { useWidth } from './width';

/** The table of functions, with what decides which ones it shows. */
export function TableTab({ panel }: { panel: Panel }) {
  const filter = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  useFilterKeys(panel, filter);
  return (
    <>
      <FilterBar table={panel.table} field={filter} onLeave={() => focusRow(scroller.current)} />
      <Functions panel={panel} scroller={scroller} />
    </>
  );
}

function Functions({ panel, scroller }: { panel: Panel; scroller: { current: HTMLDivElement | null } }) {
  const { table } = panel;
  const content = panel.content.value;
  const width = useWidth(scroller);
  const view = useCellView(panel);
  const accuracy = content.kind === 'open' ? content.summary.accuracy : undefined;
  const order = table.layout.state;
  // The same columns are the same list, so that rows need not be drawn again.
  const visible = useMemo(
    () => columnsOf(table.layout.visible(width), accuracy?.calls !== 'unknown'),
    [table, width, accuracy, order.order, order.chosen],
  );
  const open = useCallback(
    (index: number, beside: boolean) => {
      const row = table.pages.row(index);
      if (row !== undefined && hasSource(row)) {
        panel.reveal(row.function, beside);
      }
    },
    [panel, table],
  );
  const { count, known } = table.pages.shown.value;
  if (view === undefined || accuracy === undefined) {
    return null;
  }
  return (
    <Grid
      label="Functions"
      rows={table.pages}
      cursor={table.cursor}
      scroller={scroller}
      columns={visible.length}
      layout={table.layout.grid(visible, width)}
      head={
        <GridHead
          columns={visible}
          layout={table.layout}
          order={table.order}
          width={width}
          caveat={(column) => caveatOf(column, accuracy)}
        />
      }
      draw={(row, place) => <FunctionRow {...place} cursor={table.cursor} row={row} columns={visible} view={view} onOpen={open} />}
      onOpen={open}
    >
      {(table.pages.failure.value !== undefined || (known && count === 0)) && <NoRows table={table} />}
    </Grid>
  );
}

/** How cells show their figures, the same object until something of it changes. */
export function useCellView(panel: Panel): CellView | undefined {
  const content = panel.content.value;
  const accuracy = content.kind === 'open' ? content.summary.accuracy : undefined;
  const { times, directories } = panel.options.state;
  const corrected = panel.isCorrected.value;
  return useMemo(() => accuracy && { accuracy, times, corrected, directories }, [accuracy, times, corrected, directories]);
}

/** The keys that lead to the filter from anywhere, and the one that clears it. */
function useFilterKeys({ table }: Panel, field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const clears = event.key === 'Escape' && table.filter.typed.value !== '';
      if (clears) {
        table.filter.clearText();
      }
      if (clears || isFindKey(event, event.target instanceof HTMLInputElement)) {
        event.preventDefault();
        field.current?.focus();
        field.current?.select();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [table, field]);
}

/** Moves the focus into the table, to the row that takes it. */
function focusRow(grid: HTMLElement | null): void {
  grid?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
}
