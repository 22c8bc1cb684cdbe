import { readFile } from 'node:fs/promises';
import type { Browser, Frame, Page } from 'playwright-core';
import type { Measurement } from '../measure';
import { withBigProfile } from './bigProfile';

/** What the panel takes of memory after 20,000 of 100,000 rows have been looked at, more than it keeps. */
export default function memory(): Promise<Measurement[]> {
  return withBigProfile('memory', async ({ workbench: { panel }, page }) => {
    const content = await panel.content();
    await content.evaluate(lookAtRows, 20_000);
    const devtools = await page.context().newCDPSession(content.parentFrame() ?? content);
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
    const pid = await processOf(page, content);
    const goal = { atMost: 100 };
    return [
      {
        what: 'memory: the webview’s objects, of scripts and of the page',
        figure: (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6,
        unit: 'MB',
        goal,
      },
      ...(pid === undefined ? [] : [{ what: '… its whole process', figure: await privateMegabytes(pid), unit: 'MB', goal } as const]),
    ];
  });
}

/** Scrolls through the first rows of the table by a screen a time. Runs in the page. */
async function lookAtRows(count: number): Promise<void> {
  const scroller = document.querySelector('.scroller');
  const height = 24;
  const arrived = () =>
    new Promise<void>((done) => {
      const look = () => (document.querySelector('[data-testid="row-loading"]') === null ? done() : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
  for (let top = 0; scroller !== null && top < count * height; top += scroller.clientHeight) {
    scroller.scrollTop = top;
    await arrived();
  }
}

/** The id of the process in which a frame runs, which is found by making it work; undefined where it is not told. */
async function processOf(page: Page, content: Frame): Promise<number | undefined> {
  const browser = await (page.context().browser() as Browser).newBrowserCDPSession();
  const times = async () => {
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
  };
  const before = await times();
  await content.evaluate(() => {
    for (const end = performance.now() + 500; performance.now() < end; );
  });
  const worked = [...(await times())].map(([id, time]) => ({ id, time: time - (before.get(id) ?? 0) }));
  return process.platform === 'linux' ? worked.sort((a, b) => b.time - a.time)[0]?.id : undefined;
}

/** The memory that a process has for itself alone. */
async function privateMegabytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB/gm)].reduce((sum, [, size]) => sum + Number(size), 0);
  return (kilobytes * 1024) / 1e6;
}
