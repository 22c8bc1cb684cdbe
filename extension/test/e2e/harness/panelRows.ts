import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { PstatsRow } from './pstats';

/** A row of one of the panel's tables. Its times are the exact ones, in seconds, which the titles of cells have; NaN where there are none. */
export interface PanelRow extends PstatsRow {
  /** 1 for the rows of the table itself, 2 for what is unfolded below them. */
  readonly level: number;
  /** What each cell shows, by the name of its column. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Reads rows from the top. Waits for the first. */
export async function readRows(rows: Locator): Promise<PanelRow[]> {
  await rows.first().waitFor();
  return rows.evaluateAll(rowsIn);
}

/** Runs in the page. */
function rowsIn(elements: readonly Element[]): PanelRow[] {
  return [...elements]
    .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
    .map((element) => {
      const cells = [...element.querySelectorAll('[role="gridcell"]')];
      const by = <T>(of: (cell: Element) => T) =>
        Object.fromEntries(cells.map((cell) => [(cell.getAttribute('data-testid') ?? '').replace('cell-', ''), of(cell)]));
      const titles = by((cell) => cell.getAttribute('title') ?? '');
      const texts = by((cell) => (cell.textContent ?? '').trim());
      const time = (column: string) => Number(/-?\d[\d.]*(?:e[+-]?\d+)?/.exec(titles[column] ?? '')?.[0] ?? Number.NaN);
      const [calls, primitiveCalls] = [...(titles['ncalls'] ?? '').matchAll(/\d+/g)].map(Number);
      const name = (titles['function'] ?? '').replace(/^(Caller|Callee): | \(recursive.*|: recursive.*/g, '');
      return {
        id: texts['location'] === 'built-in' ? name : (titles['location'] ?? ''),
        name,
        calls: calls ?? Number.NaN,
        primitiveCalls: primitiveCalls ?? Number.NaN,
        self: time('tottime'),
        cumulative: time('cumtime'),
        level: Number(element.getAttribute('aria-level') ?? 1),
        texts,
      };
    });
}

/** Wants rows to be functions of pstats, in its order and with its figures. There may be more of the latter: below the view. */
export function assertSame(shown: readonly PanelRow[], expected: readonly PstatsRow[]): void {
  assert.ok(shown.length > 0, 'no rows are in view');
  assert.deepEqual(
    shown.map(({ id, calls, primitiveCalls, self, cumulative }) => ({ id, calls, primitiveCalls, self, cumulative })),
    expected.slice(0, shown.length).map(({ name: _, ...row }) => row),
  );
}
