import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { python } from '../../tools/setup.mjs';
import { inEditor } from './harness/inEditor';
import { makeProfile } from './harness/profiles';

/** Written by the workspace's own Python when it is started. */
const witness = 'was-executed.txt';

/** A workspace with a profile, and with a Python of its own that leaves a trace. */
async function prepare(workspace: string): Promise<void> {
  await makeProfile(workspace, 'recursion.py', 'recursion.stats');
  const bin = join(workspace, '.venv', 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(workspace, '.venv', 'pyvenv.cfg'), `home = ${python()}\n`);
  for (const name of ['python', 'python3']) {
    await writeFile(join(bin, name), `#!/bin/sh\necho "$0" >> '${join(workspace, witness)}'\nexec '${python()}' "$@"\n`);
    await chmod(join(bin, name), 0o755);
  }
}

inEditor('A workspace that is not trusted', { untrusted: true, prepare }, (test) => {
  test('shows its profiles, and marks their hot functions', async ({ workbench, workspace }) => {
    await workbench.open('recursion.stats');
    await workbench.panel.row('fibonacci').waitFor();
    await workbench.open('recursion.py');
    assert.notEqual((await workbench.marksShown('recursion.py')).length, 0);
    assert.ok(!existsSync(join(workspace, witness)), 'the Python of the workspace was started');
  });

  test('runs nothing until it is trusted, and then its own Python', async ({ workbench, page, workspace }) => {
    await workbench.open('shop.py');
    await workbench.run('Python Profiler: Profile Current File');
    await workbench.messageButton('must be trusted first', 'Manage Workspace Trust').click();
    assert.ok(!existsSync(join(workspace, witness)), 'the Python of the workspace was started');

    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await page.locator('.workspace-trust-editor').getByText('You trust this folder').first().waitFor();
    await workbench.open('shop.py');
    await workbench.run('Python Profiler: Profile Current File');
    await workbench.panel.row('checksum').waitFor();
    assert.ok(existsSync(join(workspace, witness)), 'the Python of the workspace was not started');
  });
});
