/** The columns of callers and callees: the figures of the calls between them and the function. */

import type { Accuracy, SortKey } from '../../protocol.gen';
import { gradeCaveat, unknownCalls } from '../model/accuracy';
import type { LaidOutColumn } from '../model/column-layout';
import type { DescribedColumn } from '../model/columns';
import type { SortableColumn, Sorted } from '../model/order';

export interface EdgeColumn extends DescribedColumn, LaidOutColumn, SortableColumn<SortKey> {
  /** Which of the profile's figures it shows. */
  readonly figure?: 'edgeCalls' | 'edgeTimes';
  /** Its figure is divided by the number of calls. */
  readonly perCall?: boolean;
}

export const edgeColumns: readonly EdgeColumn[] = [
  {
    name: 'ncalls',
    label: 'ncalls',
    words: 'calls',
    help: 'Number of calls between the two functions. Where it shows two numbers, the second counts primitive calls: those not made while the function was running already.',
    key: 'ncalls',
    figure: 'edgeCalls',
    descendingFirst: true,
    width: 112,
    narrowWidth: 92,
    from: 480,
  },
  {
    name: 'tottime',
    label: 'tottime',
    words: 'self time',
    help: 'Self time of the called function in these calls.',
    key: 'tottime',
    figure: 'edgeTimes',
    descendingFirst: true,
    width: 96,
    narrowWidth: 88,
  },
  {
    name: 'tottime-percall',
    label: 'percall',
    spoken: 'percall of tottime',
    words: 'self time per call',
    help: 'Self time of one of these calls.',
    key: 'tottime/call',
    figure: 'edgeTimes',
    perCall: true,
    descendingFirst: true,
    width: 96,
    from: 940,
  },
  {
    name: 'cumtime',
    label: 'cumtime',
    words: 'cumulative time',
    help: 'Cumulative time of the called function in these calls, with all that it calls.',
    key: 'cumtime',
    figure: 'edgeTimes',
    descendingFirst: true,
    width: 108,
    narrowWidth: 98,
  },
  {
    name: 'cumtime-percall',
    label: 'percall',
    spoken: 'percall of cumtime',
    words: 'cumulative time per call',
    help: 'Cumulative time of one of these primitive calls.',
    key: 'cumtime/call',
    figure: 'edgeTimes',
    perCall: true,
    descendingFirst: true,
    width: 96,
    from: 940,
  },
  {
    name: 'part',
    label: 'part',
    words: 'part of the cumulative time',
    help: 'Cumulative time of these calls as a part of that of the function between the two tables; without times, the calls as a part of its calls.',
    key: 'cumtime',
    figure: 'edgeTimes',
    descendingFirst: true,
    width: 104,
    narrowWidth: 76,
    from: 540,
  },
  {
    name: 'function',
    label: 'function',
    words: 'function name',
    help: 'The other function. A click on it makes it the one in the middle.',
    isText: true,
    key: 'name',
    descendingFirst: false,
    width: 160,
    narrowWidth: 92,
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
    from: 640,
  },
];

/** The order at first: the slowest on top. */
export const firstOrder: readonly Sorted[] = [{ column: 'cumtime', descending: true }];

/** What a profile does not say of calls between two functions. */
export const unknownTimes = 'This profile does not say how long these calls took.';

/** What to know of a column's figures in this profile, as a sentence; empty where they are exact. */
export function edgeCaveat({ figure, perCall = false }: EdgeColumn, accuracy: Accuracy): string {
  if (figure === undefined) {
    return '';
  }
  if (perCall && accuracy.edgeCalls === 'unknown') {
    return unknownCalls;
  }
  return gradeCaveat(accuracy[figure], figure === 'edgeCalls' ? unknownCalls : unknownTimes);
}

/** The columns that a profile has something for. */
export function edgeColumnsOf(columns: readonly EdgeColumn[], { edgeCalls, edgeTimes }: Accuracy): readonly EdgeColumn[] {
  const hasPerCall = edgeCalls !== 'unknown' && edgeTimes !== 'unknown';
  return hasPerCall ? columns : columns.filter(({ perCall = false }) => !perCall);
}
