import { memo } from 'preact/compat';
import type { DiffRow } from '../../protocol.gen';
import type { RowPlace } from '../components/Grid';
import { RowFrame } from '../components/RowFrame';
import type { Cursor } from '../model/cursor';
import { hasSource } from '../model/names';
import { type DiffView, diffCellOf } from './cells';
import type { DiffTableColumn } from './columns';

interface Props extends RowPlace {
  cursor: Cursor;
  /** Undefined while it is on its way. */
  row: DiffRow | undefined;
  columns: readonly DiffTableColumn[];
  view: DiffView;
  onOpen: (index: number, beside: boolean) => void;
}

/** A function in two profiles, or a placeholder for it. */
export const DiffRowView = memo(function DiffRowView({ row, columns, view, ...place }: Props) {
  const cells = (name: string, shown: DiffRow) => {
    const column = columns.find((each) => each.name === name);
    return column === undefined ? { title: '', text: null } : diffCellOf(column, shown, view);
  };
  return (
    <RowFrame
      {...place}
      testId={row === undefined ? 'row-loading' : 'diff-row'}
      class={row === undefined || hasSource(row) ? '' : 'row-sourceless'}
      columns={columns}
      cells={row && ((name) => cells(name, row))}
    />
  );
});
