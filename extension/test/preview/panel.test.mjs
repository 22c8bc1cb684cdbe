// The panel in a real browser: what needs layout, colours, scrolling and focus, and so cannot be tested without one.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertAccessible, drawn, inPanel, pictures, themes } from './browser.mjs';

const widths = [1200, 700, 510, 320];

/**
 * By how many pixels the page and the table are wider than what is in view.
 *
 * @param {import('playwright-core').Page} page
 */
const overflow = (page) => page.evaluate(() => [...document.querySelectorAll('html, .scroller')].map((e) => e.scrollWidth - e.clientWidth));

/** @param {import('playwright-core').Page} page */
const row = (page, index = 0) => page.locator(`[data-testid="row"][data-index="${index}"]`);

/** @param {import('playwright-core').Page} page */
const focusedRow = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-index'));

/** @param {import('playwright-core').Page} page */
const scrollTop = (page) => page.locator('.scroller').evaluate((scroller) => scroller.scrollTop);

for (const theme of themes) {
  test(`looks right and passes axe: ${theme}`, () =>
    inPanel({ theme, scenario: 'problems' }, async (page) => {
      await row(page, 2).click();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 600 });
        await row(page, 4).hover();
        await page.screenshot({ path: join(pictures, `${theme}-${width}.png`) });
        assert.deepEqual(await overflow(page), [0, 0], `something is wider than a panel of ${width} px`);
      }
      await assertAccessible(page);
    }));
}

for (const theme of themes) {
  test(`says what its figures rest on: ${theme}`, () =>
    inPanel({ theme, scenario: 'notes' }, async (page) => {
      const notes = page.getByTestId('notes');
      await row(page).waitFor();
      // Only their colours are different in other themes.
      for (const width of theme === 'dark' ? widths : [510]) {
        await page.setViewportSize({ width, height: 600 });
        assert.equal(await notes.evaluate((element) => element.clientHeight), 20, `the notes take more than a line of ${width} px`);
        await notes.locator('summary').press('Enter');
        await notes.getByText('Where 12 functions begin').waitFor();
        await page.screenshot({ path: join(pictures, `notes-${theme}-${width}.png`) });
        assert.deepEqual(await overflow(page), [0, 0], `something is wider than a panel of ${width} px`);
        await notes.locator('summary').press('Enter');
      }
      await assertAccessible(page, '[data-testid="profile-header"]');
      await notes.locator('summary').press('Enter');
      await assertAccessible(page, '[data-testid="notes"]');
    }));
}

test('leaves unknown calls blank', () =>
  inPanel({ scenario: 'uncounted' }, async (page) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 600 });
      await row(page).waitFor();
      await page.screenshot({ path: join(pictures, `uncounted-${width}.png`) });
      assert.deepEqual(await overflow(page), [0, 0], `something is wider than a panel of ${width} px`);
    }
    await page.setViewportSize({ width: 1200, height: 600 });
    await page.getByTestId('sort-location').waitFor();
    assert.equal(await row(page).getByTestId('cell-ncalls').textContent(), '');
    const heads = await page.locator('.sort:visible').allTextContents();
    assert.deepEqual(heads, ['ncalls', 'tottime', 'share', 'cumtime', 'function', 'location']);
    await assertAccessible(page);
  }));

test('scrolls where the notes leave no room for the table', () =>
  inPanel({ scenario: 'notes', width: 320 }, async (page) => {
    const summary = page.getByTestId('notes').locator('summary');
    await page.setViewportSize({ width: 320, height: 300 });
    await summary.click();
    await page.getByText('Where 12 functions begin').waitFor();
    assert.deepEqual(await overflow(page), [0, 0]);
    await summary.hover();
    await page.mouse.wheel(0, 1000);
    // Lines of text end at fractions of a pixel.
    await page.waitForFunction(() => (document.querySelector('.scroller')?.getBoundingClientRect().bottom ?? Infinity) < innerHeight + 1);
    await page.screenshot({ path: join(pictures, 'notes-low.png') });
    assert.equal(await page.getByTestId('row').first().isVisible(), true);
    assert.equal(await page.locator('.scroller').evaluate((scroller) => scroller.clientHeight), 28 + 4 * 24);
    await assertAccessible(page);
  }));

test('shows every header whole, also with the arrow of the order', () =>
  inPanel({}, async (page) => {
    for (const width of [1200, 860, 700, 600, 480, 440, 360, 320]) {
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

for (const [scenario, text] of [
  ['failed', 'This profile cannot be shown'],
  ['rowsFailed', 'The functions cannot be shown'],
  ['opening', 'Opening the profile…'],
]) {
  test(`passes axe without rows: ${scenario}`, () =>
    inPanel({ ...(scenario && { scenario }) }, async (page) => {
      await page.getByText(text ?? '').waitFor();
      await page.screenshot({ path: join(pictures, `${scenario}.png`) });
      await assertAccessible(page);
    }));
}

test('scrolls sideways where it cannot be narrower, with its header', () =>
  inPanel({ width: 240 }, async (page) => {
    await row(page).waitFor();
    const scroller = page.locator('.scroller');
    assert.ok(await scroller.evaluate((e) => e.scrollWidth > e.clientWidth));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 240);
    await scroller.evaluate((e) => e.scrollTo({ left: 1000 }));
    const [head, cell] = await Promise.all([
      page.getByTestId('sort-function').boundingBox(),
      row(page).getByTestId('cell-function').boundingBox(),
    ]);
    assert.equal(head?.x, cell?.x);
  }));

describe('the keyboard alone', () => {
  test('reaches the notes before the tabs', () =>
    inPanel({ scenario: 'notes' }, async (page) => {
      await row(page).waitFor();
      await page.getByTestId('save-menu').focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Where 12 functions begin').waitFor();
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-testid')), 'tab-table');
    }));

  test('reaches everything with Tab, in the order of the eyes', () =>
    inPanel({}, async (page) => {
      await row(page).waitFor();
      const stops = [];
      for (let press = 0; press < 19; press++) {
        await page.keyboard.press('Tab');
        stops.push(await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.textContent));
      }
      assert.deepEqual(stops, [
        'Add Files…',
        'Compare…',
        'save-menu',
        'tab-table',
        'filter',
        'match-case',
        'regexp',
        'top',
        'group',
        'view-menu',
        'copy-menu',
        'origin-project',
        'origin-package',
        'origin-standardLibrary',
        'origin-builtin',
        'reverse',
        'show-hottest',
        'sort-ncalls',
        'row',
      ]);
    }));

  test('keeps the focused row wholly in view', () =>
    inPanel({ functions: 100_000 }, async (page) => {
      await row(page).focus();
      for (const key of [...Array(40).fill('ArrowDown'), 'PageDown', 'End', 'PageUp', 'ArrowUp', 'Home', 'PageDown', 'PageUp']) {
        await page.keyboard.press(key);
      }
      for (const [key, expected] of [
        ['End', '99999'],
        ['Home', '0'],
        ['ArrowDown', '1'],
      ]) {
        await page.keyboard.press(key ?? '');
        assert.equal(await focusedRow(page), expected);
        await row(page, Number(expected)).waitFor();
        const [box, view] = await Promise.all([row(page, Number(expected)).boundingBox(), page.locator('.scroller').boundingBox()]);
        assert.ok(
          box && view && box.y >= view.y + 28 && box.y + box.height <= view.y + view.height + 0.5,
          `row ${expected} is not in view`,
        );
      }
    }));

  test('goes on from the active row after it was scrolled out of sight', () =>
    inPanel({ functions: 100_000 }, async (page) => {
      await row(page, 3).click();
      await page.mouse.wheel(0, 50_000);
      await row(page, 2_090).waitFor();
      assert.equal(await focusedRow(page), '3');
      await page.keyboard.press('ArrowDown');
      assert.equal(await focusedRow(page), '4');
      assert.ok((await scrollTop(page)) <= 4 * 24);
    }));
});

test('keeps the focus near what goes when it is pressed', () =>
  inPanel({ scenario: 'compare', functions: 50 }, async (page) => {
    const isAt = (/** @type {string} */ place) =>
      page.waitForFunction(
        (name) => [document.activeElement?.getAttribute('data-testid'), document.activeElement?.id].includes(name),
        place,
      );
    await page.getByTestId('tab-table').click();
    await page.locator('[data-testid="row"][data-index="0"]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Close the notice' }).press('Enter');
    await isAt('tab-panel');
    await page.getByRole('button', { name: 'Show the Differences' }).press('Enter');
    await page.getByTestId('diff-header').waitFor();
    await isAt('comparing');
    await page.getByRole('button', { name: 'End Comparison' }).press('Enter');
    await page.getByTestId('row').first().waitFor();
    await isAt('profile-header');
    await page.getByTestId('tab-callers').click();
    await page.getByTestId('edges').waitFor();
    await page.getByRole('button', { name: 'Show in icicle' }).press('Enter');
    await page.getByTestId('icicle-tree').waitFor();
    await isAt('tab-panel');
    await page.getByRole('button', { name: 'All roots' }).press('Enter');
    await page.getByText('All roots fill the width').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'All roots');
    await assertAccessible(page);
  }));

test('begins at the top after another order or filter', () =>
  inPanel({ functions: 100_000 }, async (page) => {
    await row(page).waitFor();
    await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo({ top: 1_000_000 }));
    await page.getByTestId('sort-cumtime').click();
    await page.waitForFunction(() => document.querySelector('.scroller')?.scrollTop === 0);
    await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo({ top: 1_000_000 }));
    await page.getByTestId('filter').fill('basket');
    await page.getByText(/^[\d,]+ of 100,000 functions$/).waitFor();
    assert.equal(await scrollTop(page), 0);
    await row(page).waitFor();
  }));

test('comes back as it was when the webview is loaded again', () =>
  inPanel({ functions: 100_000 }, async (page) => {
    await page.getByTestId('sort-cumtime').click();
    await page.getByTestId('filter').fill('basket');
    await page.getByText(/ of 100,000 functions$/).waitFor();
    await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo({ top: 24_000 }));
    await row(page, 1_005).waitFor();
    const text = await row(page, 1_005).textContent();
    await page.reload();
    await row(page, 1_005).waitFor();
    assert.equal(await row(page, 1_005).textContent(), text);
    assert.equal(await scrollTop(page), 24_000);
    assert.equal(await page.getByTestId('filter').inputValue(), 'basket');
    assert.equal(await page.locator('[aria-sort="descending"]').textContent(), 'cumtime');
  }));

test('drags over 100,000 rows with few elements and few questions', () =>
  inPanel({ functions: 100_000 }, async (page) => {
    await row(page).waitFor();
    const steps = 100;
    const { elements, questions } = await page.evaluate(async (count) => {
      const scroller = /** @type {HTMLElement} */ (document.querySelector('.scroller'));
      let most = 0;
      for (let step = 1; step <= count; step++) {
        scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * step) / count;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, document.querySelectorAll('*').length);
      }
      const sent = /** @type {{ type: string }[]} */ (Reflect.get(window, 'sent'));
      return { elements: most, questions: sent.filter(({ type }) => type === 'ask').length };
    }, steps);
    await row(page, 99_999).waitFor();
    assert.ok(elements < 800, `${elements} elements`);
    // Each step shows one or two pages that are new.
    assert.ok(questions <= 2 * steps, `${questions} questions`);
  }));
