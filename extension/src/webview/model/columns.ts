/** The columns of the table: pstats' own, in pstats' order, with pstats' names. */

import type { SortColumn, SortKey } from '../../protocol.gen';
import type { Figure } from './accuracy';

export type ColumnName = 'ncalls' | 'tottime' | 'tottime-percall' | 'cumtime' | 'cumtime-percall' | 'function' | 'location';

export interface Column {
  /** Tells the column in style sheets and tests. */
  readonly name: ColumnName;
  /** What the header shows. */
  readonly label: string;
  /** What the header is called for those who hear it, where the label alone is not enough to tell it from another. It contains the label. */
  readonly spoken?: string;
  /** What the column means, for a reader who has never seen a profile. */
  readonly help: string;
  readonly key: SortKey;
  /** What it shows, where that is a figure. */
  readonly figure?: Figure;
  /** Figures sort the greatest first, names the first of the alphabet. */
  readonly descendingFirst: boolean;
  /** Orders the rows that are equal in this column, in the same direction. */
  readonly thenBy?: SortKey;
}

export const columns: readonly Column[] = [
  {
    name: 'ncalls',
    label: 'ncalls',
    help: 'Number of calls. Where it shows two numbers, the second counts primitive calls: those not made by the function itself, directly or indirectly.',
    key: 'ncalls',
    figure: 'calls',
    descendingFirst: true,
  },
  {
    name: 'tottime',
    label: 'tottime',
    help: 'Self time: the time spent in the function itself, without the functions that it calls. The percentage is its share of the self time of all functions, and these add up to 100 %.',
    key: 'tottime',
    figure: 'self',
    descendingFirst: true,
  },
  {
    name: 'tottime-percall',
    label: 'percall',
    spoken: 'percall of tottime',
    help: 'Self time of one call: tottime divided by the number of calls.',
    key: 'tottime/call',
    figure: 'selfPerCall',
    descendingFirst: true,
  },
  {
    name: 'cumtime',
    label: 'cumtime',
    help: 'Cumulative time: the time from entering the function to leaving it, with all functions that it calls. Recursive functions are counted once.',
    key: 'cumtime',
    figure: 'cumulative',
    descendingFirst: true,
  },
  {
    name: 'cumtime-percall',
    label: 'percall',
    spoken: 'percall of cumtime',
    help: 'Cumulative time of one call: cumtime divided by the number of primitive calls.',
    key: 'cumtime/call',
    figure: 'cumulativePerCall',
    descendingFirst: true,
  },
  {
    name: 'function',
    label: 'function',
    help: 'The function, with its class where the profile or the source tells it.',
    key: 'name',
    descendingFirst: false,
  },
  {
    name: 'location',
    label: 'location',
    help: 'The file and the line where the function begins. Functions written in C have none.',
    key: 'filename',
    descendingFirst: false,
    thenBy: 'line',
  },
];

/** The order at first: the slowest function on top. */
export const defaultSort: readonly SortColumn[] = [{ key: 'tottime', descending: true }];

/** The order after a click on a column's header: by that column, or reversed when it is by that column already. */
export function sortAfterClick(column: Column, sort: readonly SortColumn[]): readonly SortColumn[] {
  const current = sort[0];
  const descending = current?.key === column.key ? !current.descending : column.descendingFirst;
  const keys = column.thenBy === undefined ? [column.key] : [column.key, column.thenBy];
  return keys.map((key) => ({ key, descending }));
}

/** The state of a column's header as ARIA names it. */
export function ariaSort(column: Column, sort: readonly SortColumn[]): 'ascending' | 'descending' | 'none' {
  const first = sort[0];
  if (first?.key !== column.key) {
    return 'none';
  }
  return first.descending ? 'descending' : 'ascending';
}
