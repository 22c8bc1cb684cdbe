import { memo } from 'preact/compat';
import type { EdgeRow } from '../../protocol.gen';
import type { CellView } from '../components/cells';
import type { RowPlace } from '../components/Grid';
import { RowFrame } from '../components/RowFrame';
import type { Cursor } from '../model/cursor';
import { edgeCellOf } from './cells';
import type { EdgeColumn } from './columns';
import type { Direction } from './edge-table';

interface Props extends RowPlace {
  cursor: Cursor;
  direction: Direction;
  /** Undefined while it is on its way. */
  row: EdgeRow | undefined;
  columns: readonly EdgeColumn[];
  view: CellView;
  onOpen: (index: number, beside: boolean) => void;
}

/** A caller's or a callee's row, or a placeholder for it. */
export const EdgeRowView = memo(function EdgeRowView({ row, direction, columns, view, ...place }: Props) {
  return (
    <RowFrame
      {...place}
      testId={row === undefined ? 'row-loading' : `${direction}-row`}
      columns={columns}
      cells={row && ((name) => edgeCellOf(name, row, view))}
    />
  );
});
