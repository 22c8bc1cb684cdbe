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
      '**Basket\\.total**',
      '',
      '| | | |',
      '|:--|--:|:--|',
      '| Self time | 1.24 s | 45 % of all self time |',
      '| per call | 1.24 ms |  |',
      '| Cumulative time | 2.00 s | 73 %, with everything it calls |',
      '| per primitive call | 2.00 ms |  |',
      '| Calls | 4 | 2 primitive, the others recursive |',
      '',
      'profile\\.stats',
    ]);
  });

  test('shows a dash for a time per call that there is none of', () => {
    const { selfPerCall: _, cumulativePerCall: __, ...rest } = hotspot({});
    expect(markOf(rest, '').hover).toContain('| per call | – |');
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
