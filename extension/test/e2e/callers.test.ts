import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { makeLibraryProfile } from './harness/library';
import { assertSame, readRows } from './harness/panelRows';
import type { ProfilePanel } from './harness/profilePanel';
import { askPstats, type PstatsRow } from './harness/pstats';

const file = 'library.stats';
/** The filter that keeps the function of that name, and not the one inside it. */
const total = 'name:total -name:<genexpr>';

/** The callers and callees of a function, as pstats prints them by print_callers and print_callees. */
function edgesOf(profile: string, name: string): Promise<{ callers: PstatsRow[]; callees: PstatsRow[] }> {
  return askPstats([profile], `answer = {"callers": callers(${JSON.stringify(name)}), "callees": callees(${JSON.stringify(name)})}`);
}

/** Wants rows to be edges of pstats with its figures; those of equal time may be in any order. */
async function areEdges(rows: Locator, expected: readonly PstatsRow[]): Promise<void> {
  const order = (a: PstatsRow, b: PstatsRow) => b.cumulative - a.cumulative || (a.id < b.id ? -1 : 1);
  await eventually(async () => {
    const shown = await readRows(rows);
    assertSame(shown.sort(order), [...expected].sort(order));
    assert.equal(shown.length, expected.length);
  });
}

/** Waits for a function in the middle, and wants its callers and callees to be those of pstats. */
async function isShown(panel: ProfilePanel, profile: string, name: string): Promise<void> {
  await panel.part('edges-function').getByRole('heading', { name, exact: true }).waitFor();
  const expected = await edgesOf(profile, name);
  for (const direction of ['callers', 'callees'] as const) {
    if (expected[direction].length > 0) {
      await areEdges(panel.part(`${direction}-row`), expected[direction]);
    } else {
      await panel.part(`${direction}-nothing`).waitFor();
    }
  }
}

inEditor('Callers and callees', { prepare: (workspace) => makeLibraryProfile(workspace, file) }, (test) => {
  test('are those of pstats, for each function that is visited, back and forward', async ({ workbench, workspace, page }) => {
    const profile = join(workspace, file);
    const { panel } = workbench;
    await workbench.open(file);
    await panel.rows.first().waitFor();
    await panel.show('callers');
    await panel.part('edges-pick').fill(total);
    await panel.part('edges-suggestion').first().waitFor();
    await page.keyboard.press('Enter');
    await isShown(panel, profile, 'total');
    await panel.part('callees-row').filter({ hasText: 'depth' }).click();
    await isShown(panel, profile, 'depth');
    assert.match(await panel.part('edges-function').innerText(), /Recursive: 30 of 31 calls/);
    const itself = panel.part('callers-row').filter({ hasText: 'depth' });
    assert.match(await itself.innerText(), /recursive/);

    await panel.part('edges-back').click();
    await isShown(panel, profile, 'total');
    await page.keyboard.press('Alt+ArrowRight');
    await isShown(panel, profile, 'depth');
    await page.keyboard.press('Alt+ArrowLeft');
    await panel.part('callers-row').first().click();
    await isShown(panel, profile, 'main');
    assert.equal(await panel.part('edges-forward').isDisabled(), true, 'a new way ends the one forward');
  });

  test('are those of the function that was selected in the table', async ({ workbench, workspace, page }) => {
    const { panel } = workbench;
    await workbench.open(file);
    await panel.filter.fill('price');
    await panel.functionsBecome((names) => names.join() === 'price', 'only price is left');
    await panel.filter.press('ArrowDown');
    await panel.show('callers');
    await isShown(panel, join(workspace, file), 'price');
    await panel.part('edges-source').click();
    await workbench.tab('orders.py').waitFor();
    await page.locator('.view-line').getByText('price').first().waitFor();
  });

  test('unfold below a row of the table: exact one level, estimates further on', async ({ workbench, workspace, page }) => {
    const profile = join(workspace, file);
    const { panel } = workbench;
    await workbench.open(file);
    await panel.filter.fill('isinstance');
    await panel.functionsBecome((names) => names.join() === '{built-in method builtins.isinstance}', 'only isinstance is left');
    await panel.filter.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const below = panel.part('row-edge');
    const callers = await askPstats<PstatsRow[]>([profile], 'answer = callers("<built-in method builtins.isinstance>")');
    await eventually(async () => {
      const order = (a: PstatsRow, b: PstatsRow) => b.self - a.self || (a.id < b.id ? -1 : 1);
      const shown = (await readRows(below)).sort(order);
      assertSame(shown, [...callers].sort(order));
      assert.ok(
        shown.every(({ texts }) => !texts['cumtime']?.includes('≈')),
        'the first level is exact',
      );
    });
    // Who called a function whose time comes from several callers: how it divides among theirs is not known.
    await below
      .filter({ has: panel.part('twistie').locator('.codicon') })
      .first()
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('*');
    await eventually(async () => {
      const further = (await readRows(below)).filter(({ level }) => level === 3);
      assert.ok(
        further.some(({ texts }) => texts['cumtime']?.startsWith('≈')),
        `${further.length} rows of the second level, none marked as an estimate`,
      );
    });
  });

  test('unfold into callees where the user wants these', async ({ workbench, workspace, page }) => {
    const { panel } = workbench;
    await workbench.open(file);
    await panel.rows.first().waitFor();
    await panel.pick('view-menu', 'Callees');
    await panel.filter.fill(total);
    await panel.functionsBecome((names) => names.join() === 'total', 'only total is left');
    await panel.filter.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await areEdges(panel.part('row-edge'), (await edgesOf(join(workspace, file), 'total')).callees);
    await page.keyboard.press('ArrowLeft');
    await panel.part('row-edge').first().waitFor({ state: 'hidden' });
  });
});
