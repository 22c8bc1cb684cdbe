// The two halves of the product: the Go backend, and the extension's two bundles.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { backend, manifest, root } from './paths.mjs';
import { run } from './processes.mjs';

/** Builds the backend for this machine, without the tables that only a debugger needs. */
export function buildBackend() {
  const flags = `-s -w -X main.version=${manifest.version}`;
  return run('go', ['build', '-trimpath', '-buildvcs=false', '-ldflags', flags, '-o', backend, './server/cmd/tottime'], {
    env: { ...process.env, CGO_ENABLED: '0' },
  });
}

/**
 * Bundles the extension: one script for the extension host, one script and one style sheet for the panel.
 *
 * @param {{ minify: boolean }} options minified bundles have no source maps
 */
export async function buildExtension({ minify }) {
  const source = join(root, 'extension', 'src');
  const outdir = join(root, 'extension', 'dist');
  rmSync(outdir, { recursive: true, force: true });
  // Only now, since setup has installed it by now.
  const { build } = await import('esbuild');
  const common = /** @type {const} */ ({ bundle: true, minify, sourcemap: !minify, legalComments: 'none', logLevel: 'warning' });
  await build({
    ...common,
    entryPoints: [join(source, 'extension.ts')],
    outdir,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  });
  await build({
    ...common,
    entryPoints: [join(source, 'webview', 'profile.tsx')],
    outdir: join(outdir, 'webview'),
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  });
}
