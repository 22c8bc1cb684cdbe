import type { RefObject } from 'preact';
import { useCallback, useMemo, useRef } from 'preact/hooks';
import { focusRow, useFilterKeys } from '../components/filter-keys';
import { Grid } from '../components/Grid';
import { GridHead } from '../components/GridHead';
import { useWidth } from '../components/width';
import type { Panel } from '../model/panel';
import { diffCaveat } from './columns';
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
  useFilterKeys(panel.differences.filter, field);
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
