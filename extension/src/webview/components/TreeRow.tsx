import { memo } from 'preact/compat';
import { isGroup } from '../model/below';
import type { Column } from '../model/columns';
import { hasSource } from '../model/names';
import type { Table } from '../model/table';
import type { TreeItem } from '../model/tree';
import type { CellView } from './cells';
import type { RowPlace } from './Grid';
import { RowFrame } from './RowFrame';
import { treeCellOf } from './tree-cells';

interface Props extends RowPlace {
  table: Table;
  item: TreeItem;
  columns: readonly Column[];
  view: CellView;
  onOpen: (index: number, beside: boolean) => void;
}

/** A row of the table of functions, or a placeholder for one that is on its way. */
export const TreeRow = memo(function TreeRow({ table, item, columns, view, onOpen, ...place }: Props) {
  const isWaiting = item.row === undefined && (item.kind === 'function' || item.kind === 'edge');
  return (
    <RowFrame
      {...place}
      cursor={table.cursor}
      testId={isWaiting ? 'row-loading' : `row${item.kind === 'function' ? '' : `-${item.kind}`}`}
      class={classOf(item)}
      tree={item.place}
      columns={columns}
      cells={isWaiting ? undefined : (name) => treeCellOf(name, item, view, () => table.tree.toggle(place.index))}
      onOpen={onOpen}
    />
  );
});

function classOf({ kind, row }: TreeItem): string {
  if (row === undefined) {
    return kind === 'function' || kind === 'edge' ? '' : `row-${kind}`;
  }
  if (isGroup(row)) {
    return 'row-group';
  }
  return `${kind === 'edge' ? 'row-below' : ''} ${hasSource(row) ? '' : 'row-sourceless'}`;
}
