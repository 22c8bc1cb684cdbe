import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { cache } from '../../../tools/paths.mjs';

/** Where a person finds what a failed test left behind. */
const folder = join(cache, 'e2e');

/** Where screenshots go that are meant to be looked at; `npm run screenshots` puts them among the extension's images. */
const screenshots = process.env['TOTTIME_SCREENSHOTS'] ?? join(folder, 'screenshots');

/** What the browser's console and the editor's server have said so far. */
export class Log {
  readonly lines: string[] = [];

  readonly add = (line: string): void => {
    this.lines.push(line.trimEnd());
  };

  /** Takes down what a page's console says, and the errors that nobody catches. */
  listenTo(page: Page): void {
    page.on('console', (message) => this.add(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => this.add(`[uncaught] ${error.stack ?? error.message}`));
  }
}

/** Keeps a screenshot and the logs of a failed test, and answers the folder. */
export async function keepFailure(test: string, page: Page | undefined, logs: Readonly<Record<string, Log>>): Promise<string> {
  const kept = join(folder, test.replace(/[^\p{L}\d]+/gu, '-'));
  await mkdir(kept, { recursive: true });
  for (const [name, log] of Object.entries(logs)) {
    await writeFile(join(kept, `${name}.log`), `${log.lines.join('\n')}\n`);
  }
  await page?.screenshot({ path: join(kept, 'screen.png') }).catch(() => {
    // A page that hangs or is gone has no picture; its logs are kept all the same.
  });
  return kept;
}

/** Keeps a screenshot of what a person should look at; among the extension's images only those that are `shown` there. */
export async function keepScreenshot(page: Page, name: string, shown = true): Promise<void> {
  const kept = shown ? screenshots : join(folder, 'screenshots');
  await mkdir(kept, { recursive: true });
  // Nothing is to look hovered: the status bar's middle is empty.
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  await page.mouse.move(width / 2, height - 10);
  await page.screenshot({ path: join(kept, `${name}.png`) });
}
