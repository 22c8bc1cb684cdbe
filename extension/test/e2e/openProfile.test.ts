import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { copyProfile, makeProfile } from './harness/profiles';
import { defLine } from './harness/sources';

async function prepare(workspace: string): Promise<void> {
  await copyProfile(workspace, 'cprofile/2.7/shapes.stats', 'python2.stats');
  await makeProfile(workspace, 'shapes.py', 'gone.stats');
  await makeProfile(workspace, 'recursion.py', 'keyboard.prof');
  await rm(join(workspace, 'shapes.py'));
  await writeFile(join(workspace, 'empty.stats'), '');
  await writeFile(join(workspace, 'text.stats'), 'ncalls  tottime  percall\n     1    0.000    0.000\n');
}

inEditor('A profile file', { prepare }, (test) => {
  test('of Python 2.7 opens from the Explorer', async ({ workbench }) => {
    await workbench.explorerItem('python2.stats').dblclick();
    const [hottest] = await workbench.panel.shownRows();
    assert.equal(hottest?.function, '__lt__');
    assert.match(await workbench.panel.header.innerText(), /python2\.stats/);
  });

  test('that is text says so, and opens as text', async ({ workbench, page }) => {
    await workbench.open('text.stats');
    const { message } = workbench.panel;
    await message.waitFor();
    assert.match(await message.innerText(), /text\.stats.*not a .*profile/s);
    await message.getByRole('button', { name: 'Open as Text' }).click();
    await page.locator('.view-line').getByText('tottime').first().waitFor();
  });

  test('that is empty says so', async ({ workbench }) => {
    await workbench.open('empty.stats');
    await workbench.panel.message.waitFor();
    assert.match(await workbench.panel.message.innerText(), /empty\.stats.*empty/s);
  });

  test('is read again when it changes on disk', async ({ workbench, workspace }) => {
    const file = join(workspace, 'changing.stats');
    await writeFile(file, 'not yet');
    await workbench.open('changing.stats');
    await workbench.panel.message.waitFor();
    await makeProfile(workspace, 'exits.py', file);
    await workbench.panel.row('leave').waitFor();
  });

  test('whose sources are gone shows its table, and says which file a row needs', async ({ workbench }) => {
    await workbench.open('gone.stats');
    await workbench.panel.row('half').click();
    await eventually(async () => assert.match(await workbench.panel.notice.innerText(), /shapes\.py/));
  });

  test('can be read by keyboard alone', async ({ workbench, page, workspace }) => {
    const { panel } = workbench;
    await workbench.open('keyboard.prof');
    await panel.row('fibonacci').waitFor();
    await panel.sort('ncalls').press('Enter');
    await panel.functionsBecome(([first]) => first === 'fibonacci', 'fibonacci has the most calls');
    await panel.filter.press('ArrowDown');
    await page.keyboard.press('Enter');
    await workbench.tab('recursion.py').waitFor();
    const line = await defLine(workspace, 'recursion.py', 'fibonacci');
    await eventually(async () => assert.equal(await workbench.cursorLine(), line));
  });
});
