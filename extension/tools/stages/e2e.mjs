// The end-to-end tests: the packaged extension in a real editor in a real browser.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '../chromium.mjs';
import { installEditor } from '../editor.mjs';
import { cache, root } from '../paths.mjs';
import { run } from '../processes.mjs';

/** @param {NodeJS.ProcessEnv} [env] variables for the tests, besides this process's */
export default async function e2e(env = {}) {
  await installEditor();
  console.log(`   in ${await chromium()}`);
  rmSync(join(cache, 'e2e'), { recursive: true, force: true });
  const tests = await bundle();
  // Recognisable for people and for machines; it is the last thing that npm test prints.
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  await run(process.execPath, ['--enable-source-maps', '--test', `--test-reporter=${reporter}`, '--test-concurrency=1', ...tests], {
    env: { ...process.env, ...env },
  });
}

/** Bundles each file of tests with the harness, since Node.js 20 does not run TypeScript, and answers the bundles. */
async function bundle() {
  const source = join(root, 'extension', 'test', 'e2e');
  const outdir = join(root, 'extension', 'dist', 'e2e');
  const names = readdirSync(source).filter((name) => name.endsWith('.test.ts'));
  rmSync(outdir, { recursive: true, force: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: names.map((name) => join(source, name)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    packages: 'external',
    // These find their files from where they are themselves.
    external: [join(root, 'extension', 'tools', '*')],
    logLevel: 'warning',
  });
  return names.map((name) => join(outdir, name.replace(/\.ts$/, '.mjs')));
}
