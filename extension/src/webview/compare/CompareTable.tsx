import type { RefObject } from 'preact';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { Grid } from '../components/Grid';
import { GridHead } from '../components/GridHead';
import { useWidth } from '../components/width';
import { isFindKey } from '../model/keyboard';
import type { Panel } from '../model/panel';
import { diffCaveat } from './columns';
import type { Comparison } from './comparison';
import { DiffBar } from './DiffBar';
import { DiffHeader } from './DiffHeader';
import { DiffRowView } from './DiffRowView';
import { NoDifferences } from './NoDifferences';

/** The differences between the profile that is shown and another one. */
export function CompareTable({ panel }: { panel: Panel }) {
  const field = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const base = panel.comparison.value;
  const content = panel.content.value;
  useFilterKeys(panel.differences, field);
  if (base === undefined || content.kind !== 'open') {
    return null;
  }
  return (
    <>
      <DiffHeader panel={panel} base={base} file={content.file} shown={content.summary} />
      <DiffBar comparison={panel.differences} field={field} onLeave={() => focusRow(scroller.current)} />
      <Differences panel={panel} scroller={scroller} />
    </>
  );
}

function Differences({ panel, scroller }: { panel: Panel; scroller: RefObject<HTMLDivElement | null> }) {
  const { differences, options } = panel;
  const { pages, layout, cursor } = differences;
  const width = useWidth(scroller);
  const { times, directories } = options.state;
  const view = useMemo(() => ({ times, directories }), [times, directories]);
  const { order, chosen } = layout.state;
  // The same columns are the same list, so that rows need not be drawn again.
  const columns = useMemo(() => layout.visible(width), [layout, width, order, chosen]);
  const open = useCallback(
    (index: number, beside: boolean) => {
      const row = pages.row(index);
      if (row !== undefined) {
        differences.reveal(row, beside);
      }
    },
    [pages, differences],
  );
  const [before, after] = accuracies(panel);
  const { count, known } = pages.shown.value;
  return (
    <Grid
      label="Differences"
      rows={pages}
      cursor={cursor}
      scroller={scroller}
      columns={columns.length}
      layout={layout.grid(columns, width)}
      head={
        <GridHead
          columns={columns}
          layout={layout}
          order={differences.order}
          width={width}
          caveat={(column) => diffCaveat(column, before, after)}
        />
      }
      draw={(row, place) => <DiffRowView {...place} cursor={cursor} row={row} columns={columns} view={view} onOpen={open} />}
      onOpen={open}
    >
      {(pages.failure.value !== undefined || (known && count === 0)) && <NoDifferences comparison={differences} />}
    </Grid>
  );
}

/** How far the figures before and after can be relied on. */
function accuracies({ content, comparison, differences }: Panel) {
  const shown = content.value.kind === 'open' ? content.value.summary.accuracy : undefined;
  const base = comparison.value?.summary.accuracy;
  return differences.swapped.value ? [shown, base] : [base, shown];
}

/** The keys that lead to the filter from anywhere, and the one that clears it. */
function useFilterKeys({ filter }: Comparison, field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const clears = event.key === 'Escape' && filter.typed.value !== '';
      if (clears) {
        filter.clearText();
      }
      if (clears || isFindKey(event, event.target instanceof HTMLInputElement)) {
        event.preventDefault();
        field.current?.focus();
        field.current?.select();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [filter, field]);
}

/** Moves the focus into the table, to the row that takes it. */
function focusRow(grid: HTMLElement | null): void {
  grid?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
}
