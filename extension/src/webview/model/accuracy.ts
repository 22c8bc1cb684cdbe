/** How far the figures of a profile can be relied on, in words. */

import type { Accuracy, Grade } from '../../protocol.gen';
import type { Column } from './columns';

/** What to know of a column's figures in this profile, as a sentence of its help; empty where they are exact. */
export function caveatOf({ figure }: Pick<Column, 'figure'>, accuracy: Accuracy, corrected = false): string {
  if (figure === undefined) {
    return '';
  }
  if (corrected && figure !== 'calls') {
    return 'It is shown without the overhead of recording, which is estimated.';
  }
  const needsCalls = figure === 'calls' || figure.endsWith('PerCall');
  if (needsCalls && accuracy.calls === 'unknown') {
    return unknownCalls;
  }
  return gradeCaveat(accuracy[kinds[figure]], 'This profile does not say all of it.');
}

/** What to know of a figure of a grade, as a sentence; empty where it is exact. */
export function gradeCaveat(grade: Grade, unknown: string): string {
  switch (grade) {
    case 'exact':
      return '';
    case 'estimated':
      return 'In this profile it is estimated from samples.';
    case 'atMost':
      return 'In this profile it is at most what is shown: the true figure may be less.';
    case 'unknown':
      return unknown;
  }
}

/** Why there is no number of calls, nor what is divided by it. */
export const unknownCalls = 'This profile does not say how often functions were called.';

/** The figures that columns show. */
export type Figure = 'calls' | 'self' | 'selfPerCall' | 'cumulative' | 'cumulativePerCall';

const kinds = {
  calls: 'calls',
  self: 'self',
  selfPerCall: 'self',
  cumulative: 'cumulative',
  cumulativePerCall: 'cumulative',
} as const satisfies Record<Figure, keyof Accuracy>;
