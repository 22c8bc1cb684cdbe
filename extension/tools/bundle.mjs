// Bundles TypeScript that runs in Node.js outside the editor, since Node.js 20 does not run TypeScript.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from './paths.mjs';

/**
 * Bundles each file of a folder of extension/test that has the suffix, with what it imports except for packages.
 *
 * @param {string} folder
 * @param {string} suffix
 * @returns {Promise<string[]>} the bundles, in the order of the files' names
 */
export async function bundleTests(folder, suffix) {
  const source = join(root, 'extension', 'test', folder);
  const outdir = join(cache, 'bundles', folder);
  const names = readdirSync(source).filter((name) => name.endsWith(suffix));
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
