import assert from 'node:assert/strict';
import { join } from 'node:path';
import { formatSeconds } from '../../src/format';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { makeLibraryProfile } from './harness/library';
import type { OpenEditor } from './harness/openEditor';
import type { ProfilePanel } from './harness/profilePanel';
import { askPstats, type PstatsRow } from './harness/pstats';

const file = 'library.stats';
/** The filter that keeps the function of that name, and not the one inside it. */
const total = 'name:total -name:<genexpr>';
const exec = '{built-in method builtins.exec}';

async function openIcicle({ workbench }: OpenEditor): Promise<ProfilePanel> {
  const { panel } = workbench;
  await workbench.open(file);
  await panel.rows.first().waitFor();
  await panel.show('icicle');
  await panel.part('icicle-tree').waitFor();
  return panel;
}

/** Waits until the box that has the focus is one that a screen reader would read as this. */
async function hasFocus(panel: ProfilePanel, text: RegExp): Promise<string> {
  return eventually(async () => {
    const label = await panel.part('icicle-item').and(panel.frame.locator('[aria-selected="true"]')).getAttribute('aria-label');
    assert.match(label ?? '', text);
    return label ?? '';
  });
}

/** The steps of the breadcrumb. */
function path(panel: ProfilePanel): Promise<string[]> {
  return panel.part('icicle-path').locator('li').allInnerTexts();
}

/** The number of boxes that are said to be drawn. */
async function boxes(panel: ProfilePanel): Promise<number> {
  return Number(/(\d+) box/.exec((await panel.part('icicle-status').textContent()) ?? '')?.[1]);
}

inEditor('The icicle', { prepare: (workspace) => makeLibraryProfile(workspace, file) }, (test) => {
  test('has the roots on top with the times of pstats, and tells the figures of the box under the pointer', async (editor) => {
    const panel = await openIcicle(editor);
    const profile = join(editor.workspace, file);
    const [root] = await askPstats<PstatsRow[]>([profile], `answer = rows("cumtime", only=lambda row: row["id"] == "${exec}")`);
    assert.ok(root);
    await panel.part('icicle-root').locator('option', { hasText: exec }).waitFor({ state: 'attached' });
    await panel.part('icicle-tree').hover({ position: { x: 40, y: 10 } });
    const facts = panel.part('icicle-facts');
    await facts.waitFor();
    const text = await facts.innerText();
    assert.ok(text.includes(exec), text);
    assert.ok(text.includes(formatSeconds(root.cumulative)), `${text}\nhas not ${formatSeconds(root.cumulative)}`);
    await panel.part('icicle-hover').waitFor();
  });

  test('is walked from box to box by keyboard, zooms by Enter and goes back by Escape and the breadcrumb', async (editor) => {
    const panel = await openIcicle(editor);
    const { page } = editor;
    await panel.part('icicle-tree').focus();
    await page.keyboard.press('Home');
    await hasFocus(panel, /^\{built-in method builtins\.exec\}, /);
    await page.keyboard.press('ArrowDown');
    await hasFocus(panel, /^<module>/);
    await page.keyboard.press('ArrowDown');
    const below = await hasFocus(panel, /^(?!<module>)/);
    await page.keyboard.press('ArrowUp');
    await hasFocus(panel, /^<module>/);
    await page.keyboard.press('ArrowDown');
    await hasFocus(panel, new RegExp(below.slice(0, 4).replace(/\W/g, '.')));

    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal((await path(panel)).length, 4));
    await page.keyboard.press('Escape');
    await eventually(async () => assert.equal((await path(panel)).length, 3));
    await panel.part('icicle-path').getByRole('button', { name: 'All roots' }).click();
    await eventually(async () => assert.deepEqual(await path(panel), ['All roots']));
  });

  test('zooms by a click, and begins at any root', async (editor) => {
    const panel = await openIcicle(editor);
    await panel.part('icicle-tree').click({ position: { x: 40, y: 30 } });
    await eventually(async () => assert.deepEqual(await path(panel), ['All roots', exec, '<module>']));
    const roots = panel.part('icicle-root');
    await roots.selectOption('');
    await eventually(async () => assert.deepEqual(await path(panel), ['All roots']));
    await roots.selectOption({ index: 1 });
    await eventually(async () => assert.deepEqual(await path(panel), ['All roots', exec]));
  });

  test('finds functions as the filter does, and goes from one to the next', async (editor) => {
    const panel = await openIcicle(editor);
    const { page } = editor;
    const search = panel.part('icicle-search');
    await search.fill(total);
    await eventually(async () => assert.match(await panel.part('icicle-found').innerText(), /^1 /));
    await page.keyboard.press('Enter');
    await hasFocus(panel, /^total, .*found by the search/);
    await search.fill('tottime > quick');
    await eventually(async () => assert.match(await panel.part('icicle-found').innerText(), /quick|time/));
    await search.fill('name:iterencode');
    await eventually(async () => assert.match(await panel.part('icicle-found').innerText(), /\d/));
    await page.keyboard.press('Enter');
    await hasFocus(panel, /iterencode.*found by the search/);
    await page.keyboard.press('Shift+Enter');
    await hasFocus(panel, /found by the search/);
    await page.keyboard.press('Escape');
  });

  test('marks what is estimated, and stops where that begins', async (editor) => {
    const panel = await openIcicle(editor);
    const legend = panel.part('icicle-legend');
    await legend.getByText('hatched: estimated').waitFor();
    const all = await boxes(panel);
    await panel.part('icicle-exact').click();
    await legend.getByText('hatched: estimated').waitFor({ state: 'hidden' });
    await eventually(async () => assert.ok((await boxes(panel)) < all, `${await boxes(panel)} boxes of ${all} are exact`));
    await legend.getByText('callees not drawn').waitFor();
    await panel.part('icicle-exact').click();
    await eventually(async () => assert.equal(await boxes(panel), all));
  });

  test('has a colour for each origin, named in the legend', async (editor) => {
    const panel = await openIcicle(editor);
    const swatches = panel.part('icicle-legend').locator('li');
    for (const origin of ['project', 'installed package', 'standard library', 'built-in']) {
      await swatches.filter({ hasText: origin }).first().waitFor();
    }
    const colours = await panel
      .part('icicle-legend')
      .locator('.icicle-swatch')
      .evaluateAll((all) => all.slice(0, 4).map((each) => getComputedStyle(each).backgroundColor));
    assert.equal(new Set(colours).size, 4, `${colours}`);
  });

  test('leads to the callers and callees of a box, and to its source', async (editor) => {
    const panel = await openIcicle(editor);
    const { page, workbench } = editor;
    await panel.part('icicle-search').fill(total);
    await page.keyboard.press('Enter');
    await hasFocus(panel, /^total, /);
    await panel.frame.getByRole('button', { name: 'Show callers and callees of total' }).click();
    await panel.part('edges-function').getByRole('heading', { name: 'total' }).waitFor();
    await panel.part('edges-icicle').click();
    await eventually(async () => assert.equal((await path(panel)).at(-1), 'total'));
    await panel.frame.getByRole('button', { name: 'Open the source of total' }).click();
    await workbench.tab('orders.py').waitFor();
  });
});
