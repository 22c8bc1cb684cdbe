import { expect, it } from 'vitest';
import { initialState, readSavedState, type SavedState } from '../../../src/webview/model/saved-state';

const saved: SavedState = {
  version: 1,
  sort: [
    { key: 'filename', descending: true },
    { key: 'line', descending: true },
  ],
  filter: 'basket',
  scrollTop: 1234.5,
  active: 51,
};

it('reads back what was saved', () => {
  expect(readSavedState(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
});

it.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'state'],
  ['another version', { ...saved, version: 2 }],
  ['no order', { ...saved, sort: [] }],
  ['an unknown key', { ...saved, sort: [{ key: 'colour', descending: true }] }],
  ['a key without a direction', { ...saved, sort: [{ key: 'name' }] }],
  ['a filter that is no text', { ...saved, filter: 7 }],
  ['a place above the top', { ...saved, scrollTop: -1 }],
  ['a place that is no number', { ...saved, scrollTop: null }],
  ['a row before the first', { ...saved, active: -2 }],
])('starts afresh with %s', (_, state) => {
  expect(readSavedState(state)).toEqual(initialState);
});
