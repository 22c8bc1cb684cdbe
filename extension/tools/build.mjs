// The two halves of the product: the Go backend, and the extension's bundles.

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
 * Bundles the extension: two scripts for the extension host, one script and one style sheet for the panel.
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
    entryPoints: [join(source, 'extension.ts'), join(source, 'server', 'languageClient.ts')],
    outdir,
    entryNames: '[name]',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The client library is a file of its own, which is read when the server is first asked: loading the rest takes 8 ms instead of 25.
    external: ['vscode', './languageClient'],
    // import() becomes require(), which finds the file by this name.
    supported: { 'dynamic-import': false },
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
