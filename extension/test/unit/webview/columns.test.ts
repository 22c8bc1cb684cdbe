import { expect, it } from 'vitest';
import type { SortColumn } from '../../../src/protocol.gen';
import { ariaSort, type ColumnName, columns, defaultSort, sortAfterClick } from '../../../src/webview/model/columns';

function column(name: ColumnName) {
  const found = columns.find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new Error(`There is no column ${name}.`);
  }
  return found;
}

/** Clicks on headers one after the other, and says the order afterwards. */
function afterClicks(...names: ColumnName[]): string {
  let sort: readonly SortColumn[] = defaultSort;
  for (const name of names) {
    sort = sortAfterClick(column(name), sort);
  }
  return sort.map(({ key, descending }) => `${key} ${descending ? 'descending' : 'ascending'}`).join(', ');
}

it.each([
  ['the greatest figure first', ['cumtime'], 'cumtime descending'],
  ['the first name first', ['function'], 'name ascending'],
  ['again to reverse', ['cumtime', 'cumtime'], 'cumtime ascending'],
  ['a third time to reverse back', ['cumtime', 'cumtime', 'cumtime'], 'cumtime descending'],
  ['the default column once to reverse', ['tottime'], 'tottime ascending'],
  ['another column starts anew', ['cumtime', 'cumtime', 'ncalls'], 'ncalls descending'],
  ['per-call columns by their own keys', ['tottime-percall'], 'tottime/call descending'],
  ['a location by file and then by line', ['location'], 'filename ascending, line ascending'],
  ['a location reversed in both', ['location', 'location'], 'filename descending, line descending'],
] satisfies [string, ColumnName[], string][])('sorts: %s', (_, clicks, expected) => {
  expect(afterClicks(...clicks)).toBe(expected);
});

it('says the order in the header that it is by, and in no other', () => {
  const sort = sortAfterClick(column('location'), defaultSort);
  expect(columns.map((each) => ariaSort(each, sort))).toEqual(['none', 'none', 'none', 'none', 'none', 'none', 'ascending']);
});

it('names every column differently for those who hear it', () => {
  const names = columns.map(({ spoken, label }) => spoken ?? label);
  expect(new Set(names).size).toBe(columns.length);
  for (const { spoken, label } of columns) {
    expect(spoken ?? label).toContain(label);
  }
});
