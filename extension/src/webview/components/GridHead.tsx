// biome-ignore-all lint/a11y/useSemanticElements: see Grid.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes to the buttons in the cells.

import type { Accuracy } from '../../protocol.gen';
import { caveatOf } from '../model/accuracy';
import { ariaSort, type Column, columns } from '../model/columns';
import type { Table } from '../model/table';
import { Icon } from './Icon';

/** The table's header: its buttons sort. */
export function GridHead({ table, accuracy }: { table: Table; accuracy: Accuracy }) {
  return (
    <div class="head" role="rowgroup">
      <div class="row" role="row" aria-rowindex={1}>
        {columns.map((column, index) => (
          <HeadCell
            key={column.name}
            column={column}
            position={index + 1}
            caveat={caveatOf(column, accuracy)}
            sort={ariaSort(column, table.sort.value)}
            onClick={() => table.sortBy(column)}
          />
        ))}
      </div>
    </div>
  );
}

interface Props {
  column: Column;
  /** Counted from 1, as ARIA does. */
  position: number;
  /** What to know of the figures, or empty. */
  caveat: string;
  sort: ReturnType<typeof ariaSort>;
  onClick: () => void;
}

function HeadCell({ column, position, caveat, sort, onClick }: Props) {
  const hint = sort === 'none' ? 'Click to sort by it.' : 'Click to reverse the order.';
  return (
    <div class={`cell cell-${column.name}`} role="columnheader" aria-colindex={position} aria-sort={sort}>
      <button
        type="button"
        class="sort"
        data-testid={`sort-${column.key}`}
        title={[column.help, caveat, hint].filter((sentence) => sentence !== '').join(' ')}
        aria-label={column.spoken}
        onClick={onClick}
      >
        <span class="sort-label">{column.label}</span>
        {sort !== 'none' && <Icon name={sort === 'descending' ? 'arrow-down' : 'arrow-up'} />}
      </button>
    </div>
  );
}
