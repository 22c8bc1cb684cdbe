import { describe, expect, test } from 'vitest';
import { formatCalls, formatCount, formatElapsed, formatLarge, formatSeconds, formatShare } from '../../src/format';

function check<T>(format: (value: T) => string, cases: readonly (readonly [T, string])[]): void {
  test.each(cases.map(([value, text]) => ({ value, text })))('$value is $text', ({ value, text }) => {
    expect(format(value)).toBe(text);
  });
}

describe('formatSeconds', () => {
  check(formatSeconds, [
    [0, '0 s'],
    [1.239, '1.24 s'],
    [12.34, '12.3 s'],
    [123.4, '123 s'],
    [1234.5, '1,235 s'],
    [0.99999, '1.00 s'],
    [0.9994, '999 ms'],
    [0.045, '45.0 ms'],
    [12.34e-6, '12.3 µs'],
    [0.00000099996, '1.00 µs'],
    [250e-9, '250 ns'],
    [1e-9, '1.00 ns'],
    [3e-10, '<1 ns'],
    [-1.5, '-1.50 s'],
    [Number.NaN, '–'],
  ]);
});

describe('formatElapsed', () => {
  check(formatElapsed, [
    [0, '0.0 s'],
    [3.21, '3.2 s'],
    [59.94, '59.9 s'],
    [59.96, '1:00 min'],
    [125.4, '2:05 min'],
    [3725, '62:05 min'],
    [-1, '0.0 s'],
  ]);
});

describe('formatShare', () => {
  check(formatShare, [
    [0, '0 %'],
    [0.0001, '<0.1 %'],
    [0.0005, '0.1 %'],
    [0.0449, '4.5 %'],
    [0.04, '4 %'],
    [0.0996, '10 %'],
    [0.453, '45 %'],
    [1, '100 %'],
    [1.5, '150 %'],
    [Number.NaN, '–'],
  ]);
});

describe('formatCount', () => {
  check(formatCount, [
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [-1, '-1'],
    [-1234, '-1,234'],
  ]);
});

describe('formatLarge', () => {
  check(formatLarge, [
    [0, '0'],
    [9_999, '9,999'],
    [10_000, '10.0 k'],
    [123_456, '123 k'],
    [999_400, '999 k'],
    [999_600, '1.00 M'],
    [1_240_000, '1.24 M'],
    [5_678_000_000, '5.68 G'],
    [12_345_678_000_000, '12,346 G'],
  ]);
});

describe('formatCalls', () => {
  check<readonly [number, number]>(
    ([calls, primitive]) => formatCalls(calls, primitive),
    [
      [[1000, 1000], '1,000'],
      [[4, 2], '4/2'],
      [[21891, 1], '21,891/1'],
    ],
  );
});
