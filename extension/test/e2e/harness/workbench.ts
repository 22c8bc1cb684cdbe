import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { type Mark, readMarks } from './marks';
import { ProfilePanel } from './profilePanel';

/** VS Code's window, as a person with a keyboard and a mouse sees it. */
export class Workbench {
  constructor(private readonly page: Page) {}

  /** Waits until the window is there and knows the extension. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 90_000 });
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 90_000 });
    await eventually(async () => assert.ok(await this.offers('Python Profiler: Show Log'), 'the extension is not installed'));
  }

  /** Closes every editor, terminal and message. */
  async clear(): Promise<void> {
    await this.run('View: Close All Editors');
    await this.run('Terminal: Kill All Terminals');
    await this.run('Notifications: Clear All Notifications');
  }

  /** Runs a command from the palette, by its whole title. */
  async run(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** Whether the palette offers a command. */
  async offers(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.quickInput.fill(`>${title}`);
    // The palette lists something for every text: the command, similar ones, or that there is none.
    await this.quickRows.first().waitFor();
    const offered = (await this.quickRows.getByText(title, { exact: true }).count()) > 0;
    await this.page.keyboard.press('Escape');
    return offered;
  }

  /** Opens a file of the workspace by its name. */
  async open(file: string): Promise<void> {
    await this.pick('ControlOrMeta+P', file, file);
    await this.tab(file).waitFor();
  }

  /** Clicks a file in the Explorer, as a person does who looks for it there. */
  explorerItem(file: string): Locator {
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ has: this.page.getByText(file, { exact: true }) });
  }

  /** Chooses an entry of a file's menu in the Explorer. */
  async chooseInExplorer(file: string, label: string): Promise<void> {
    await this.explorerItem(file).click({ button: 'right' });
    const entry = this.page.locator('.monaco-menu').getByText(label, { exact: true });
    await entry.waitFor();
    // In its first tenth of a second a menu takes no click, lest the one that opened it chooses something.
    await eventually(async () => {
      if (await entry.isVisible()) {
        await entry.click({ timeout: 1_000 });
      }
      assert.ok(!(await entry.isVisible()), `the menu does not take the click on ${label}`);
    });
  }

  /** Chooses an entry of the menu of several files that are selected in the Explorer. */
  async chooseForFiles(files: readonly [string, ...string[]], label: string): Promise<void> {
    for (const file of files) {
      const item = this.explorerItem(file);
      if (!(await item.getAttribute('class'))?.split(' ').includes('selected')) {
        await item.click({ modifiers: ['ControlOrMeta'] });
      }
    }
    await this.chooseInExplorer(files[0], label);
  }

  /** Answers a dialog for files with a path. */
  async answerFileDialog(path: string): Promise<void> {
    await this.quickInput.waitFor();
    // The dialog fills in a path of its own once it has read the folder, and again when it has read the one that is typed.
    const reading = this.page.locator('.quick-input-widget .monaco-progress-container.active');
    await eventually(async () => assert.notEqual(await this.quickInput.inputValue(), ''));
    await eventually(async () => {
      await reading.waitFor({ state: 'detached' });
      await this.quickInput.fill(path);
      await reading.waitFor({ state: 'detached' });
      assert.equal(await this.quickInput.inputValue(), path);
      await this.page.keyboard.press('Enter');
      await this.quickInput.waitFor({ state: 'hidden', timeout: 3_000 });
    });
  }

  /** Picks an entry of a list that is open, by a part of what it says. */
  async pickShown(text: string | RegExp): Promise<void> {
    await this.quickRows.filter({ hasText: text }).first().click();
  }

  /** What is in the clipboard. */
  async clipboard(): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Loads the window again. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 90_000 });
    await this.run('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 90_000 });
  }

  /** The tab of a file that is in front in its group. */
  tab(file: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${file}"]`);
  }

  /** The group of editors in which a file is in front. */
  group(file: string): Locator {
    return this.page.locator('.editor-group-container').filter({ has: this.tab(file) });
  }

  /** The marks in the lines of a file that are in view; in the n-th group from the left where it is open in several. */
  marks(file: string, n = 0): Promise<Mark[]> {
    return this.group(file).nth(n).locator('.monaco-editor').first().evaluate(readMarks);
  }

  /** Whether the overview ruler of a file has something in a colour: red, green, blue. */
  rulerShows(file: string, colour: readonly [number, number, number]): Promise<boolean> {
    return this.group(file).locator('.decorationsOverviewRuler').first().evaluate(hasColour, colour);
  }

  /** Waits until a file's lines in view have marks, and answers them. */
  marksShown(file: string): Promise<Mark[]> {
    return eventually(async () => {
      const marks = await this.marks(file);
      assert.notEqual(marks.length, 0, `${file} has no marks`);
      return marks;
    });
  }

  /** Moves the cursor of the active editor to a line, which comes into view. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.quickInput.fill(`:${line}`);
    await this.page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await this.cursorLine(), line));
  }

  /** Leaves the window to the editors. */
  async hideOtherParts(): Promise<void> {
    if (await this.page.locator('.part.panel').isVisible()) {
      await this.run('View: Hide Panel');
    }
    if (await this.page.locator('.part.sidebar').isVisible()) {
      await this.run('View: Close Primary Side Bar');
    }
  }

  /** The line of the cursor in the active editor, as the status bar tells it. */
  async cursorLine(): Promise<number> {
    const text = await this.page.locator('[id="status.editor.selection"]').innerText();
    return Number(/Ln (\d+)/.exec(text)?.[1]);
  }

  /** The profile in front. */
  get panel(): ProfilePanel {
    return new ProfilePanel(this.page);
  }

  /** A message in the corner, by a part of its text. */
  message(text: string | RegExp): Locator {
    return this.page.locator('.notification-list-item').filter({ hasText: text });
  }

  /** A button under a message. */
  messageButton(text: string | RegExp, label: string): Locator {
    return this.message(text).getByRole('button', { name: label, exact: true });
  }

  /** What the visible terminal shows. */
  async terminalText(): Promise<string> {
    return (await this.page.locator('.terminal-wrapper.active .xterm-rows').innerText()).replaceAll('\u00a0', ' ');
  }

  /** Waits until the visible terminal shows a text. */
  async terminalShows(text: string | RegExp): Promise<void> {
    await eventually(async () => {
      const shown = await this.terminalText();
      assert.ok(typeof text === 'string' ? shown.includes(text) : text.test(shown), `${text} is not in the terminal:\n${shown}`);
    });
  }

  /** Types into the visible terminal. */
  async typeInTerminal(text: string): Promise<void> {
    await this.page.locator('.terminal-wrapper.active .xterm-screen').click();
    await this.page.keyboard.type(text);
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  private get quickRows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  /** Picks an entry of a list. Opens the list anew until it has the entry: one that is open does not learn of a new command or file. */
  private async pick(key: string, text: string, label: string): Promise<void> {
    const entry = this.quickRows.filter({ has: this.page.getByText(label, { exact: true }) }).first();
    await eventually(async () => {
      // Elsewhere the key would mean something else, such as an end of the panel's filter.
      if (await this.quickInput.isVisible()) {
        await this.page.keyboard.press('Escape');
      }
      await this.page.keyboard.press(key);
      await this.quickInput.fill(text, { timeout: 3_000 });
      await entry.click({ timeout: 3_000 });
    });
    await this.quickInput.waitFor({ state: 'hidden' });
  }
}

/** Whether a canvas has a pixel of a colour. Runs in the page. */
function hasColour(canvas: Element, [red, green, blue]: readonly [number, number, number]): boolean {
  const { width, height } = canvas as HTMLCanvasElement;
  const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at] === red && pixels[at + 1] === green && pixels[at + 2] === blue) {
      return true;
    }
  }
  return false;
}
