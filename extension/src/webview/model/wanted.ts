import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';

/** What the user wants to see of a table. From the first `take` on, other rows are asked for when that becomes something else. */
export class Wanted<S> {
  readonly #selection: ReadonlySignal<S>;
  /** The selection that was asked for last, as text; empty before the first. */
  #asked = '';

  /**
   * @param select reads what decides which rows there are, and their order
   * @param replace asks for those of another selection
   */
  constructor(select: () => S, replace: (selection: S) => void) {
    this.#selection = computed(select);
    effect(() => {
      const selection = this.#selection.value;
      const text = JSON.stringify(selection);
      if (this.isFollowed && this.#asked !== text) {
        this.#asked = text;
        untracked(() => replace(selection));
      }
    });
  }

  get isFollowed(): boolean {
    return this.#asked !== '';
  }

  /** What is wanted now, for the caller to ask for. */
  take(): S {
    const selection = this.#selection.peek();
    this.#asked = JSON.stringify(selection);
    return selection;
  }

  /** Asks for nothing any more until the next `take`. */
  end(): void {
    this.#asked = '';
  }
}
