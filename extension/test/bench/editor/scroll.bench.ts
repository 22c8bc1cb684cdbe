import type { Page } from 'playwright-core';
import type { ProfilePanel } from '../../e2e/harness/profilePanel';
import { type Measurement, median } from '../measure';
import { withBigProfile } from './bigProfile';
import { type LongestFrame, longestFrame } from './frames';

const rounds = 5;

/** How long the longest frame is while 100,000 rows are scrolled by the wheel and by dragging the scrollbar. */
export default function scroll(): Promise<Measurement[]> {
  return withBigProfile('scroll', async ({ workbench: { panel }, page }) => {
    const content = await panel.content();
    const wheel: LongestFrame[] = [];
    const dragging: LongestFrame[] = [];
    for (let round = 0; round < rounds; round++) {
      wheel.push(await longestFrame(page, content, () => turnWheel(panel, page)));
      dragging.push(await longestFrame(page, content, () => dragScrollbar(panel, page)));
    }
    return [...measured('100,000 rows by the wheel', wheel), ...measured('100,000 rows by dragging', dragging)];
  });
}

function measured(what: string, frames: readonly LongestFrame[]): Measurement[] {
  const goal = { atMost: 50 };
  return [
    { what: `scroll: ${what}, longest frame`, figure: median(frames.map(({ wall }) => wall)), unit: 'ms', goal },
    { what: '… its processor time', figure: median(frames.map(({ processor }) => processor)), unit: 'ms', goal },
  ];
}

/** Turns the wheel 200 times, 56,000 pixels down and back: by some rows a time, then by more than a screen of them. */
async function turnWheel(panel: ProfilePanel, page: Page): Promise<void> {
  await panel.rows.nth(5).hover();
  for (const distance of [120, 1_000, -1_000, -120]) {
    for (let turn = 0; turn < 50; turn++) {
      await page.mouse.wheel(0, distance);
    }
  }
}

/** How far from its end the scrollbar's thumb can be taken hold of, in pixels: after the button with an arrow. */
const thumb = 24;

/** Drags the scrollbar of the table from its top to its bottom and back, by some pixels a time. */
async function dragScrollbar(panel: ProfilePanel, page: Page): Promise<void> {
  const box = await panel.scroller.boundingBox();
  if (box === null) {
    throw new Error('The table has no place on the screen.');
  }
  const x = box.x + box.width - 6;
  const [top, bottom] = [box.y + thumb, box.y + box.height - thumb];
  await page.mouse.move(x, top);
  await page.mouse.down();
  await page.mouse.move(x, bottom, { steps: 100 });
  if ((await panel.scroller.evaluate((element) => element.scrollTop)) === 0) {
    throw new Error('The scrollbar does not move the table.');
  }
  await page.mouse.move(x, top, { steps: 100 });
  await page.mouse.up();
}
