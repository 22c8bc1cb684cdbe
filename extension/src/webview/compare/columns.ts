/** The columns of the table of differences: for calls, self and cumulative time the figures before and after, and what has become of them. */

import type { Accuracy, DiffKey } from '../../protocol.gen';
import { caveatOf } from '../model/accuracy';
import type { LaidOutColumn } from '../model/column-layout';
import type { DescribedColumn } from '../model/columns';
import type { SortableColumn, Sorted } from '../model/order';

/** What is compared. */
export type Measure = 'ncalls' | 'tottime' | 'cumtime';

/** What a column shows of it. */
export type Aspect = 'before' | 'after' | 'difference' | 'percent';

export interface DiffTableColumn extends DescribedColumn, LaidOutColumn, SortableColumn<DiffKey> {
  readonly measure?: Measure;
  readonly aspect?: Aspect;
}

interface MeasureWords {
  readonly words: string;
  readonly help: string;
  /** The panel's width from which on its columns are shown, by their aspects. */
  readonly from: Readonly<Record<Aspect, number>>;
}

const measures: Readonly<Record<Measure, MeasureWords>> = {
  tottime: {
    words: 'self time',
    help: 'Self time: the time spent in the function itself, without the functions that it calls.',
    from: { before: 950, after: 700, difference: 0, percent: 440 },
  },
  cumtime: {
    words: 'cumulative time',
    help: 'Cumulative time: the time from entering the function to leaving it, with all functions that it calls.',
    from: { before: 1610, after: 1610, difference: 1190, percent: 1310 },
  },
  ncalls: {
    words: 'calls',
    help: 'Number of calls, recursive ones included.',
    from: { before: 1910, after: 1910, difference: 1070, percent: Number.POSITIVE_INFINITY },
  },
};

interface AspectWords {
  readonly label: string;
  readonly words: string;
  readonly help: string;
  /** Room for the label with the arrow of the order. */
  readonly width: number;
  readonly narrowWidth: number;
}

const aspects: Readonly<Record<Aspect, AspectWords>> = {
  before: { label: 'before', words: ' before', help: 'This is the figure before.', width: 156, narrowWidth: 156 },
  after: { label: 'after', words: ' after', help: 'This is the figure after.', width: 144, narrowWidth: 144 },
  difference: { label: '±', words: ' difference', help: 'This is what was added to it, or taken off it.', width: 120, narrowWidth: 108 },
  percent: {
    label: '%',
    words: ' difference in percent',
    help: 'This is the difference as a part of what was before.',
    width: 116,
    narrowWidth: 108,
  },
};

function columnOf(measure: Measure, aspect: Aspect): DiffTableColumn {
  const { words, help, from } = measures[measure];
  const { label, words: aspectWords, help: aspectHelp, width, narrowWidth } = aspects[aspect];
  return {
    name: `${measure}-${aspect}`,
    label: `${measure} ${label}`,
    spoken: `${measure} ${label}, ${words}${aspectWords}`,
    words: words + aspectWords,
    help: `${help} ${aspectHelp}`,
    key: `${measure}-${aspect}`,
    descendingFirst: true,
    width,
    narrowWidth,
    from: from[aspect],
    measure,
    aspect,
  };
}

const order: readonly Aspect[] = ['before', 'after', 'difference', 'percent'];

export const diffColumns: readonly DiffTableColumn[] = [
  {
    name: 'kind',
    label: 'change',
    words: 'change',
    help: 'What became of the function: slower or faster by its self time, beyond the tolerance; new where it was not called before, gone where it is not called any more.',
    isText: true,
    key: 'kind',
    descendingFirst: false,
    width: 88,
  },
  ...order.map((aspect) => columnOf('tottime', aspect)),
  ...order.map((aspect) => columnOf('cumtime', aspect)),
  ...order.map((aspect) => columnOf('ncalls', aspect)),
  {
    name: 'function',
    label: 'function',
    words: 'function name',
    help: 'The function, with its class where the profile or the source tells it. It is the same before and after when its name and its file are.',
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
    words: 'file',
    help: 'The file and the line where the function begins. Where the line has moved, the title says where it was.',
    isText: true,
    key: 'filename',
    descendingFirst: false,
    width: 140,
    narrowWidth: 112,
    grows: 2,
    from: 560,
  },
];

/** The order at first: what has become slowest on top. */
export const firstOrder: readonly Sorted[] = [{ column: 'tottime-difference', descending: true }];

const figures = { ncalls: 'calls', tottime: 'self', cumtime: 'cumulative' } as const satisfies Record<Measure, string>;

/** What to know of a column's figures in the two profiles, as sentences; empty where they are exact in both. */
export function diffCaveat({ measure }: DiffTableColumn, before: Accuracy | undefined, after: Accuracy | undefined): string {
  if (measure === undefined) {
    return '';
  }
  const figure = figures[measure];
  const sides = [
    ['Before', before],
    ['After', after],
  ] as const;
  const caveats = sides.map(([side, accuracy]) => [side, accuracy === undefined ? '' : caveatOf({ figure }, accuracy)] as const);
  return caveats.flatMap(([side, caveat]) => (caveat === '' ? [] : [`${side}: ${caveat}`])).join(' ');
}
