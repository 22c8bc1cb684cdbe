/** What is below the rows of the table when they are unfolded: the functions of a group, the callers or the callees of a function. */

import type { EdgeRow, Row } from '../../protocol.gen';
import { Pages } from './pages';
import type { Ask } from './questions';
import type { Selection } from './table';
import type { Below, Branch } from './tree';

/** Whether functions unfold into those that called them or into those that they called. */
export type Direction = 'callers' | 'callees';

/** Reads what is below rows from the server; `direction` and `selection` say what the user wants at the time. */
export function readBelow(ask: Ask, direction: () => Direction, selection: () => Selection): Below {
  // What is below callers are callers, whatever the user wants by now.
  const directionIn = ({ kind }: Branch) => (kind === 'functions' ? direction() : kind);
  return {
    count: (row, branch) => countBelow(row, directionIn(branch)),
    branch: (row, parent) =>
      isGroup(row) ? functionsOf(row, parent, selection(), ask) : edgesOf(row, parent, directionIn(parent.branch), selection().sort, ask),
  };
}

function countBelow(row: Row | EdgeRow, direction: Direction): number {
  if (isGroup(row)) {
    return row.functions ?? 0;
  }
  if ('further' in row) {
    // A function that is above it already is not unfolded once more: that would not end.
    return row.recursive ? 0 : row.further;
  }
  return row[direction];
}

function functionsOf(row: Row, parent: Branch['parent'] & object, selection: Selection, ask: Ask): Branch {
  const within = { ...selection, ...(row.group === undefined ? {} : { within: row.group }) };
  const rows = new Pages<Row, Selection>(within, {
    load: (wanted, offset, limit) => ask('rows', { ...wanted, offset, limit }),
  });
  rows.reload(within, row.functions ?? 0, 0);
  return { kind: 'functions', path: [], parent, rows };
}

function edgesOf(row: Row | EdgeRow, parent: Branch['parent'] & object, direction: Direction, sort: Selection['sort'], ask: Ask): Branch {
  const path = [...parent.branch.path, row.function];
  const rows = new Pages<EdgeRow, Selection['sort']>(sort, {
    load: (wanted, offset, limit) => ask(direction, { path, sort: wanted, offset, limit }),
  });
  rows.reload(sort, countBelow(row, direction), 0);
  return { kind: direction, path, parent, rows };
}

export function isGroup(row: Row | EdgeRow): row is Row {
  return 'group' in row && row.group !== undefined;
}
