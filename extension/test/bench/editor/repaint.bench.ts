import type { Frame, Page } from 'playwright-core';
import type { ProfilePanel } from '../../e2e/harness/profilePanel';
import { type Measurement, median } from '../measure';
import { withBigProfile } from './bigProfile';
import { repainted, watchRepaint } from './painted';

const rounds = 9;

/** How long it takes from the event of a click or of a typed letter until the first of 100,000 rows in the new order, or with the new filter, are painted. */
export default function repaint(): Promise<Measurement[]> {
  return withBigProfile('repaint', async ({ workbench: { panel }, page }) => {
    const content = await panel.content();
    const sorted: number[] = [];
    const filtered: number[] = [];
    for (let round = 0; round < rounds; round++) {
      sorted.push(await sort(panel, content, 'cumtime'), await sort(panel, content, 'tottime'));
      filtered.push(await filter(panel, content, page));
    }
    const goal = { atMost: 100 };
    return [
      { what: 'editor: sort 100,000 rows, click to repaint', figure: median(sorted), unit: 'ms', goal },
      { what: 'editor: filter 100,000 rows, letter to repaint', figure: median(filtered), unit: 'ms', goal },
    ];
  });
}

async function sort(panel: ProfilePanel, content: Frame, column: string): Promise<number> {
  await content.evaluate(watchRepaint, 'click');
  await panel.sort(column).click();
  return content.evaluate(repainted);
}

/** Types a letter that some of the rows in view do not have, then takes it back. */
async function filter(panel: ProfilePanel, content: Frame, page: Page): Promise<number> {
  await panel.filter.focus();
  await content.evaluate(watchRepaint, 'input');
  await page.keyboard.press('7');
  const time = await content.evaluate(repainted);
  await content.evaluate(watchRepaint, 'input');
  await page.keyboard.press('Backspace');
  await content.evaluate(repainted);
  return time;
}
