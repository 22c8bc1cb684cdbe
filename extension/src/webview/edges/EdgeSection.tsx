import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { Row } from '../../protocol.gen';
import type { CellView } from '../components/cells';
import { Grid, headHeight } from '../components/Grid';
import { GridHead } from '../components/GridHead';
import { Action, Message } from '../components/Message';
import { rowHeight } from '../model/cursor';
import { hasSource } from '../model/names';
import type { Panel } from '../model/panel';
import { stepOf } from '../model/step';
import { edgeCaveat, edgeColumnsOf } from './columns';
import { EdgeRowView } from './EdgeRowView';
import type { EdgeTable } from './edge-table';
import { headingOf, reasonFor } from './states';

/** The height of the line above a table in pixels. */
const headingHeight = 30;

interface Props {
  panel: Panel;
  table: EdgeTable;
  /** The function in the middle. */
  row: Row | undefined;
  view: CellView;
  /** The width of the panel in pixels. */
  width: number;
}

/** The callers or the callees: a heading, and a table or why there is none. */
export function EdgeSection({ panel, table, row, view, width }: Props) {
  const { count, known } = table.pages.shown.value;
  const isFailed = table.pages.failure.value !== undefined;
  const hasRows = !isFailed && !(known && count === 0);
  const heading = headingOf(table.direction, known ? count : undefined);
  return (
    <section class="edges-part" style={heightOf(hasRows ? count : undefined)} aria-label={heading} data-testid={table.direction}>
      <h2 class="edges-heading">{heading}</h2>
      {table.pages.failure.value !== undefined ? (
        <Message kind="error" title={`The ${table.direction} cannot be shown`} text={table.pages.failure.value}>
          <Action label="Try Again" onClick={() => panel.edges.tryAgain()} />
        </Message>
      ) : hasRows ? (
        <Rows panel={panel} table={table} view={view} width={width} label={heading} />
      ) : (
        <p class="edges-nothing" data-testid={`${table.direction}-nothing`}>
          {reasonFor(table.direction, row ?? {})}
        </p>
      )}
    </section>
  );
}

/** The height of a section with so many rows: no more than they need, and no less than a few of them. */
function heightOf(count: number | undefined): { maxHeight: string; minHeight: string; flex: string } | undefined {
  if (count === undefined) {
    return undefined;
  }
  const height = (rows: number) => `${headingHeight + headHeight + rows * rowHeight + 1}px`;
  return { maxHeight: height(Math.max(count, 1)), minHeight: height(Math.min(Math.max(count, 1), 3)), flex: '1 1 0' };
}

function Rows({ panel, table, view, width, label }: Omit<Props, 'row'> & { label: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { layout } = panel.edges;
  const { order, chosen } = layout.state;
  // The same columns are the same list, so that rows need not be drawn again.
  const columns = useMemo(() => edgeColumnsOf(layout.visible(width), view.accuracy), [layout, width, view.accuracy, order, chosen]);

  const visit = useCallback(
    (index: number) => {
      const row = table.pages.row(index);
      if (row !== undefined) {
        panel.edges.visit(stepOf(row));
      }
    },
    [panel, table],
  );
  const openSource = useCallback(
    (index: number, beside: boolean) => {
      const row = table.pages.row(index);
      if (row !== undefined && hasSource(row)) {
        panel.reveal(row.function, beside);
      }
    },
    [panel, table],
  );
  const onClick = useCallback((index: number, beside: boolean) => (beside ? openSource(index, true) : visit(index)), [visit, openSource]);

  return (
    <Grid
      label={label}
      rows={table.pages}
      cursor={table.cursor}
      scroller={scroller}
      columns={columns.length}
      layout={layout.grid(columns, width)}
      head={
        <GridHead
          columns={columns}
          layout={layout}
          order={table.order}
          width={width}
          caveat={(column) => edgeCaveat(column, view.accuracy)}
        />
      }
      draw={(row, place) => (
        <EdgeRowView
          {...place}
          cursor={table.cursor}
          direction={table.direction}
          row={row}
          columns={columns}
          view={view}
          onOpen={onClick}
        />
      )}
      onOpen={openSource}
      onKey={(event, index) => {
        if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
          return false;
        }
        visit(index);
        return true;
      }}
    />
  );
}
