/** Draws the panel into a page without layout, as high as ten rows, and finds things in it as the end-to-end tests do. */

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { App } from '../../../src/webview/components/App';
import type { Panel } from '../../../src/webview/model/panel';
import { arrived } from './fakes';

/** The table's header and ten rows. */
const viewHeight = 28 + 10 * 24;

/** Room for all columns that are shown at first. */
const viewWidth = 1200;

export class Screen {
  readonly #root = document.body.appendChild(document.createElement('div'));

  private constructor(readonly panel: Panel) {
    // The virtual list asks for the sizes that a browser would lay out.
    Object.defineProperties(HTMLElement.prototype, {
      offsetHeight: { configurable: true, get: () => viewHeight },
      clientHeight: { configurable: true, get: () => viewHeight },
      clientWidth: { configurable: true, get: () => viewWidth },
    });
  }

  /** Draws a panel. */
  static async of(panel: Panel): Promise<Screen> {
    const screen = new Screen(panel);
    await screen.do(() => render(<App panel={panel} />, screen.#root));
    return screen;
  }

  /** Does something, waits for the answers that came meanwhile, and draws what has changed. */
  async do(action: () => unknown): Promise<void> {
    await act(async () => {
      await action();
      await arrived();
    });
  }

  all(testId: string): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
  }

  get(testId: string): HTMLElement {
    const [first] = this.all(testId);
    if (first === undefined) {
      throw new Error(`There is no ${testId} in: ${this.#root.textContent}`);
    }
    return first;
  }

  has(testId: string): boolean {
    return this.all(testId).length > 0;
  }

  /** The texts of the cells of one column, from top to bottom. */
  column(name: string): (string | null)[] {
    return this.all(`cell-${name}`).map((cell) => cell.textContent);
  }

  button(label: string): HTMLButtonElement {
    const found = [...this.#root.querySelectorAll('button')].find(
      (button) => button.textContent === label || button.getAttribute('aria-label') === label,
    );
    if (found === undefined) {
      throw new Error(`There is no button ${label} in: ${this.#root.textContent}`);
    }
    return found;
  }

  grid(): HTMLElement {
    const grid = this.#root.querySelector<HTMLElement>('[role="treegrid"]');
    if (grid === null) {
      throw new Error('There is no grid.');
    }
    return grid;
  }

  /** Presses a key where the focus is. */
  async press(key: string, modifiers: KeyboardEventInit = {}): Promise<void> {
    await this.do(() =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers })),
    );
  }

  async click(element: HTMLElement, modifiers: MouseEventInit = {}): Promise<void> {
    await this.do(() => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...modifiers })));
  }

  async type(text: string): Promise<void> {
    const field = this.get('filter') as HTMLInputElement;
    await this.do(() => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }

  async close(): Promise<void> {
    await this.do(() => render(null, this.#root));
    this.#root.remove();
  }
}
