/** What is said where there are no callers or no callees, and above those that there are. */

import { formatCount } from '../../format';
import type { Row } from '../../protocol.gen';
import type { Direction } from './edge-table';

/** The heading of a table. @param count undefined while it is not known */
export function headingOf(direction: Direction, count: number | undefined): string {
  if (count === undefined) {
    return direction === 'callers' ? 'Callers' : 'Callees';
  }
  if (count === 0) {
    return direction === 'callers' ? 'No callers are known' : 'No callees are known';
  }
  const functions = functionsIn(count);
  return direction === 'callers' ? `Called by ${functions}` : `Calls ${functions}`;
}

/** A number of functions in words. */
export function functionsIn(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'function' : 'functions'}`;
}

/** Why there is nothing in a table. */
export function reasonFor(direction: Direction, { builtin }: Pick<Row, 'builtin'>): string {
  if (direction === 'callers') {
    return 'It is a root: the program or a thread began with it, or it was called by what was not profiled.';
  }
  return builtin
    ? 'It is written in C: the profiler does not see what C calls in C.'
    : 'It called nothing that was profiled: what it took is its own time.';
}

/** What recursion makes of a function's calls, as a sentence; empty where there is none. */
export function recursionOf({ calls, primitiveCalls }: Pick<Row, 'calls' | 'primitiveCalls'>): string {
  if (calls === undefined || primitiveCalls === undefined || calls === primitiveCalls) {
    return '';
  }
  return `Recursive: ${formatCount(calls - primitiveCalls)} of ${formatCount(calls)} calls were made while it was running already.`;
}
