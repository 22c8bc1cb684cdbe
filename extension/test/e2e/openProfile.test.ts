import assert from 'node:assert/strict';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
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

  test('whose sources are elsewhere now finds them once the user has shown where one is, and remembers it', async ({
    workbench,
    workspace,
  }) => {
    const { panel } = workbench;
    const gone = join(workspace, 'gone');
    await mkdir(gone);
    await cp(join(workspace, 'recursion.py'), join(gone, 'recursion.py'));
    await makeProfile(workspace, 'gone/recursion.py', 'moved.stats');
    await rename(gone, join(workspace, 'found'));
    await rename(join(workspace, 'recursion.py'), join(workspace, 'hidden.py'));
    await workbench.open('moved.stats');
    await panel.row('fibonacci').click();
    await panel.notice.getByRole('button', { name: 'Show Where It Is…' }).click();
    await workbench.answerFileDialog(join(workspace, 'found', 'recursion.py'));
    await workbench.tab('recursion.py').waitFor();
    const line = await defLine(workspace, 'found/recursion.py', 'fibonacci');
    await eventually(async () => assert.equal(await workbench.cursorLine(), line));

    await workbench.run('View: Close All Editors');
    await workbench.open('moved.stats');
    await panel.row('hanoi').or(panel.row('is_even')).first().click();
    await workbench.tab('recursion.py').waitFor();
    await rename(join(workspace, 'hidden.py'), join(workspace, 'recursion.py'));
  });

  test('opens a source beside with Alt', async ({ workbench }) => {
    await workbench.open('keyboard.prof');
    await workbench.panel.row('fibonacci').click({ modifiers: ['Alt'] });
    await workbench.tab('recursion.py').waitFor();
    assert.equal(await workbench.tab('keyboard.prof').count(), 1, 'the table is still in view');
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
