/** Finding a function by its name: what is typed, and the functions that it may mean. */

import { batch, signal } from '@preact/signals';
import type { Row } from '../../protocol.gen';
import type { Panel } from '../model/panel';
import { Pause } from '../model/pause';
import { textOf } from '../model/questions';

/** The suggestions shown. */
const most = 20;

/** The pause in typing, in milliseconds, after which suggestions are asked for. */
export const typingPause = 100;

/** Suggestions, the slowest function first. */
export interface Suggestions {
  readonly rows: readonly Row[];
  /** The number of functions that there are for the text. */
  readonly matching: number;
  /** Why there are none, as a sentence; empty where there are some. */
  readonly problem: string;
}

export class Picker {
  readonly typed = signal('');
  /** Undefined while the list is closed. */
  readonly suggestions = signal<Suggestions | undefined>(undefined);
  /** The suggestion that Enter takes. */
  readonly active = signal(0);

  readonly #panel: Pick<Panel, 'ask'>;
  readonly #pause = new Pause(typingPause, () => void this.suggest());
  #asked = 0;

  constructor(panel: Pick<Panel, 'ask'>) {
    this.#panel = panel;
  }

  /** Takes what the user types, and suggests functions once the typing pauses. */
  type(text: string): void {
    this.typed.value = text;
    this.#pause.wait();
  }

  /** Suggests functions for what is typed; without a text the slowest ones. */
  async suggest(): Promise<void> {
    this.#pause.end();
    this.#asked++;
    const asked = this.#asked;
    const suggestions = await this.#find(this.typed.peek());
    if (asked === this.#asked) {
      batch(() => {
        this.suggestions.value = suggestions;
        this.active.value = 0;
      });
    }
  }

  /** Goes to the next suggestion (1) or the one before (-1). */
  move(step: 1 | -1): void {
    const count = this.suggestions.peek()?.rows.length ?? 0;
    if (count > 0) {
      this.active.value = (this.active.peek() + step + count) % count;
    }
  }

  /** Takes a suggestion: the function, or undefined where there is none. The list closes. */
  take(index = this.active.peek()): Row | undefined {
    const row = this.suggestions.peek()?.rows[index];
    this.close();
    if (row !== undefined) {
      this.typed.value = '';
    }
    return row;
  }

  close(): void {
    this.#pause.end();
    this.#asked++;
    this.suggestions.value = undefined;
  }

  async #find(text: string): Promise<Suggestions> {
    try {
      const { rows, matching, problem } = await this.#panel.ask('rows', {
        sort: [{ key: 'tottime', descending: true }],
        filter: { text },
        offset: 0,
        limit: most,
      });
      const reason = problem?.text ?? (rows.length === 0 ? 'No function is called like this.' : '');
      return { rows, matching, problem: reason };
    } catch (failure) {
      return { rows: [], matching: 0, problem: textOf(failure) };
    }
  }
}
