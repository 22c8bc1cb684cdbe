// The table of differences in a real browser.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertAccessible, drawn, inPanel, pictures, themes } from './browser.mjs';

const widths = [1900, 1400, 1000, 700, 460, 320];

/** @param {import('playwright-core').Page} page */
const row = (page, index = 0) => page.locator(`[data-testid="diff-row"][data-index="${index}"]`);

for (const theme of themes) {
  test(`looks right and passes axe: ${theme}`, () =>
    inPanel({ theme, scenario: 'compare', functions: 400 }, async (page) => {
      await row(page).waitFor();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 600 });
        await row(page, 1).click();
        await page.screenshot({ path: join(pictures, `compare-${theme}-${width}.png`) });
        const overflow = await page.evaluate(() =>
          [...document.querySelectorAll('html, .scroller')].map((element) => element.scrollWidth - element.clientWidth),
        );
        assert.deepEqual(overflow, [0, 0], `something is wider than a panel of ${width} px`);
      }
      await assertAccessible(page);
    }));
}

test('says each kind by more than its colour', () =>
  inPanel({ scenario: 'compare', functions: 400 }, async (page) => {
    await row(page).waitFor();
    for (const kind of ['slower', 'faster', 'new', 'gone', 'same']) {
      await page.getByTestId(`kind-${kind}`).click();
      await page.getByTestId('cell-kind').filter({ hasText: kind }).first().waitFor();
      const cell = page.getByTestId('cell-kind').filter({ hasText: kind }).first();
      assert.equal(await cell.locator('.codicon').count(), 1);
      await page.getByTestId(`kind-${kind}`).click();
    }
  }));

test('reaches everything with Tab, in the order of the eyes', () =>
  inPanel({ scenario: 'compare', functions: 400 }, async (page) => {
    await row(page).waitFor();
    await page.getByTestId('tab-differences').focus();
    const stops = [];
    for (let press = 0; press < 13; press++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement?.getAttribute('data-testid')));
    }
    const kinds = ['kind-slower', 'kind-faster', 'kind-new', 'kind-gone', 'kind-same'];
    const tolerance = ['tolerance-milliseconds', 'tolerance-percent'];
    assert.deepEqual(stops, ['diff-swap', 'filter', 'match-case', 'regexp', ...kinds, ...tolerance, 'sort-kind', 'diff-row']);
  }));

test('shows every header whole, also with the arrow of the order', () =>
  inPanel({ scenario: 'compare', functions: 400 }, async (page) => {
    for (const width of [1700, 1400, 1000, 860, 700, 460, 320]) {
      await page.setViewportSize({ width, height: 600 });
      await drawn(page);
      for (const head of await page.locator('.sort:visible').all()) {
        await head.dispatchEvent('click');
        await head.locator('.codicon').waitFor();
        const [needed, given] = await head.locator('.sort-label').evaluate((label) => [label.scrollWidth, label.clientWidth]);
        assert.equal(needed, given, `${await head.textContent()} is cut off in a panel of ${width} px`);
      }
    }
  }));

test('comes back as it was when the webview is loaded again', () =>
  inPanel({ scenario: 'compare', functions: 5_000 }, async (page) => {
    await page.getByTestId('kind-slower').click();
    await page.getByTestId('diff-swap').click();
    await page.getByTestId('tolerance-milliseconds').fill('0');
    await page.waitForFunction(() => {
      const sent = /** @type {{ question?: string, params: { tolerance: { seconds: number } } }[]} */ (Reflect.get(window, 'sent'));
      const isAsked = sent.findLast(({ question }) => question === 'diff')?.params.tolerance.seconds === 0;
      return isAsked && document.querySelector('[role="grid"]')?.getAttribute('aria-busy') === 'false';
    });
    await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo({ top: 2_400 }));
    await row(page, 105).waitFor();
    const text = await row(page, 105).textContent();
    await page.reload();
    await row(page, 105).waitFor();
    assert.equal(await row(page, 105).textContent(), text);
    assert.equal(await page.getByTestId('diff-swap').getAttribute('aria-pressed'), 'true');
    assert.equal(await page.getByTestId('tolerance-milliseconds').inputValue(), '0');
  }));
