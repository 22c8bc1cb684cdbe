import { describe, expect, test } from 'vitest';
import { escapeMarkdown, markOf } from '../../../src/marks/mark';
import type { Hotspot } from '../../../src/protocol.gen';
import { sampled, traced } from '../fakes/accuracy';
import { hotspot } from '../fakes/hotspot';

/** A hotspot of a profile that knows no calls. */
function uncounted(): Hotspot {
  const { calls: _calls, primitiveCalls: _primitive, selfPerCall: _self, cumulativePerCall: _cumulative, ...rest } = hotspot({});
  return rest;
}

const origin = { label: 'profile.stats', accuracy: traced };

describe('the text of a mark', () => {
  test.each([
    [{}, '1.24 s · 45 % · 1,000 calls'],
    [{ calls: 1, primitiveCalls: 1 }, '1.24 s · 45 % · 1 call'],
    [{ calls: 4, primitiveCalls: 2 }, '1.24 s · 45 % · 4/2 calls'],
    [{ self: 0, share: 0 }, '0 s · 0 % · 1,000 calls'],
  ])('%o', (figures, text) => {
    expect(markOf(hotspot(figures), origin).text).toBe(text);
  });

  test('is silent on calls that are not known', () => {
    expect(markOf(uncounted(), { ...origin, accuracy: sampled }).text).toBe('1.24 s · 45 %');
  });
});

describe('the heat of a mark', () => {
  test.each([
    [1, 1],
    [5, 5],
    [9, 5],
    [0, 1],
  ])('%i', (heat, step) => {
    expect(markOf(hotspot({ heat }), origin).heat).toBe(step);
  });
});

describe('the hover of a mark', () => {
  test('holds every figure', () => {
    expect(markOf(hotspot({ calls: 4, primitiveCalls: 2 }), origin).hover.split('\n')).toEqual([
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

  test('has no column of calls that are not known, and says what is estimated', () => {
    expect(markOf(uncounted(), { ...origin, accuracy: sampled }).hover.split('\n')).toEqual([
      '**Basket\\.total**',
      '',
      '||&emsp;total|&emsp;share|',
      '|:--|--:|--:|',
      '|Self time|&emsp;1.24 s|&emsp;45 %|',
      '|Cumulative time|&emsp;2.00 s|&emsp;73 %|',
      '',
      'Self time is spent in the function itself, cumulative time also in what it calls. Shares are of all self time. Times are estimated from samples.',
      '',
      'profile\\.stats',
    ]);
  });

  test('says which time is a bound', () => {
    const { hover } = markOf(uncounted(), { ...origin, accuracy: { ...sampled, cumulative: 'atMost' } });
    expect(hover).toContain('|Cumulative time|&emsp;≤ 2.00 s|&emsp;≤ 73 %|');
    expect(hover).toContain('Times are estimated from samples. The cumulative time may be less than shown.');
  });

  test('shows a dash for a time per call that there is none of', () => {
    const { selfPerCall: _, cumulativePerCall: __, ...rest } = hotspot({});
    expect(markOf(rest, origin).hover).toContain('|Self time|&emsp;1.24 s|&emsp;–|&emsp;45 %|');
  });

  test.each([
    [{ calls: 1, primitiveCalls: 1 }, '1 call'],
    [{ calls: 1000, primitiveCalls: 1000 }, '1,000 calls'],
  ])('counts %o', (figures, calls) => {
    expect(markOf(hotspot(figures), origin).hover.split('\n')[0]).toBe(`**Basket\\.total** · ${calls}`);
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
