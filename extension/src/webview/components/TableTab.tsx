import type { RefObject } from 'preact';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { caveatOf } from '../model/accuracy';
import { isGroup } from '../model/below';
import { columnsOf } from '../model/columns';
import { hasSource } from '../model/names';
import type { Panel } from '../model/panel';
import type { CellView } from './cells';
import { FilterBar } from './FilterBar';
import { Findings } from './Findings';
import { focusRow, useFilterKeys } from './filter-keys';
import { Grid } from './Grid';
import { GridHead } from './GridHead';
import { NoRows } from './NoRows';
import { OriginSwitches } from './OriginSwitches';
import { TreeRow } from './TreeRow';
import { actOnTree, copiesRows } from './tree-keys';
import { useWidth } from './width';

/** The table of functions, with what decides which ones it shows. */
export function TableTab({ panel }: { panel: Panel }) {
  const filter = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const content = panel.content.value;
  useFilterKeys(panel.table.filter, filter);
  useEffect(() => {
    // A server that does not answer is told of in the place of the rows.
    panel.table.goToSelected().catch(() => undefined);
  }, [panel]);
  return (
    <>
      <FilterBar panel={panel} field={filter} onLeave={() => focusRow(scroller.current)} width={width} />
      {content.kind === 'open' && <OriginSwitches filter={panel.table.filter} totals={content.summary.origins} />}
      <Findings panel={panel} />
      <Functions panel={panel} scroller={scroller} width={width} />
    </>
  );
}

interface FunctionsProps {
  panel: Panel;
  scroller: RefObject<HTMLDivElement | null>;
  width: number;
}

function Functions({ panel, scroller, width }: FunctionsProps) {
  const { table } = panel;
  const content = panel.content.value;
  const view = useCellView(panel);
  const accuracy = content.kind === 'open' ? content.summary.accuracy : undefined;
  const order = table.layout.state;
  // The same columns are the same list, so that rows need not be drawn again.
  const visible = useMemo(
    () => columnsOf(table.layout.visible(width), accuracy?.calls !== 'unknown'),
    [table, width, accuracy, order.order, order.chosen],
  );
  const open = useCallback((index: number, beside: boolean) => openRow(panel, index, beside), [panel]);
  const onKey = (event: KeyboardEvent, index: number, moveTo: (index: number) => void) => {
    if (copiesRows(event)) {
      void table.copy('pstats');
      return true;
    }
    return actOnTree(event, index, table, moveTo);
  };
  const { count, known } = table.pages.shown.value;
  if (view === undefined || accuracy === undefined) {
    return null;
  }
  return (
    <Grid
      label="Functions"
      class={view.corrected ? 'corrected-times' : ''}
      role="treegrid"
      rows={table.tree}
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
          caveat={(column) => caveatOf(column, accuracy, view.corrected)}
        />
      }
      draw={(item, place) =>
        item !== undefined && <TreeRow {...place} table={table} item={item} columns={visible} view={view} onOpen={open} />
      }
      onKey={onKey}
      onOpen={open}
    >
      {(table.pages.failure.value !== undefined || (known && count === 0)) && (
        <NoRows table={table} onReadAgain={() => panel.send({ type: 'wayOut', wayOut: 'tryAgain' })} />
      )}
    </Grid>
  );
}

/** Opens the source of the function in a row; a group is unfolded or folded, and what is left out is shown. */
function openRow(panel: Panel, index: number, beside: boolean): void {
  const { tree } = panel.table;
  const { kind, row } = tree.row(index);
  if (kind === 'more') {
    tree.showMore(index);
  } else if (row !== undefined && isGroup(row)) {
    tree.toggle(index);
  } else if (row !== undefined && hasSource(row)) {
    panel.reveal(row.function, beside);
  }
}

/** How cells show their figures, the same object until something of it changes. */
export function useCellView(panel: Panel): CellView | undefined {
  const content = panel.content.value;
  const accuracy = content.kind === 'open' ? content.summary.accuracy : undefined;
  const { times, directories } = panel.options.state;
  const corrected = panel.isCorrected.value;
  return useMemo(() => accuracy && { accuracy, times, corrected, directories }, [accuracy, times, corrected, directories]);
}
