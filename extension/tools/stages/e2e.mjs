// The end-to-end tests: the packaged extension in a real editor in a real browser.

import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleTests } from '../bundle.mjs';
import { chromium } from '../chromium.mjs';
import { installEditor } from '../editor.mjs';
import { cache } from '../paths.mjs';
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
  const tests = (await bundleTests('e2e', '.test.ts')).filter((file) => basename(file).includes(process.env['ONLY'] ?? ''));
  // Recognisable for people and for machines; it is the last thing that npm test prints.
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  await run(process.execPath, ['--enable-source-maps', '--test', `--test-reporter=${reporter}`, '--test-concurrency=1', ...tests], {
    env: { ...process.env, ...env },
  });
}
