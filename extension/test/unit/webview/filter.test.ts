import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FilterState, keepsAll, topProblem, typingPause } from '../../../src/webview/model/filter';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  ['nothing', {}, { text: '' }],
  ['a text', { text: 'basket' }, { text: 'basket' }],
  ['switches', { text: 'a', matchCase: true, regexp: true }, { text: 'a', matchCase: true, regexp: true }],
  ['origins', { hidden: ['builtin', 'colour'] }, { text: '', hidden: ['builtin'] }],
  ['a number of rows', { top: '20' }, { text: '', top: 20 }],
  ['a number that is no whole one', { top: '20.7' }, { text: '', top: 20 }],
  ['a part of the rows', { top: ' .25 ' }, { text: '', top: 0.25 }],
  ['a percentage', { top: '10 %' }, { text: '', top: 0.1 }],
  ['all of them', { top: '100%' }, { text: '' }],
  ['no number', { top: 'many' }, { text: '' }],
  ['what is of other kinds', { text: 7, top: 3, matchCase: 'yes', hidden: 'builtin' }, { text: '' }],
])('asks for %s', (_, saved, expected) => {
  expect(new FilterState(saved).wanted.value).toEqual(expected);
});

it.each([
  ['', true],
  ['20', true],
  ['0.5', true],
  ['10%', true],
  ['0', false],
  ['-3', false],
  ['many', false],
])('takes %j for the first rows: %s', (text, isRight) => {
  expect(topProblem(text) === '').toBe(isRight);
});

it('waits for a pause in typing, in either field', () => {
  const filter = new FilterState(undefined);
  filter.type('ba');
  vi.advanceTimersByTime(typingPause - 1);
  filter.typeTop('5');
  vi.advanceTimersByTime(typingPause - 1);
  expect(filter.wanted.value).toEqual({ text: '' });
  vi.advanceTimersByTime(1);
  expect(filter.wanted.value).toEqual({ text: 'ba', top: 5 });
});

it('hides origins and shows them again', () => {
  const filter = new FilterState(undefined);
  filter.toggle('builtin');
  filter.toggle('package');
  filter.toggle('builtin');
  expect(filter.wanted.value).toEqual({ text: '', hidden: ['package'] });
  filter.clear();
  expect(keepsAll(filter.wanted.value)).toBe(true);
});

it('is as it was after it was restored', () => {
  const filter = new FilterState({ text: 'basket', hidden: ['builtin'], regexp: true });
  const before = filter.state;
  filter.keepFirst(7);
  expect(filter.wanted.value).toEqual({ text: '', top: 7 });
  filter.restore(before);
  expect(filter.wanted.value).toEqual({ text: 'basket', hidden: ['builtin'], regexp: true });
});
