// What a person sees: the panel in a browser, then the packaged extension in a real editor in a browser.

import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleTests } from '../bundle.mjs';
import { chromium } from '../chromium.mjs';
import { installEditor } from '../editor.mjs';
import { cache, root } from '../paths.mjs';
import { run } from '../processes.mjs';

/**
 * With the variable ONLY, only the files are run whose name contains it.
 *
 * @param {NodeJS.ProcessEnv} [env] variables for the tests, besides this process's
 */
export default async function e2e(env = {}) {
  await installEditor();
  console.log(`   in ${await chromium()}`);
  rmSync(join(cache, 'e2e'), { recursive: true, force: true });
  const preview = join(root, 'extension', 'test', 'preview');
  const panelTests = readdirSync(preview).filter((name) => name.endsWith('.test.mjs'));
  const all = [...panelTests.map((name) => join(preview, name)), ...(await bundleTests('e2e', '.test.ts'))];
  const tests = all.filter((file) => basename(file).includes(process.env['ONLY'] ?? ''));
  // Recognisable for people and for machines; it is the last thing that npm test prints.
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  await run(process.execPath, ['--enable-source-maps', '--test', `--test-reporter=${reporter}`, '--test-concurrency=1', ...tests], {
    env: { ...process.env, ...env },
  });
}
