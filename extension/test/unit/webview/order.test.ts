import { describe, expect, it } from 'vitest';
import { columns, defaultOrder } from '../../../src/webview/model/columns';
import { Order } from '../../../src/webview/model/order';

/** Clicks on headers one after the other; a plus sign before a name is Shift. */
function afterClicks(clicks: readonly string[], saved?: unknown) {
  const order = new Order(columns, defaultOrder, saved);
  for (const click of clicks) {
    order.sortBy(click.replace('+', ''), click.startsWith('+'));
  }
  return order;
}

const keysOf = (order: Order<string>) => order.keys().map(({ key, descending }) => `${key} ${descending ? 'descending' : 'ascending'}`);

it.each([
  ['the greatest figure first', ['cumtime'], 'cumtime descending', 'by cumulative time'],
  ['the first name first', ['function'], 'name ascending', 'by function name'],
  ['again to reverse', ['cumtime', 'cumtime'], 'cumtime ascending', 'by cumulative time (lowest first)'],
  ['a third time to reverse back', ['cumtime', 'cumtime', 'cumtime'], 'cumtime descending', 'by cumulative time'],
  ['the column of the beginning once to reverse', ['tottime'], 'tottime ascending', 'by self time (lowest first)'],
  ['another column starts anew', ['cumtime', 'cumtime', 'ncalls'], 'ncalls descending', 'by calls'],
  ['per-call columns by their own keys', ['tottime-percall'], 'tottime/call descending', 'by self time per call'],
  ['a location by file and then by line', ['location'], 'filename ascending, line ascending', 'by file and line'],
  ['a location reversed in both', ['location', 'location'], 'filename descending, line descending', 'by file and line (last first)'],
  ['a further column with Shift', ['cumtime', '+ncalls'], 'cumtime descending, ncalls descending', 'by cumulative time, then calls'],
  [
    'a further column reversed',
    ['cumtime', '+ncalls', '+ncalls'],
    'cumtime descending, ncalls ascending',
    'by cumulative time, then calls (lowest first)',
  ],
  ['one column alone after several', ['cumtime', '+ncalls', 'ncalls'], 'ncalls descending', 'by calls'],
  [
    'at most four',
    ['cumtime', '+ncalls', '+function', '+tottime', '+tottime-percall'],
    'cumtime descending, ncalls descending, name ascending, tottime/call descending',
    'by cumulative time, then calls, then function name, then self time per call',
  ],
] as const)('sorts: %s', (_, clicks, keys, words) => {
  const order = afterClicks(clicks);
  expect(keysOf(order).join(', ')).toBe(keys);
  expect(order.words).toBe(words);
});

it('turns the whole order round', () => {
  const order = afterClicks(['cumtime', '+function']);
  order.reverse();
  expect(keysOf(order)).toEqual(['cumtime ascending', 'name descending']);
});

it('says the places of columns', () => {
  const order = afterClicks(['cumtime', '+function']);
  expect(order.placeOf('cumtime')).toEqual({ place: 1, descending: true });
  expect(order.placeOf('function')).toEqual({ place: 2, descending: false });
  expect(order.placeOf('ncalls')).toBeUndefined();
});

describe('a saved order', () => {
  it('is found again', () => {
    const { sorted } = afterClicks(['location', '+ncalls']);
    expect(keysOf(afterClicks([], JSON.parse(JSON.stringify(sorted.value))))).toEqual([
      'filename ascending',
      'line ascending',
      'ncalls descending',
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['no list', { column: 'ncalls', descending: true }],
    ['no columns', []],
    ['an unknown column', [{ column: 'colour', descending: true }]],
    ['a column without a direction', [{ column: 'ncalls' }]],
    ['more columns than there may be', Array(5).fill({ column: 'ncalls', descending: true })],
  ])('is ignored: %s', (_, saved) => {
    expect(keysOf(afterClicks([], saved))).toEqual(['tottime descending']);
  });
});
