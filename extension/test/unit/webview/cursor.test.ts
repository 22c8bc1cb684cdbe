import { beforeEach, describe, expect, it } from 'vitest';
import { Cursor, rowsIn } from '../../../src/webview/model/cursor';

let cursor: Cursor;
beforeEach(() => {
  cursor = new Cursor();
});

const spans = () => cursor.selected.value.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');

it('does not keep rows selected that are not there any more', () => {
  const cursor = new Cursor();
  cursor.moveTo(0);
  cursor.extendTo(50);
  cursor.extendTo(5);
  cursor.toggle(60);
  cursor.toggle(5);
  cursor.arrive(50, false);
  expect(cursor.selected.value).toEqual([{ first: 5, last: 5 }]);
});

describe('what is selected', () => {
  it.each<[string, () => void, string, number]>([
    ['one row', () => cursor.moveTo(5), '5', 5],
    ['rows down to one', () => [cursor.moveTo(5), cursor.extendTo(9)], '5-9', 9],
    ['rows up to one', () => [cursor.moveTo(5), cursor.extendTo(9), cursor.extendTo(2)], '2-5', 2],
    ['from the top without a row before', () => cursor.extendTo(3), '0-3', 3],
    ['single rows', () => [cursor.moveTo(5), cursor.toggle(2), cursor.toggle(8)], '2 5 8', 8],
    ['rows that become neighbours', () => [cursor.moveTo(5), cursor.toggle(7), cursor.toggle(6)], '5-7', 6],
    ['all but one', () => [cursor.selectAll(10), cursor.toggle(4)], '0-3 5-9', 4],
    ['all but the first', () => [cursor.selectAll(10), cursor.toggle(0)], '1-9', 0],
    ['from the row that was chosen last', () => [cursor.toggle(4), cursor.extendTo(6)], '4-6', 6],
    ['nothing of nothing', () => cursor.selectAll(0), '', -1],
  ])('%s', (_, act, expected, active) => {
    act();
    expect(spans()).toBe(expected);
    expect(cursor.active.value).toBe(active);
  });

  it('stays when the active row gets the focus, and not when another does', () => {
    cursor.moveTo(2);
    cursor.extendTo(4);
    cursor.focus(4);
    expect(spans()).toBe('2-4');
    cursor.focus(7);
    expect(spans()).toBe('7');
  });

  it('is counted', () => {
    expect(
      rowsIn([
        { first: 2, last: 4 },
        { first: 7, last: 7 },
      ]),
    ).toBe(4);
  });
});

describe('rows that come and go', () => {
  it.each([
    ['below the active one', 5, 5, 3, 5],
    ['above it', 5, 2, 3, 8],
    ['above it, and go', 8, 2, -3, 5],
    ['with it, which is gone', 4, 2, -3, 2],
  ])('%s', (_, active, at, rows, expected) => {
    cursor.moveTo(active);
    cursor.shift(at, rows);
    expect(cursor.active.value).toBe(expected);
  });

  it('leave the place when they are the same, as far as there are so many', () => {
    cursor.moveTo(50);
    cursor.scrolled(900);
    cursor.arrive(40, false);
    expect([cursor.active.value, cursor.scrollTop]).toEqual([39, 900]);
  });

  it('begin at the top when they are others', () => {
    cursor.moveTo(50);
    cursor.scrolled(900);
    cursor.arrive(40, true);
    expect([cursor.active.value, cursor.scrollTop, spans()]).toEqual([-1, 0, '']);
  });
});

it('is where it was when it is made anew', () => {
  cursor.moveTo(7);
  cursor.scrolled(168);
  expect(cursor.state.scrollTop).toBe(0);
  cursor.settle();
  const other = new Cursor(JSON.parse(JSON.stringify(cursor.state)));
  expect(other.state).toEqual({ active: 7, selected: [{ first: 7, last: 7 }], scrollTop: 168 });
});

it.each([[undefined], [[7]], [{ active: '7', scrollTop: null }], [{ active: -2, scrollTop: -1 }]])('ignores %j', (saved) => {
  expect(new Cursor(saved).state).toEqual({ active: -1, selected: [], scrollTop: 0 });
});

describe('what is saved', () => {
  it('is the rows that are selected, the active one and the place', () => {
    cursor.moveTo(5);
    cursor.extendTo(9);
    cursor.toggle(12);
    cursor = new Cursor(JSON.parse(JSON.stringify(cursor.state)));
    expect([cursor.active.value, spans()]).toEqual([12, '5-9 12']);
    cursor.arrive(100, false);
    expect(spans()).toBe('5-9 12');
  });

  it.each([
    [[{ first: 3 }]],
    [[{ first: 4, last: 2 }]],
    [
      [
        { first: 1, last: 3 },
        { first: 2, last: 5 },
      ],
    ],
    [[{ first: 0.5, last: 2 }]],
    ['all'],
    [[null]],
  ])('selects the active row alone where the rows are %o', (selected) => {
    cursor = new Cursor({ active: 7, selected });
    expect(spans()).toBe('7');
  });
});
