// Draws the extension's icon, which the marketplace wants as pixels, from its SVG source.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserArguments, chromium } from '../chromium.mjs';
import { root } from '../paths.mjs';

export default async function icon() {
  const images = join(root, 'extension', 'images');
  const { chromium: browserType } = await import('playwright-core');
  const browser = await browserType.launch({ executablePath: await chromium(), args: browserArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
    await page.setContent(`<style>body { margin: 0 }</style>${readFileSync(join(images, 'icon.svg'), 'utf8')}`);
    await page.screenshot({ path: join(images, 'icon.png'), omitBackground: true });
  } finally {
    await browser.close();
  }
}
