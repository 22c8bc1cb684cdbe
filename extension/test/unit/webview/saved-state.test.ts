import { describe, expect, it } from 'vitest';
import {
  choiceFrom,
  choicesFrom,
  initialState,
  numberFrom,
  partOf,
  readSavedState,
  type SavedState,
} from '../../../src/webview/model/saved-state';

const saved: SavedState = { version: 2, tab: 'icicle', selected: '7', sections: { table: { filter: { text: 'basket' } } } };

it('reads back what was saved', () => {
  expect(readSavedState(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
});

it.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'state'],
  ['a list', [saved]],
  ['another version', { ...saved, version: 1 }],
])('starts afresh with %s', (_, state) => {
  expect(readSavedState(state)).toEqual(initialState);
});

it.each([
  ['a tab that is no text', { ...saved, tab: 7 }, { ...saved, tab: 'table' }],
  ['a function that is no text', { ...saved, selected: 7 }, { version: 2, tab: 'icicle', sections: saved.sections }],
  ['sections that are none', { ...saved, sections: [] }, { ...saved, sections: {} }],
])('leaves out %s', (_, state, expected) => {
  expect(readSavedState(state)).toEqual(expected);
});

describe('parts of a state', () => {
  it.each([
    [partOf({ a: 1 }, 'a'), 1],
    [partOf({ a: 1 }, 'toString'), undefined],
    [partOf(null, 'a'), undefined],
    [numberFrom(3, 0, 9), 3],
    [numberFrom(-1, 0, 9), 9],
    [numberFrom(Number.NaN, 0, 9), 9],
    [numberFrom('3', 0, 9), 9],
    [choiceFrom('b', ['a', 'b'], 'a'), 'b'],
    [choiceFrom('c', ['a', 'b'], 'a'), 'a'],
    [choicesFrom(['b', 'c', 'b'], ['a', 'b']), ['b']],
    [choicesFrom('ab', ['a', 'b']), []],
  ])('%j is %j', (value, expected) => {
    expect(value).toEqual(expected);
  });
});
