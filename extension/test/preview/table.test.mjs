// The table of the panel in a real browser: what is dragged, what lies over what, and names that mean mischief.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertAccessible, inPanel, pictures, themes } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
const row = (page, index = 0) => page.locator(`[role="row"][data-index="${index}"]`);

/** The names of the columns from left to right. @param {Page} page */
const columns = (page) =>
  page.locator('[role="columnheader"]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-column')));

/** @param {Page} page @param {string} name */
async function widthOf(page, name) {
  const box = await page.locator(`[data-column="${name}"]`).boundingBox();
  return Math.round(box?.width ?? 0);
}

/** Drags something by so many pixels to the right. @param {Page} page @param {string} testId @param {number} way */
async function drag(page, testId, way) {
  const box = await page.getByTestId(testId).boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + way / 2, y, { steps: 3 });
  await page.mouse.move(x + way, y, { steps: 3 });
  await page.mouse.up();
}

/** By how many pixels the page is wider than what is in view. @param {Page} page */
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Which of two elements is seen where the second one is. @param {Page} page @param {string} above */
const isOnTop = (page, above) =>
  page.locator(above).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return element.contains(seen);
  });

describe('columns', () => {
  test('are made wider and narrower by their edges, and get their width back', () =>
    inPanel({ width: 1200 }, async (page) => {
      await row(page).waitFor();
      const before = await widthOf(page, 'cumtime');
      await drag(page, 'resize-cumtime', 60);
      assert.equal(await widthOf(page, 'cumtime'), before + 60);
      const [head, cell] = await Promise.all([
        page.getByTestId('sort-function').boundingBox(),
        row(page).getByTestId('cell-function').boundingBox(),
      ]);
      assert.equal(head?.x, cell?.x);
      await page.reload();
      await row(page).waitFor();
      assert.equal(await widthOf(page, 'cumtime'), before + 60);
      await page.getByTestId('resize-cumtime').dblclick();
      assert.equal(await widthOf(page, 'cumtime'), before);
    }));

  test('are moved by their labels, without sorting by them', () =>
    inPanel({ width: 1200 }, async (page) => {
      await row(page).waitFor();
      await drag(page, 'sort-function', -500);
      const names = await columns(page);
      assert.ok(names.indexOf('function') < names.indexOf('cumtime'), names.join(' '));
      assert.equal(await page.locator('[aria-sort="descending"]').getAttribute('data-column'), 'tottime');
      await page.getByTestId('sort-ncalls').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Reset All Columns' }).click();
      assert.deepEqual((await columns(page)).at(-2), 'function');
    }));

  test('that are too many for the panel scroll sideways, and the page does not', () =>
    inPanel({ width: 400 }, async (page) => {
      await row(page).waitFor();
      await page.getByTestId('view-menu').click();
      for (const name of ['Self time per call', 'Cumulative share', 'File and line']) {
        await page.getByRole('menuitemcheckbox', { name }).click();
      }
      await page.keyboard.press('Escape');
      assert.ok(await page.locator('.scroller').evaluate((e) => e.scrollWidth > e.clientWidth));
      assert.equal(await overflow(page), 0);
    }));
});

for (const theme of themes) {
  test(`looks right in all its states: ${theme}`, () =>
    inPanel({ theme, scenario: 'rich', width: 1100 }, async (page) => {
      await row(page, 1).focus();
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown']) {
        await page.keyboard.press(key);
        await page.waitForFunction(() => document.querySelector('[data-testid="row-loading"]') === null);
      }
      await page.screenshot({ path: join(pictures, `table-tree-${theme}.png`) });
      await assertAccessible(page);

      await page.getByTestId('view-menu').click();
      await page.getByRole('menuitemcheckbox', { name: /Corrected/ }).click();
      await page.screenshot({ path: join(pictures, `table-menu-${theme}.png`) });
      await assertAccessible(page, '[data-testid="menu"]');
      await page.keyboard.press('Escape');

      await page.getByTestId('regexp').click();
      await page.getByTestId('filter').fill('Basket.(');
      await page.getByTestId('filter-problem').waitFor();
      assert.ok(await isOnTop(page, '[data-testid="filter-problem"]'));
      await page.screenshot({ path: join(pictures, `table-problem-${theme}.png`) });
      await assertAccessible(page, 'search');
      await page.keyboard.press('Escape');

      await page.getByTestId('group').selectOption('class');
      await page.getByTestId('origin-builtin').click();
      await page.locator('.row-group').first().waitFor();
      await page.setViewportSize({ width: 320, height: 800 });
      await page.screenshot({ path: join(pictures, `table-narrow-${theme}.png`) });
      assert.equal(await overflow(page), 0);
      await assertAccessible(page);
    }));
}

test('leaves room for rows in a panel of 300 pixels, also where everything is twice as large', () =>
  inPanel({ width: 300, scale: 2 }, async (page) => {
    await row(page).waitFor();
    assert.equal(await overflow(page), 0);
    const [scroller, panel] = await Promise.all([page.locator('.scroller').boundingBox(), page.locator('.panel').boundingBox()]);
    assert.ok(scroller && panel && scroller.height >= panel.height / 3, `the table has ${scroller?.height} of ${panel?.height} pixels`);
    await page.screenshot({ path: join(pictures, 'table-300.png') });
  }));

describe('a menu', () => {
  test('lies within the window, and gives the focus back', () =>
    inPanel({ width: 320 }, async (page) => {
      await row(page).waitFor();
      for (const button of ['view-menu', 'copy-menu', 'save-menu']) {
        await page.getByTestId(button).click();
        const box = await page.getByTestId('menu').boundingBox();
        assert.ok(
          box && box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= 600,
          `${button} ${JSON.stringify(box)}`,
        );
        await page.keyboard.press('Escape');
        assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-testid')), button);
      }
    }));

  test('is gone after a click on its button or elsewhere', () =>
    inPanel({}, async (page) => {
      await row(page).waitFor();
      await page.getByTestId('copy-menu').click();
      await page.getByTestId('copy-menu').click();
      assert.equal(await page.getByTestId('menu').count(), 0);
      await page.getByTestId('copy-menu').click();
      await page.locator('h1').click();
      assert.equal(await page.getByTestId('menu').count(), 0);
    }));
});

test('shows names that mean mischief as harmless text', () =>
  inPanel({ scenario: 'hostile', width: 1100 }, async (page) => {
    await row(page, 8).waitFor();
    await page.screenshot({ path: join(pictures, 'hostile.png') });
    const { images, longest, heights, hidden } = await page.evaluate(() => {
      const texts = [...document.querySelectorAll('*')].flatMap((e) => [
        e.getAttribute('title') ?? '',
        e.children.length === 0 ? (e.textContent ?? '') : '',
      ]);
      return {
        images: document.images.length,
        longest: Math.max(...texts.map((text) => text.length)),
        heights: [...document.querySelectorAll('[data-testid="row"]')].map((e) => e.getBoundingClientRect().height),
        hidden: texts.filter((text) => /[\p{Cc}\p{Cf}]/u.test(text)),
      };
    });
    assert.equal(images, 0);
    assert.ok(longest < 3_000, `a text of ${longest} characters`);
    assert.deepEqual(new Set(heights), new Set([24]));
    assert.deepEqual(hidden, []);
    await assertAccessible(page);
  }));

for (const theme of themes) {
  test(`shows which rows are selected in a ${theme} theme`, () =>
    inPanel({ theme }, async (page) => {
      await row(page, 2).click();
      await row(page, 4).click({ modifiers: ['Shift'] });
      await page.getByTestId('filter').focus();
      await page.mouse.move(0, 0);
      const looks = (/** @type {number} */ index) =>
        row(page, index).evaluate((element) => {
          const { backgroundColor, outlineColor, outlineStyle } = getComputedStyle(element);
          return `${backgroundColor} ${outlineColor} ${outlineStyle}`;
        });
      assert.notEqual(await looks(3), await looks(5));
      assert.equal(await looks(2), await looks(3));
    }));
}

test('keeps each tab as it was', () =>
  inPanel({ functions: 100_000 }, async (page) => {
    await row(page).waitFor();
    await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo({ top: 24_000 }));
    await row(page, 1_005).click();
    await page.getByTestId('tab-table').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByTestId('edges').waitFor();
    await page.keyboard.press('ArrowLeft');
    await row(page, 1_005).waitFor();
    assert.equal(await page.locator('.scroller').evaluate((scroller) => scroller.scrollTop), 24_000);
    assert.equal(await row(page, 1_005).getAttribute('aria-selected'), 'true');
  }));
