import { describe, expect, test } from 'vitest';
import { escapeMarkdown, markOf } from '../../../src/marks/mark';
import { hotspot } from '../fakes/hotspot';

describe('the text of a mark', () => {
  test.each([
    [{}, '1.24 s · 45 % · 1,000 calls'],
    [{ calls: 1, primitiveCalls: 1 }, '1.24 s · 45 % · 1 call'],
    [{ calls: 4, primitiveCalls: 2 }, '1.24 s · 45 % · 4/2 calls'],
    [{ self: 0, share: 0 }, '0 s · 0 % · 1,000 calls'],
  ])('%o', (figures, text) => {
    expect(markOf(hotspot(figures), '').text).toBe(text);
  });
});

describe('the heat of a mark', () => {
  test.each([
    [1, 1],
    [5, 5],
    [9, 5],
    [0, 1],
  ])('%i', (heat, step) => {
    expect(markOf(hotspot({ heat }), '').heat).toBe(step);
  });
});

describe('the hover of a mark', () => {
  test('holds every figure', () => {
    expect(markOf(hotspot({ calls: 4, primitiveCalls: 2 }), 'profile.stats').hover.split('\n')).toEqual([
      '**Basket\\.total** · 4 calls, 2 of them primitive',
      '',
      '||&emsp;total|&emsp;per call|&emsp;share|',
      '|:--|--:|--:|--:|',
      '|Self time|&emsp;1.24 s|&emsp;1.24 ms|&emsp;45 %|',
      '|Cumulative time|&emsp;2.00 s|&emsp;2.00 ms|&emsp;73 %|',
      '',
      'Self time is spent in the function itself, cumulative time also in what it calls. Shares are of all self time.',
      '',
      'profile\\.stats',
    ]);
  });

  test('shows a dash for a time per call that there is none of', () => {
    const { selfPerCall: _, cumulativePerCall: __, ...rest } = hotspot({});
    expect(markOf(rest, '').hover).toContain('|Self time|&emsp;1.24 s|&emsp;–|&emsp;45 %|');
  });

  test.each([
    [{ calls: 1, primitiveCalls: 1 }, '1 call'],
    [{ calls: 1000, primitiveCalls: 1000 }, '1,000 calls'],
  ])('counts %o', (figures, calls) => {
    expect(markOf(hotspot(figures), '').hover.split('\n')[0]).toBe(`**Basket\\.total** · ${calls}`);
  });
});

describe('escapeMarkdown', () => {
  test.each([
    ['<lambda>', '\\<lambda\\>'],
    ['__init__', '\\_\\_init\\_\\_'],
    ['[x](command:evil)', '\\[x\\]\\(command:evil\\)'],
    ['a|b\n# c', 'a\\|b \\# c'],
    ['$(flame)', '\\$\\(flame\\)'],
  ])('%s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});
