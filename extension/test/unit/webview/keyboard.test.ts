import { expect, it } from 'vitest';
import { isBeside, isFindKey, rowAfterKey, type Stroke } from '../../../src/webview/model/keyboard';

/** Reads a stroke from its name, such as "Ctrl+Home". */
function stroke(name: string): Stroke {
  const parts = name.split('+');
  const has = (modifier: string) => parts.includes(modifier);
  return { key: parts.at(-1) ?? '', ctrlKey: has('Ctrl'), metaKey: has('Cmd'), altKey: has('Alt'), shiftKey: has('Shift') };
}

it.each([
  ['ArrowDown', 5, 6],
  ['ArrowUp', 5, 4],
  ['ArrowUp', 0, 0],
  ['ArrowDown', 99, 99],
  ['PageDown', 5, 24],
  ['PageUp', 50, 31],
  ['PageUp', 5, 0],
  ['PageDown', 95, 99],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['Ctrl+Home', 50, 0],
  ['Cmd+End', 50, 99],
  ['Ctrl+ArrowDown', 50, undefined],
  ['Alt+ArrowUp', 50, undefined],
  ['Shift+End', 50, 99],
  ['Ctrl+PageDown', 50, undefined],
  ['a', 50, undefined],
  ['ArrowLeft', 50, undefined],
])('moves with %s from row %i to %s', (name, active, expected) => {
  expect(rowAfterKey(stroke(name), active, 100, 20)).toBe(expected);
});

it('does not move in an empty table', () => {
  expect(rowAfterKey(stroke('End'), 0, 0, 20)).toBeUndefined();
});

it('moves by one row at least, however low the panel is', () => {
  expect(rowAfterKey(stroke('PageDown'), 5, 100, 0)).toBe(6);
});

it.each([
  ['Ctrl+f', false, true],
  ['Cmd+f', true, true],
  ['Ctrl+F', false, true],
  ['/', false, true],
  ['/', true, false],
  ['Shift+/', false, true],
  ['Ctrl+/', false, false],
  ['f', false, false],
  ['Ctrl+Shift+f', false, false],
])('%s with a text field focused (%s) goes to the filter: %s', (name, inText, expected) => {
  expect(isFindKey(stroke(name), inText)).toBe(expected);
});

it.each([
  ['Enter', false],
  ['Alt+Enter', true],
  ['Ctrl+Enter', true],
  ['Cmd+Enter', true],
])('%s opens beside: %s', (name, expected) => {
  expect(isBeside(stroke(name))).toBe(expected);
});
