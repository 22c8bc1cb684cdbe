import { memo } from 'preact/compat';
import type { Row } from '../../protocol.gen';
import type { Column } from '../model/columns';
import type { Cursor } from '../model/cursor';
import { hasSource } from '../model/names';
import { type CellView, cellOf } from './cells';
import type { RowPlace } from './Grid';
import { RowFrame } from './RowFrame';

interface Props extends RowPlace {
  cursor: Cursor;
  /** Undefined while it is on its way. */
  row: Row | undefined;
  columns: readonly Column[];
  view: CellView;
  onOpen: (index: number, beside: boolean) => void;
}

/** A function's row, or a placeholder for it. */
export const FunctionRow = memo(function FunctionRow({ row, columns, view, ...place }: Props) {
  return (
    <RowFrame
      {...place}
      testId={row === undefined ? 'row-loading' : 'row'}
      class={row === undefined || hasSource(row) ? '' : 'row-sourceless'}
      columns={columns}
      cells={row && ((name) => cellOf(name, row, view))}
    />
  );
});
