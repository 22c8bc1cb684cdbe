// The panel in a browser without VS Code: its real page, bundle and policy, with a made-up host and the colours of VS Code's themes.
//
// node extension/test/preview/serve.mjs prints the address. Its parameters: theme (dark, light, high-contrast, high-contrast-light),
// scenario (see scenarios.ts), functions (a number) and latency (milliseconds to the server and back).

import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'esbuild';

const extension = join(import.meta.dirname, '..', '..');
const types = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.html': 'text/html',
});

/** @returns {Promise<{ address: string; close: () => void }>} */
export async function servePreview() {
  const files = await bundle();
  const { panelPage } = await import(`data:text/javascript;base64,${Buffer.from(files.get('/page.js') ?? '').toString('base64')}`);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const content =
      path === '/' ? withHost(panelPage({ cspSource: "'self'", script: '/profile.js', style: '/profile.css' })) : files.get(path);
    response.writeHead(content === undefined ? 404 : 200, {
      'Content-Type': types[path === '/' ? '.html' : extname(path)] ?? 'text/plain',
      'Cache-Control': 'max-age=3600',
    });
    response.end(content);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The preview could not listen on 127.0.0.1.');
  }
  return { address: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

/** @returns {Promise<Map<string, Uint8Array>>} the content of each file by its path on the server */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: {
      profile: join(extension, 'src', 'webview', 'profile.tsx'),
      page: join(extension, 'src', 'panel', 'page.ts'),
      'fake-host': join(import.meta.dirname, 'fake-host.ts'),
      themes: join(import.meta.dirname, 'themes.css'),
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['node:*'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    outdir: '/',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map((file) => [`/${file.path.replaceAll('\\', '/').split('/').at(-1)}`, file.contents]));
}

/** Puts the made-up host and the theme into the page, before the panel. @param {string} page */
function withHost(page) {
  return page
    .replace('<link', '<link rel="stylesheet" href="/themes.css">\n  <link')
    .replace(
      /<script (.*?) src="\/profile\.js">/,
      (panel, attributes) => `<script ${attributes} src="/fake-host.js"></script>\n  ${panel}`,
    );
}

if (process.argv[1] === import.meta.filename) {
  const { address } = await servePreview();
  process.stdout.write(`The panel is at ${address}\n`);
}
