import assert from 'node:assert/strict';
import { chmod, cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { defLine } from './harness/sources';

const profileCurrentFile = 'Python Profiler: Profile Current File';

/** A folder of the given name that nobody can write into. Root can write into every real folder. */
async function unwritable(folder: string): Promise<string> {
  if (process.getuid?.() === 0) {
    return '/proc/tottime-runs';
  }
  await mkdir(folder);
  await chmod(folder, 0o555);
  return folder;
}

const oddFolder = 'Läden & Söhne – 価格';
const oddFile = 'größe (neu) 価格.py';

inEditor('Bad input', { folder: oddFolder, prepare: (workspace) => cp(join(workspace, 'shop.py'), join(workspace, oddFile)) }, (test) => {
  test('is no path with spaces and other letters than ASCII', async ({ workbench, workspace }) => {
    await workbench.open(oddFile);
    await workbench.run(profileCurrentFile);
    await workbench.panel.row('checksum').click();
    const line = await defLine(workspace, oddFile, 'checksum');
    await eventually(async () => assert.equal(await workbench.cursorLine(), line));
    assert.ok((await workbench.marksShown(oddFile)).some((mark) => mark.line === line));
  });

  test('such as a program that is gone is told with its name', async ({ workbench, workspace }) => {
    await workbench.open('recursion.py');
    await rm(join(workspace, 'recursion.py'));
    await workbench.run(profileCurrentFile);
    await workbench.message(/recursion\.py cannot be read: .*(no such file|not found|does not exist)/i).waitFor();
  });

  test('such as a folder for runs that cannot be written offers to choose another', async ({ workbench, workspace, setSettings }) => {
    const folder = await unwritable(join(workspace, 'locked'));
    await setSettings({ 'tottime.runsFolder': folder });
    await workbench.open('shop.py');
    await workbench.run(profileCurrentFile);
    await workbench.messageButton(folder, 'Choose Folder').waitFor();
    await setSettings({});
  });

  test('such as a chosen Python that is not there offers to choose another', async ({ workbench, setSettings }) => {
    await setSettings({ 'tottime.python': '/nowhere/python3' });
    await workbench.open('shop.py');
    await workbench.run(profileCurrentFile);
    await workbench.messageButton('/nowhere/python3', 'Choose Python').waitFor();
    await setSettings({});
  });
});

inEditor('A machine without Python', { env: { PATH: '/nowhere', PYENV_ROOT: '/nowhere' } }, (test) => {
  test('is told what is needed, and where it can be chosen', async ({ workbench, page }) => {
    await workbench.open('shop.py');
    await workbench.run(profileCurrentFile);
    await workbench.messageButton(/Python/, 'Choose Python').click();
    await page.locator('.settings-editor').getByText('The Python with which programs are profiled').waitFor();
  });
});
