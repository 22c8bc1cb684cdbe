/** The columns of the table: pstats' own, in pstats' order, with pstats' names, and the shares. */

import type { SortKey } from '../../protocol.gen';
import type { Figure } from './accuracy';
import type { LaidOutColumn } from './column-layout';
import type { SortableColumn, Sorted } from './order';

export type ColumnName =
  | 'ncalls'
  | 'tottime'
  | 'share'
  | 'tottime-percall'
  | 'cumtime'
  | 'cumulative-share'
  | 'cumtime-percall'
  | 'function'
  | 'location';

/** What the header of a column says. */
export interface DescribedColumn {
  /** What the header shows. */
  readonly label: string;
  /** What the header is called for those who hear it, where the label alone is not enough to tell it from another. It contains the label. */
  readonly spoken?: string;
  /** What the column means, for a reader who has never seen a profile. */
  readonly help: string;
  /** Text begins at the left, figures end at the right. */
  readonly isText?: boolean;
}

export interface Column extends DescribedColumn, LaidOutColumn, SortableColumn<SortKey> {
  readonly name: ColumnName;
  /** What it shows, where that is a figure. */
  readonly figure?: Figure;
  /** The key in the place of `key` while corrected times are shown. */
  readonly correctedKey?: SortKey;
}

export const columns: readonly Column[] = [
  {
    name: 'ncalls',
    label: 'ncalls',
    words: 'calls',
    help: 'Number of calls. Where it shows two numbers, the second counts primitive calls: those not made by the function itself, directly or indirectly.',
    key: 'ncalls',
    figure: 'calls',
    descendingFirst: true,
    width: 112,
    narrowWidth: 92,
    from: 480,
  },
  {
    name: 'tottime',
    label: 'tottime',
    words: 'self time',
    help: 'Self time: the time spent in the function itself, without the functions that it calls.',
    key: 'tottime',
    correctedKey: 'corrected-tottime',
    figure: 'self',
    descendingFirst: true,
    width: 96,
    narrowWidth: 92,
  },
  {
    name: 'share',
    label: 'share',
    words: 'share',
    help: 'Share of self time: tottime as a part of the self time of all functions. These shares add up to 100 %.',
    key: 'tottime',
    correctedKey: 'corrected-tottime',
    figure: 'self',
    descendingFirst: true,
    width: 96,
    narrowWidth: 80,
    from: 400,
  },
  {
    name: 'tottime-percall',
    label: 'percall',
    spoken: 'percall of tottime',
    words: 'self time per call',
    help: 'Self time of one call: tottime divided by the number of calls.',
    key: 'tottime/call',
    correctedKey: 'corrected-tottime/call',
    figure: 'selfPerCall',
    descendingFirst: true,
    width: 96,
    from: 940,
  },
  {
    name: 'cumtime',
    label: 'cumtime',
    words: 'cumulative time',
    help: 'Cumulative time: the time from entering the function to leaving it, with all functions that it calls. Recursive functions are counted once.',
    key: 'cumtime',
    correctedKey: 'corrected-cumtime',
    figure: 'cumulative',
    descendingFirst: true,
    width: 108,
    narrowWidth: 98,
  },
  {
    name: 'cumulative-share',
    label: 'cum share',
    words: 'cumulative share',
    help: 'Cumulative share: cumtime as a part of the self time of all functions. These shares overlap and do not add up.',
    key: 'cumtime',
    correctedKey: 'corrected-cumtime',
    figure: 'cumulative',
    descendingFirst: true,
    width: 104,
    narrowWidth: 96,
    from: Number.POSITIVE_INFINITY,
  },
  {
    name: 'cumtime-percall',
    label: 'percall',
    spoken: 'percall of cumtime',
    words: 'cumulative time per call',
    help: 'Cumulative time of one call: cumtime divided by the number of primitive calls.',
    key: 'cumtime/call',
    correctedKey: 'corrected-cumtime/call',
    figure: 'cumulativePerCall',
    descendingFirst: true,
    width: 96,
    from: 940,
  },
  {
    name: 'function',
    label: 'function',
    words: 'function name',
    help: 'The function, with its class where the profile or the source tells it.',
    isText: true,
    key: 'name',
    descendingFirst: false,
    width: 160,
    narrowWidth: 100,
    grows: 3,
    isNeeded: true,
  },
  {
    name: 'location',
    label: 'location',
    words: 'file and line',
    help: 'The file and the line where the function begins. Functions written in C have none.',
    isText: true,
    key: 'filename',
    thenBy: 'line',
    descendingFirst: false,
    width: 140,
    narrowWidth: 112,
    grows: 2,
    from: 620,
  },
];

/** The order at first: the slowest function on top. */
export const defaultOrder: readonly Sorted[] = [{ column: 'tottime', descending: true }];

/** The columns of a profile, which may not know how often functions were called: then there is nothing to divide by. */
export function columnsOf(all: readonly Column[], knowsCalls: boolean): readonly Column[] {
  return knowsCalls ? all : all.filter(({ figure }) => figure === undefined || !figure.endsWith('PerCall'));
}

const corrected: ReadonlyMap<SortKey, SortKey> = new Map(
  columns.flatMap(({ key, correctedKey }) => (correctedKey === undefined ? [] : [[key, correctedKey]])),
);

/** The key that sorts by the corrected times in the place of those that were recorded. */
export function correctedKey(key: SortKey): SortKey {
  return corrected.get(key) ?? key;
}
