import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

/** The panel's page is transparent before the editor's background, which axe does not see. */
const paintBackground = "document.body.style.background = 'var(--vscode-editor-background)'";

/** A row of the table, as text. */
export interface ShownRow {
  readonly calls: string;
  readonly self: string;
  readonly cumulative: string;
  readonly function: string;
  readonly location: string;
}

/** The profile panel that is in front: a page inside a frame inside a frame. */
export class ProfilePanel {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  get header(): Locator {
    return this.frame.getByTestId('profile-header');
  }

  get filter(): Locator {
    return this.frame.getByTestId('filter');
  }

  /** What the panel says where there is no table. */
  get message(): Locator {
    return this.frame.getByTestId('message');
  }

  /** What is estimated or not known, in the header. */
  get notes(): Locator {
    return this.frame.getByTestId('notes');
  }

  /** A sentence about the last thing that was done, such as why a source cannot be shown. */
  get notice(): Locator {
    return this.frame.getByTestId('notice');
  }

  /** The header cell of a column, with its sort direction. */
  head(key: string): Locator {
    return this.frame.getByRole('columnheader').filter({ has: this.sort(key) });
  }

  /** The button that sorts by a column. */
  sort(key: string): Locator {
    return this.frame.getByTestId(`sort-${key}`);
  }

  /** What scrolls the table. */
  get scroller(): Locator {
    return this.frame.locator('.scroller');
  }

  /** The rows in view that have arrived. */
  get rows(): Locator {
    return this.frame.getByTestId('row');
  }

  /** Any part of the panel, by the name that it has for tests. */
  part(testId: string): Locator {
    return this.frame.getByTestId(testId);
  }

  /** Shows one of the tabs: "table", "callers", "icicle" or "differences". */
  async show(tab: string): Promise<void> {
    await this.part(`tab-${tab}`).click();
  }

  /** Picks an entry of a menu by a part of what it says, the last where there are several, and closes the menu. */
  async pick(menu: string, entry: string | RegExp): Promise<void> {
    await this.part(menu).click();
    await this.part('menu').locator('[role^="menuitem"]').filter({ hasText: entry }).last().click();
    if (await this.part('menu').isVisible()) {
      await this.part('menu').press('Escape');
    }
    await this.part('menu').waitFor({ state: 'hidden' });
  }

  /** The row of a function, by its whole name. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.frame.getByTestId('cell-function').getByText(name, { exact: true }) });
  }

  /** Waits for the table, and answers the rows in view from the top. */
  async shownRows(): Promise<ShownRow[]> {
    await this.rows.first().waitFor();
    return this.rows.evaluateAll((rows) =>
      rows
        .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => {
          const text = (name: string) => (row.querySelector(`[data-testid="cell-${name}"]`)?.textContent ?? '').trim();
          return {
            calls: text('ncalls'),
            self: text('tottime'),
            cumulative: text('cumtime'),
            function: text('function'),
            location: text('location'),
          };
        }),
    );
  }

  /** What axe finds to be out of reach for some users: each rule with the elements that break it. */
  async violations(): Promise<string[][]> {
    const { violations } = (await this.inFrame(`${paintBackground};${axe.source}`, 'axe.run()')) as axe.AxeResults;
    return violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
  }

  /** The panel's page itself, to run scripts in. */
  async content(): Promise<Frame> {
    const body = await this.frame.locator('body').elementHandle();
    const frame = await body?.ownerFrame();
    assert.ok(frame, 'the panel has no page');
    return frame;
  }

  /** Runs a script in the panel's page, then answers the value of an expression. */
  private async inFrame(script: string, expression: string): Promise<unknown> {
    const frame = await this.content();
    await frame.evaluate(script);
    return frame.evaluate(expression);
  }

  /** Waits until the names of the functions in view satisfy a condition. */
  async functionsBecome(condition: (names: readonly string[]) => boolean, what: string): Promise<void> {
    await eventually(async () => {
      const names = (await this.shownRows()).map((row) => row.function);
      assert.ok(condition(names), `${what}; the table shows ${names.join(', ')}`);
    });
  }
}
