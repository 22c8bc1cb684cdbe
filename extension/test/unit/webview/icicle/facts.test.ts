import { describe, expect, it } from 'vitest';
import { branch } from '../../../../src/webview/icicle/Branch';
import { Boxes, none } from '../../../../src/webview/icicle/boxes';
import { placeOfFacts } from '../../../../src/webview/icicle/FactsBox';
import { factsOf, placeOf, remarksOn, spoken } from '../../../../src/webview/icicle/facts';
import { resultOf, rowOf } from './fakes';

const box = { function: 0, parent: -1, level: 2, start: 0, width: 0.25, self: 0.5, cumulative: 1.25 };

describe('the figures of a box', () => {
  it('are of this path, and of the entire profile', () => {
    expect(factsOf(box, rowOf('parse'), { times: 'auto', corrected: false })).toEqual([
      { label: 'cumulative', here: '1.25 s', entire: '150 s' },
      { label: 'self', here: '500 ms', entire: '3.00 s' },
      { label: 'share', here: '0.8 %', entire: '90 %' },
      { label: 'of the width', here: '25 %', entire: undefined },
      { label: 'calls', here: undefined, entire: '12/10' },
    ]);
  });

  it('are corrected, and in seconds, where these are wanted', () => {
    const row = { ...rowOf('parse'), corrected: { self: 2, cumulative: 100, share: 0.01, cumulativeShare: 0.5 } };
    expect(factsOf(box, row, { times: 'seconds', corrected: true }).map(({ here, entire }) => [here, entire])).toEqual([
      ['1.250', '100.000'],
      ['0.500', '2.000'],
      ['0.6 %', '50 %'],
      ['25 %', undefined],
      [undefined, '12/10'],
    ]);
  });

  it('are blank where they are not known', () => {
    const { calls: _, primitiveCalls: __, ...row } = rowOf('parse');
    expect(factsOf(box, row, { times: 'auto', corrected: false })[4]).toEqual({ label: 'calls', here: undefined, entire: undefined });
  });
});

it.each([
  [{ ...box, estimated: true }, /^Estimated/],
  [{ ...box, recursive: true }, /^Recursive/],
  [{ ...box, cut: true }, /not drawn/],
])('a remark on %o', (remarkable, expected) => {
  expect(remarksOn(remarkable)).toEqual([expect.stringMatching(expected)]);
  expect(remarksOn(box)).toEqual([]);
});

it.each([
  [rowOf('parse'), '/shop/orders.py:7'],
  [{ ...rowOf('parse'), line: 0 }, '/shop/orders.py'],
  [{ ...rowOf('parse'), file: '/shop/\u202egpj.py' }, '/shop/⟨U+202E⟩gpj.py:7'],
  [rowOf('len', 'builtin'), 'written in C'],
  [{ ...rowOf('parse'), file: '' }, 'the profile does not say where it is'],
])('the place of %o', (row, expected) => {
  expect(placeOf(row)).toBe(expected);
});

it('a box is told in one sentence', () => {
  expect(spoken({ ...box, estimated: true, match: true }, rowOf('parse', 'package'))).toBe(
    'parse, 1.25 s cumulative, 25 % of the width, 500 ms self, installed package, estimated, found by the search',
  );
});

describe('what screen readers have', () => {
  const boxes = new Boxes(resultOf());
  const names = (focus: string) =>
    branch(boxes, focus === '' ? none : boxes.along(focus.split('/'))).map((item) => boxes.path(item).join('/'));

  it.each([
    ['', ['main', 'idle']],
    ['main', ['main', 'main/parse', 'main/show', 'idle']],
    ['main/parse', ['main', 'main/parse', 'main/parse/read', 'main/parse/parse', 'main/show']],
    ['main/show/write', ['main', 'main/show', 'main/show/write']],
  ])('around “%s”', (focus, expected) => {
    expect(names(focus)).toEqual(expected);
  });

  it('is little of very much', () => {
    const many = { name: 'all', time: 5_000, calls: Array.from({ length: 5_000 }, (_, index) => ({ name: `f${index}`, time: 1 })) };
    const wide = new Boxes(resultOf([many]));
    expect(branch(wide, 0).length).toBeLessThan(30);
    expect(branch(wide, 2_500)).toHaveLength(22);
  });
});

it.each([
  ['below and right of the pointer', { left: 10, top: 10 }, { left: 24, top: 24 }],
  ['left where the view ends', { left: 390, top: 10 }, { left: 300, top: 24 }],
  ['above where it ends below', { left: 10, top: 290 }, { left: 24, top: 226 }],
  ['below where there is no room at all', { left: 10, top: 20 }, { left: 24, top: 34 }, 70],
])('figures are %s', (_, at, expected, bottom = 300) => {
  expect(placeOfFacts(at, { width: 100, height: 50 }, { width: 400, top: 0, bottom })).toEqual(expected);
});
