import { describe, expect, test } from 'vitest';
import { signedCount, signedPart, signedSeconds } from '../../../../src/webview/compare/figures';

describe('differences', () => {
  test.each([
    [1.2, '+1.20 s'],
    [-0.045, '−45.0 ms'],
    [0, '0 s'],
    [-0, '0 s'],
  ])('of times: %f', (seconds, text) => {
    expect(signedSeconds(seconds, 'auto')).toBe(text);
  });

  test('of times in plain seconds, as pstats prints them', () => {
    expect([1.2, -0.0451, 0].map((seconds) => signedSeconds(seconds, 'seconds'))).toEqual(['+1.200', '−0.045', '0.000']);
  });

  test.each([
    [1200, '+1,200'],
    [-7, '−7'],
    [0, '0'],
  ])('of numbers: %i', (count, text) => {
    expect(signedCount(count)).toBe(text);
  });

  test.each([
    [0.5, '+50 %'],
    [-1, '−100 %'],
    [0, '0 %'],
    [0.0001, '+<0.1 %'],
    [9.99, '+999 %'],
    [10, '× 11'],
    [12345, '× 12,346'],
  ])('in percent: %f', (part, text) => {
    expect(signedPart(part)).toBe(text);
  });
});
