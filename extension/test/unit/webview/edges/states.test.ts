import { describe, expect, it } from 'vitest';
import type { Grade } from '../../../../src/protocol.gen';
import { edgeCellOf } from '../../../../src/webview/edges/cells';
import { edgeCaveat, edgeColumns, edgeColumnsOf } from '../../../../src/webview/edges/columns';
import { functionsIn, headingOf, reasonFor, recursionOf } from '../../../../src/webview/edges/states';
import { traced } from '../../fakes/accuracy';
import { makeRow } from '../fakes';
import { edgeOf } from './fakes';

const view = { accuracy: traced, times: 'auto', corrected: false, directories: true } as const;
const edge = edgeOf(makeRow(1));
const column = (name: string) => edgeColumns.find((each) => each.name === name) ?? edgeColumns[0];

it.each([
  ['callers', undefined, 'Callers'],
  ['callers', 0, 'No callers are known'],
  ['callers', 1, 'Called by 1 function'],
  ['callees', 1_200, 'Calls 1,200 functions'],
  ['callees', 0, 'No callees are known'],
] as const)('%s, %o: %s', (direction, count, expected) => {
  expect(headingOf(direction, count)).toBe(expected);
});

it('one function is one', () => {
  expect([functionsIn(0), functionsIn(1), functionsIn(2_000)]).toEqual(['0 functions', '1 function', '2,000 functions']);
});

it.each([
  ['callers', {}, /^It is a root/],
  ['callees', {}, /^It called nothing/],
  ['callees', { builtin: true }, /^It is written in C/],
] as const)('why there are no %s of %o', (direction, row, expected) => {
  expect(reasonFor(direction, row)).toMatch(expected);
});

it.each([
  [{ calls: 176, primitiveCalls: 2 }, 'Recursive: 174 of 176 calls were made while it was running already.'],
  [{ calls: 3, primitiveCalls: 3 }, ''],
  [{}, ''],
])('the recursion of %o', (row, expected) => {
  expect(recursionOf(row)).toBe(expected);
});

describe('cells', () => {
  it.each([
    ['ncalls', '4/3', '4 calls, 3 of them primitive'],
    ['tottime', '250 ms', '0.25 s'],
    ['cumtime', '500 ms', '0.5 s'],
  ])('%s is %s', (name, text, title) => {
    expect(edgeCellOf(name, edge, view)).toEqual({ text, title });
  });

  it.each([
    ['ncalls', /how often/],
    ['tottime', /how long/],
    ['tottime-percall', /how long/],
    ['cumtime', /how long/],
    ['cumtime-percall', /how long/],
    ['part', /how long/],
  ])('%s is blank where it is not known, with the reason', (name, reason) => {
    const { calls: _, primitiveCalls: __, self: ___, cumulative: ____, part: _____, ...unknown } = edge;
    const { text, title } = edgeCellOf(name, unknown, view);
    expect(text).toBeNull();
    expect(title).toMatch(reason);
  });

  it('are corrected, and bounds, where that is so', () => {
    const corrected = { ...edge, corrected: { self: 0.1, cumulative: 0.2 } };
    expect(edgeCellOf('tottime', corrected, { ...view, corrected: true }).text).toBe('100 ms');
    for (const name of ['tottime', 'tottime-percall', 'cumtime', 'cumtime-percall']) {
      const row = { ...edge, selfPerCall: 0.1, cumulativePerCall: 0.2 };
      expect(edgeCellOf(name, row, { ...view, accuracy: { ...traced, edgeTimes: 'atMost' } }).text).toMatch(/^≤ /);
    }
  });

  it('say what calls itself', () => {
    expect(edgeCellOf('function', { ...edge, recursive: true }, view).title).toBe('f1: recursive, the function calls itself');
  });
});

it.each([
  ['ncalls', 'exact', ''],
  ['cumtime', 'estimated', 'In this profile it is estimated from samples.'],
  ['cumtime', 'atMost', 'In this profile it is at most what is shown: the true figure may be less.'],
  ['cumtime', 'unknown', 'This profile does not say how long these calls took.'],
  ['ncalls', 'unknown', 'This profile does not say how often functions were called.'],
  ['function', 'unknown', ''],
] as [string, Grade, string][])('the caveat of %s where it is %s', (name, grade, expected) => {
  expect(edgeCaveat(column(name) as never, { ...traced, edgeCalls: grade, edgeTimes: grade })).toBe(expected);
});

it('columns with nothing to divide by are left out', () => {
  expect(edgeColumnsOf(edgeColumns, traced)).toBe(edgeColumns);
  expect(edgeColumnsOf(edgeColumns, { ...traced, edgeCalls: 'unknown' }).some(({ perCall }) => perCall)).toBe(false);
});
