import { describe, expect, it } from 'vitest';
import { Boxes, none } from '../../../../src/webview/icicle/boxes';
import { boxAfterKey, deedOfKey, nextMatch } from '../../../../src/webview/icicle/moves';
import type { Stroke } from '../../../../src/webview/model/keyboard';
import { resultOf, withMatches } from './fakes';

/** A key, with what is held down. */
const stroke = (key: string, held: Partial<Stroke> = {}): Stroke => ({
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
  key,
});

const boxes = new Boxes(resultOf());
const nameOf = (box: number | undefined) => (box === undefined ? undefined : box === none ? 'none' : boxes.functionOf(box)?.name);
/** The box at the end of a path, such as "main/parse". */
const at = (path: string) => (path === '' ? none : boxes.along(path.split('/')));

describe('the box at a place', () => {
  it.each([
    [0, 0, 'main'],
    [0, 0.8, 'main'],
    [0, 0.84, 'idle'],
    [0, 1, 'none'],
    [0, -0.1, 'none'],
    [1, 0.1, 'parse'],
    [1, 0.5, 'show'],
    [1, 0.76, 'none'],
    [1, 0.99, 'none'],
    [2, 0.3, 'read'],
    [2, 0.34, 'parse'],
    [2, 0.45, 'none'],
    [3, 0, 'none'],
    [-1, 0, 'none'],
  ])('at level %d, %f', (level, place, expected) => {
    expect(nameOf(boxes.at(level, place))).toBe(expected);
  });

  it.each([
    [0.76, 0.02, 'show'],
    [0.76, 0.001, 'none'],
    [1.01, 0.02, 'none'],
  ])('at %f, which may be %f off', (place, slack, expected) => {
    expect(nameOf(boxes.at(1, place, slack))).toBe(expected);
  });

  it('is found among twenty thousand', () => {
    const many = new Boxes({
      functions: [],
      boxes: Array.from({ length: 20_000 }, (_, index) => ({
        function: 0,
        parent: none,
        level: 0,
        start: index / 20_000,
        width: 1 / 20_000,
        self: 0,
        cumulative: 0,
      })),
    });
    for (const box of [0, 1, 9_999, 19_999]) {
      expect(many.at(0, (box + 0.5) / 20_000)).toBe(box);
    }
  });
});

describe('paths', () => {
  it.each(['main', 'main/parse/parse', 'main/show/write', 'idle'])('leads back along %s', (path) => {
    expect(boxes.path(at(path))).toEqual(path.split('/'));
  });

  it.each([
    ['main/parse/gone', 'main/parse'],
    ['main/gone/read', 'main'],
    ['gone', ''],
  ])('%s ends where the way does', (path, end) => {
    expect(at(path)).toBe(at(end));
  });
});

describe('keys', () => {
  it.each([
    ['ArrowDown', 'main', 'main/parse'],
    ['ArrowDown', 'main/parse', 'main/parse/read'],
    ['ArrowDown', 'idle', 'idle'],
    ['ArrowUp', 'main/show/write', 'main/show'],
    ['ArrowUp', 'main', 'main'],
    ['ArrowRight', 'main', 'idle'],
    ['ArrowRight', 'main/parse/parse', 'main/show/write'],
    ['ArrowRight', 'main/show/write', 'main/show/write'],
    ['ArrowLeft', 'main/show', 'main/parse'],
    ['ArrowLeft', 'main/parse', 'main/parse'],
    ['Home', 'main/show/write', 'main'],
    ['ArrowDown', '', 'main'],
    ['ArrowRight', '', 'main'],
    ['ArrowUp', '', 'main'],
  ])('%s moves from “%s” to %s', (key, from, to) => {
    expect(boxes.path(boxAfterKey(stroke(key), boxes, at(from)) ?? none).join('/')).toBe(to);
  });

  it.each([
    ['x', {}],
    ['ArrowDown', { ctrlKey: true }],
    ['ArrowLeft', { altKey: true }],
    ['ArrowDown', { shiftKey: true }],
  ])('%s with %o does not move', (key, held) => {
    expect(boxAfterKey(stroke(key, held), boxes, 0)).toBeUndefined();
  });

  it('moves nowhere without boxes', () => {
    expect(boxAfterKey(stroke('Home'), new Boxes(resultOf([])), none)).toBeUndefined();
  });

  it.each([
    ['Enter', {}, 'zoom'],
    ['Enter', { ctrlKey: true }, 'source'],
    ['Enter', { metaKey: true }, 'source'],
    ['Enter', { altKey: true }, 'sourceBeside'],
    ['Escape', {}, 'goUp'],
    ['Backspace', {}, 'goUp'],
    ['Backspace', { ctrlKey: true }, undefined],
    ['a', {}, undefined],
  ])('%s with %o does: %s', (key, held, deed) => {
    expect(deedOfKey(stroke(key, held))).toBe(deed);
  });
});

describe('matches', () => {
  const found = new Boxes(withMatches(resultOf(), 'r'));
  const pathTo = (box: number) => found.path(box).join('/');
  // A box comes before what is below it, and that before what is right of it.
  const order = ['main/parse', 'main/parse/read', 'main/parse/parse', 'main/show/write'];

  it('come in the order of reading', () => {
    expect(found.matches.map(pathTo)).toEqual(order);
  });

  it.each([
    ['main/parse/read', 1, 'main/parse/parse'],
    ['main/parse/read', -1, 'main/parse'],
    ['main/show/write', 1, 'main/parse'],
    ['main/parse', -1, 'main/show/write'],
    ['', 1, 'main/parse'],
    ['main/show', 1, 'main/show/write'],
    ['main/show', -1, 'main/parse/parse'],
    ['idle', 1, 'main/parse'],
    ['idle', -1, 'main/show/write'],
  ] as const)('from “%s”, %d step, is %s', (from, step, to) => {
    expect(pathTo(nextMatch(found, from === '' ? none : found.along(from.split('/')), step))).toBe(to);
  });

  it('are none where nothing matches', () => {
    expect(nextMatch(boxes, 0, 1)).toBe(none);
  });
});
