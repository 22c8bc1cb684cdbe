import { describe, expect, test } from 'vitest';
import { CrashBudget } from '../../../src/server/crashBudget';

/** Crashes at the given times, in seconds; answers after which of them another start was tried. */
function crashesAt(...seconds: number[]): boolean[] {
  let now = 0;
  const budget = new CrashBudget(5, 180_000, () => now);
  return seconds.map((second) => {
    now = second * 1000;
    return budget.spend();
  });
}

describe('CrashBudget', () => {
  test('gives up at the fifth crash within three minutes', () => {
    expect(crashesAt(0, 1, 2, 3, 4)).toEqual([true, true, true, true, false]);
  });

  test('forgets crashes that are longer ago', () => {
    expect(crashesAt(0, 1, 2, 3, 183)).toEqual([true, true, true, true, true]);
    expect(crashesAt(0, 60, 120, 170, 179, 300)).toEqual([true, true, true, true, false, true]);
  });

  test('starts afresh when the user asks for it', () => {
    const budget = new CrashBudget(2, 1000, () => 0);
    expect([budget.spend(), budget.spend()]).toEqual([true, false]);
    budget.reset();
    expect(budget.spend()).toBe(true);
  });
});
