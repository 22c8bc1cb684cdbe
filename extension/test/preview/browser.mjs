// A browser for the tests of the panel, and what they all do in it. Whoever imports it has one as long as its tests take.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from '../../tools/chromium.mjs';
import { cache } from '../../tools/paths.mjs';
import { servePreview } from './serve.mjs';

/** The kinds of themes of VS Code. */
export const themes = ['dark', 'light', 'high-contrast', 'high-contrast-light'];

/** The folder for screenshots. */
export const pictures = join(cache, 'panel');

/** @type {Awaited<ReturnType<typeof servePreview>>} */
let preview;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  preview = await servePreview();
  browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
});
after(async () => {
  await browser?.close();
  preview?.close();
});

/**
 * Opens the panel, hands it to `use`, and checks that the browser had nothing to say against it, such as a breach of its policy, but what is allowed.
 *
 * @param {{ theme?: string, scenario?: string, functions?: number, width?: number, scale?: number, allowed?: RegExp }} options
 * @param {(page: import('playwright-core').Page) => Promise<void>} use
 */
export async function inPanel({ width = 1000, functions = 5_000, scale = 1, allowed, ...options }, use) {
  const page = await (await contextAt(scale)).newPage();
  try {
    await page.setViewportSize({ width, height: 600 });
    /** @type {string[]} */
    const complaints = [];
    page.on('console', (message) => allowed?.test(message.text()) || complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${preview.address}?${new URLSearchParams({ ...options, functions: String(functions) })}`);
    await use(page);
    assert.deepEqual(complaints, []);
  } finally {
    await page.close();
  }
}

/** What pages of a screen have in common, by how many of its pixels a pixel of the page is: what they have loaded. Each page has a state of its own. */
const contexts = /** @type {Map<number, Promise<import('playwright-core').BrowserContext>>} */ (new Map());

/** @param {number} scale */
function contextAt(scale) {
  const context = contexts.get(scale) ?? browser.newContext({ deviceScaleFactor: scale });
  contexts.set(scale, context);
  return context;
}

/**
 * Checks that axe has nothing against the page, or against a part of it when the rest has been checked.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} part a CSS selector
 */
export async function assertAccessible(page, part = 'html') {
  // As the page's own policy lets no script in but the panel's, axe comes in through the debugger.
  if (await page.evaluate(() => Reflect.get(window, 'axe') === undefined)) {
    await page.evaluate(`${axe.source}; undefined`);
  }
  const { violations } = /** @type {axe.AxeResults} */ (
    await page.evaluate(`axe.run(${JSON.stringify(part)}, { resultTypes: ['violations'] })`)
  );
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]),
    [],
  );
}

/**
 * Waits until the columns have followed the width of the panel, which they do with the next frame.
 *
 * @param {import('playwright-core').Page} page
 */
export function drawn(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
