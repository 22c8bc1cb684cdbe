import { expect, it } from 'vitest';
import { columns, columnsOf, correctedKey } from '../../../src/webview/model/columns';

it('names every column differently, for those who hear it and in words', () => {
  for (const names of [columns.map(({ spoken, label }) => spoken ?? label), columns.map(({ words }) => words)]) {
    expect(new Set(names).size).toBe(columns.length);
  }
  for (const { spoken, label } of columns) {
    expect(spoken ?? label).toContain(label);
  }
});

it('has no figures for each call where calls are not known', () => {
  const names = columnsOf(columns, false).map(({ name }) => name);
  expect(columns.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual(['tottime-percall', 'cumtime-percall']);
});

it.each([
  ['tottime', 'corrected-tottime'],
  ['cumtime/call', 'corrected-cumtime/call'],
  ['ncalls', 'ncalls'],
  ['name', 'name'],
] as const)('sorts by corrected times in the place of %s', (key, expected) => {
  expect(correctedKey(key)).toBe(expected);
});
