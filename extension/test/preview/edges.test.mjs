// Callers and callees in a real browser: layout, focus, history and what screen readers are told.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertAccessible, inPanel, pictures, themes } from './browser.mjs';

/**
 * Opens the panel with the callers and callees of a function.
 *
 * @param {Parameters<typeof inPanel>[0]} options
 * @param {number} selected the function's number in the made-up profile
 * @param {(page: import('playwright-core').Page) => Promise<void>} use
 */
const inEdges = (options, selected, use) =>
  inPanel(options, async (page) => {
    await page.getByTestId('row').first().waitFor();
    await page.evaluate((id) => {
      sessionStorage.setItem('panel-state', JSON.stringify({ version: 2, tab: 'callers', selected: id, sections: {} }));
      // The panel saves its own state when it goes.
      Storage.prototype.setItem = () => {};
    }, String(selected));
    await page.reload();
    await page.locator('[data-testid="edges-function"][aria-busy="false"]').waitFor();
    await use(page);
  });

/** @param {import('playwright-core').Page} page */
const name = (page) => page.getByTestId('edges-function').locator('h2').textContent();

/** @param {import('playwright-core').Page} page @param {'callers' | 'callees'} table */
const row = (page, table, index = 0) => page.locator(`[data-testid="${table}-row"][data-index="${index}"]`);

/** @param {import('playwright-core').Page} page @param {'callers' | 'callees'} table */
const nameIn = async (page, table, index = 0) =>
  (await row(page, table, index).getByTestId('cell-function').locator('.name').textContent()) ?? '';

/** The functions whose source was asked for. @param {import('playwright-core').Page} page */
const revealed = (page) =>
  page.evaluate(() => {
    const sent = /** @type {{ type: string, function?: string, beside?: boolean }[]} */ (Reflect.get(window, 'sent'));
    return sent.filter(({ type }) => type === 'reveal').map((message) => message.beside);
  });

/** Goes to a caller or callee with a click. @param {import('playwright-core').Page} page @param {'callers' | 'callees'} table */
async function goTo(page, table, index = 0) {
  const target = await nameIn(page, table, index);
  await row(page, table, index).click();
  await page.waitForFunction((text) => document.querySelector('[data-testid="edges-function"] h2')?.textContent === text, target);
  await page.locator('[data-testid="edges-function"][aria-busy="false"]').waitFor();
  return target;
}

for (const theme of themes) {
  test(`looks right and passes axe: ${theme}`, () =>
    inEdges({ theme }, 2, async (page) => {
      for (const width of [1200, 700, 300]) {
        await page.setViewportSize({ width, height: 600 });
        await row(page, 'callees').hover();
        await page.screenshot({ path: join(pictures, `edges-${theme}-${width}.png`) });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.equal(overflow, 0, `something is wider than a panel of ${width} px`);
      }
      await assertAccessible(page);
      await page.getByTestId('edges-pick').fill('parse');
      await page.getByTestId('edges-suggestion').first().waitFor();
      await page.screenshot({ path: join(pictures, `edges-pick-${theme}.png`) });
      await assertAccessible(page, 'search');
    }));
}

test('shows a caller of very many without drawing all of them', () =>
  inEdges({}, 2, async (page) => {
    assert.equal(await page.getByText('Called by 2,499 functions').isVisible(), true);
    const grid = page.getByTestId('callers').locator('.scroller');
    await grid.evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight }));
    await row(page, 'callers', 2_498).waitFor();
    assert.ok((await page.getByTestId('callers-row').count()) < 60);
    assert.equal(await row(page, 'callees').isVisible(), true);
  }));

test('follows the row that is selected in the table, and the other way round', () =>
  inEdges({}, 3, async (page) => {
    const first = await name(page);
    await page.getByTestId('tab-table').click();
    await page.locator('[data-testid="row"][data-index="7"]').focus();
    const other = await page.locator('[data-testid="row"][data-index="7"] .name').textContent();
    await page.getByTestId('tab-callers').click();
    await page.waitForFunction((text) => document.querySelector('[data-testid="edges-function"] h2')?.textContent === text, other);
    await page.keyboard.press('Alt+ArrowLeft');
    await page.waitForFunction((text) => document.querySelector('[data-testid="edges-function"] h2')?.textContent === text, first);
  }));

test('goes back and forward through what was visited', () =>
  inEdges({}, 4, async (page) => {
    const visited = [await name(page), await goTo(page, 'callees'), await goTo(page, 'callees')];
    const isAt = (/** @type {number} */ at) =>
      page.waitForFunction((text) => document.querySelector('[data-testid="edges-function"] h2')?.textContent === text, visited[at]);
    await page.keyboard.press('Alt+ArrowLeft');
    await isAt(1);
    await page.getByTestId('edges-back').click();
    await isAt(0);
    assert.equal(await page.getByTestId('edges-back').isDisabled(), true);
    await page.keyboard.press('Alt+ArrowRight');
    await isAt(1);
    await page.getByTestId('edges-forward').click();
    await isAt(2);
    assert.equal(await page.getByTestId('edges-forward').isDisabled(), true);
  }));

describe('the keyboard alone', () => {
  test('chooses a function', () =>
    inEdges({}, 0, async (page) => {
      await page.keyboard.press('Control+f');
      await page.keyboard.type('Basket');
      await page.getByText(/^[\d,]+ functions, the slowest are listed$/).waitFor();
      await page.keyboard.press('ArrowDown');
      const active = await page.getByTestId('edges-pick').getAttribute('aria-activedescendant');
      const wanted = await page.locator(`#${active} .edges-suggestion-name`).textContent();
      await page.keyboard.press('Enter');
      await page.waitForFunction((text) => document.querySelector('[data-testid="edges-function"] h2')?.textContent === text, wanted);
      assert.equal(await page.getByTestId('edges-suggestion').count(), 0);
    }));

  test('goes to functions and opens sources', () =>
    inEdges({}, 3, async (page) => {
      await row(page, 'callees').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Alt+Enter');
      assert.deepEqual(await revealed(page), [false, true]);
      await page.keyboard.press('ArrowDown');
      const wanted = await nameIn(page, 'callees', 1);
      await page.keyboard.press('Space');
      await page.waitForFunction((text) => document.querySelector('[data-testid="edges-function"] h2')?.textContent === text, wanted);
    }));
});

test('says what a root is, and where a function of C ends', () =>
  inEdges({}, 0, async (page) => {
    assert.match((await page.getByTestId('callers').textContent()) ?? '', /^No callers are knownIt is a root/);
    await page.screenshot({ path: join(pictures, 'edges-root.png') });
  }));

test('shows recursion as such', () =>
  inEdges({}, 5, async (page) => {
    await page.getByTestId('callers').getByText('recursive').waitFor();
    await page.getByTestId('callees').getByText('recursive').waitFor();
    await page.screenshot({ path: join(pictures, 'edges-recursive.png') });
    await assertAccessible(page);
  }));

test('shows hostile names harmlessly', () =>
  inEdges({ scenario: 'hostile' }, 0, async (page) => {
    assert.equal(await name(page), '<img src=x onerror="alert(1)">');
    await page.getByTestId('edges-pick').fill('x');
    await page.getByTestId('edges-suggestion').first().waitFor();
    await page.screenshot({ path: join(pictures, 'edges-hostile.png') });
    assert.doesNotMatch((await page.getByTestId('edges').textContent()) ?? '', /[\p{Cc}\p{Cf}]/u);
    assert.ok(((await page.getByTestId('edges').textContent()) ?? '').length < 20_000, 'a name is shown whole');
    await page.getByTestId('edges-icicle').click();
    await page.getByTestId('icicle-tree').waitFor();
    await page.getByTestId('icicle-root').selectOption({ index: 0 });
    await page.getByText('All roots fill the width').waitFor({ state: 'attached' });
    await page.getByTestId('icicle-tree').hover({ position: { x: 20, y: 30 } });
    await page.screenshot({ path: join(pictures, 'icicle-hostile.png') });
    assert.doesNotMatch((await page.getByTestId('icicle').textContent()) ?? '', /[\p{Cc}\p{Cf}]/u);
    assert.ok(((await page.getByTestId('icicle').textContent()) ?? '').length < 20_000, 'a name is shown whole');
    assert.equal(await page.locator('img').count(), 0);
    await assertAccessible(page);
  }));

test('leaves blank what a profile does not say of calls', () =>
  inEdges({ scenario: 'uncounted' }, 3, async (page) => {
    await row(page, 'callees').waitFor();
    assert.equal(await row(page, 'callees').getByTestId('cell-ncalls').textContent(), '');
    assert.match((await row(page, 'callees').getByTestId('cell-ncalls').getAttribute('title')) ?? '', /does not say/);
    await page.screenshot({ path: join(pictures, 'edges-uncounted.png') });
  }));

test('goes from a function to its icicle and back', () =>
  inEdges({}, 3, async (page) => {
    const first = (await name(page)) ?? '';
    await page.getByTestId('edges-icicle').click();
    await page.getByTestId('icicle-tree').waitFor();
    assert.equal(await page.getByTestId('icicle-path').locator('li').last().textContent(), first);
    await page.getByRole('button', { name: /^Show callers and callees of / }).click();
    assert.equal(await name(page), first);
  }));

test('begins with a choice, and comes back as it was when the webview is loaded again', () =>
  inPanel({}, async (page) => {
    await page.getByTestId('tab-callers').click();
    await page.screenshot({ path: join(pictures, 'edges-empty.png') });
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Show the Slowest Function' }).click();
    await row(page, 'callees').waitFor();
    await page.getByTestId('callees').getByTestId('sort-ncalls').click();
    const second = await goTo(page, 'callees');
    await page.reload();
    await page.waitForFunction((text) => document.querySelector('[data-testid="edges-function"] h2')?.textContent === text, second);
    assert.equal(await page.getByTestId('callees').locator('[aria-sort="descending"]').textContent(), 'ncalls');
    assert.equal(await page.getByTestId('edges-back').isEnabled(), true);
  }));

test('says what went wrong, with a way out', () =>
  inPanel({ scenario: 'rowsFailed' }, async (page) => {
    await page.getByTestId('tab-callers').click();
    await page.getByRole('button', { name: 'Show the Slowest Function' }).click();
    await page.getByText('This function cannot be shown').waitFor();
    await assertAccessible(page);
    await page.getByTestId('tab-icicle').click();
    await page.getByText('The icicle cannot be drawn').waitFor();
    await page.getByRole('button', { name: 'Try Again' }).click();
    await page.screenshot({ path: join(pictures, 'icicle-failed.png') });
    await assertAccessible(page);
  }));
