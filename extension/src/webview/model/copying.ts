/** Which functions are copied when rows are. */

import type { EdgeRow, Row } from '../../protocol.gen';
import { isGroup } from './below';
import { rowsIn, type Span } from './cursor';
import type { Ask } from './questions';
import type { Selection } from './table';
import type { Tree, TreeItem } from './tree';

/** The rows that are asked for at once where they are not there yet. */
const rowsAtOnce = 1_000;

/**
 * The ids of the functions in the selected rows, in their order; undefined for all rows that there are. Rows that were never in view are asked for, and the
 * functions of groups.
 */
export async function selectedFunctions(
  spans: readonly Span[],
  tree: Tree,
  selection: Selection,
  ask: Ask,
): Promise<readonly string[] | undefined> {
  if (rowsIn(spans) >= tree.shown.peek().count) {
    return undefined;
  }
  const found = new Set<string>();
  for (const span of spans) {
    for await (const row of rowsOf(span, tree, selection, ask)) {
      for (const id of isGroup(row) ? await membersOf(row, selection, ask) : [row.function]) {
        found.add(id);
      }
    }
  }
  return [...found];
}

async function* rowsOf({ first, last }: Span, tree: Tree, selection: Selection, ask: Ask): AsyncGenerator<Row | EdgeRow> {
  for (let index = first; index <= last; index++) {
    const item = tree.row(index);
    if (item.row !== undefined) {
      yield item.row;
      continue;
    }
    const rows = await missing(item, Math.min(last - index + 1, rowsAtOnce), selection, ask);
    yield* rows;
    index += Math.max(rows.length - 1, 0);
  }
}

/** Rows of the table itself from one on that is on its way. What is on its way below it, or is no function, is left out. */
async function missing({ kind, own, branch }: TreeItem, count: number, selection: Selection, ask: Ask): Promise<readonly Row[]> {
  if (kind !== 'function' || branch.parent !== undefined) {
    return [];
  }
  return (await ask('rows', { ...selection, offset: own, limit: count })).rows;
}

/** The functions of a group. */
async function membersOf({ group }: Row, selection: Selection, ask: Ask): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const within = group === undefined ? {} : { within: group };
    const { rows, matching } = await ask('rows', { ...selection, ...within, offset: ids.length, limit: rowsAtOnce });
    ids.push(...rows.map((row) => row.function));
    if (rows.length === 0 || ids.length >= matching) {
      return ids;
    }
  }
}
