/** The state of the table: its order, its filter, its active row and its rows. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { formatCount } from '../../format';
import type { ProfileRowsResult, SortColumn } from '../../protocol.gen';
import { type Column, sortAfterClick } from './columns';
import { type Ask, Pages, type Selection } from './pages';
import type { SavedState } from './saved-state';

/** The pause in typing, in milliseconds, after which the filter is applied. */
export const typingPause = 100;

/** The height of every row in pixels. A hundred thousand of them are 2.4 million, which every browser can scroll. */
export const rowHeight = 24;

/** The table of one panel. */
export class Table {
  readonly pages: Pages;
  readonly sort: Signal<readonly SortColumn[]>;
  /** The text in the filter field, which may be newer than the rows. */
  readonly typed: Signal<string>;
  /** The row that the keyboard acts on, -1 before the user has chosen one. */
  readonly active: Signal<number>;
  /** Why there are no rows, where asking for them failed. */
  readonly failure = signal<string | undefined>(undefined);
  /** Such as "37 of 412 functions", empty until it is known. */
  readonly matching: ReadonlySignal<string>;
  /** Where the view is to scroll to when rows of a new selection arrive; the view keeps it true afterwards. */
  scrollTop: number;

  readonly #functions = signal(0);
  #filter: string;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** The rows to come are others, or the same in another order: the place in the old ones will mean nothing. */
  #leaving = false;

  constructor(ask: Ask, saved: SavedState) {
    this.pages = new Pages(ask);
    this.sort = signal(saved.sort);
    this.typed = signal(saved.filter);
    this.active = signal(saved.active);
    this.scrollTop = saved.scrollTop;
    this.#filter = saved.filter;
    this.matching = computed(() => this.#matchingText());
  }

  /** The state to be saved. */
  get state(): SavedState {
    return {
      version: 1,
      sort: this.sort.value,
      filter: this.typed.value,
      scrollTop: this.scrollTop,
      active: this.active.value,
    };
  }

  /** Shows a profile with so many functions; order, filter and place stay. */
  open(functions: number): void {
    this.#functions.value = functions;
    this.#apply();
    this.#reload();
  }

  /** Sorts by a column, or the other way round when it is the one already. */
  sortBy(column: Column): void {
    this.sort.value = sortAfterClick(column, this.sort.value);
    this.#replace();
  }

  /** Makes a row the one that the keyboard acts on. */
  activate(index: number): void {
    this.active.value = index;
  }

  /** Takes what the user types, and filters once the typing pauses. */
  type(text: string): void {
    this.typed.value = text;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.filterNow(), typingPause);
  }

  /** Filters by what has been typed, without waiting for a pause. */
  filterNow(): void {
    if (this.#apply()) {
      this.#replace();
    }
  }

  /** Empties the filter. */
  clearFilter(): void {
    this.typed.value = '';
    this.filterNow();
  }

  /** Asks again after a failure. */
  tryAgain(): void {
    this.#reload();
  }

  receive(request: number, result: ProfileRowsResult): void {
    batch(() => {
      if (this.pages.receive(request, result)) {
        this.failure.value = undefined;
        this.#arrive(result.matching);
      }
    });
  }

  receiveFailure(request: number, text: string): void {
    if (this.pages.fail(request)) {
      this.failure.value = text;
    }
  }

  #arrive(count: number): void {
    if (this.#leaving) {
      this.#leaving = false;
      this.scrollTop = 0;
      this.active.value = -1;
    } else {
      this.active.value = Math.min(this.active.value, count - 1);
    }
  }

  get #selection(): Selection {
    return { sort: this.sort.value, filter: { text: this.#filter } };
  }

  #apply(): boolean {
    clearTimeout(this.#pause);
    const changed = this.#filter !== this.typed.value;
    this.#filter = this.typed.value;
    return changed;
  }

  #replace(): void {
    this.#leaving = true;
    this.pages.replace(this.#selection);
  }

  #reload(): void {
    this.failure.value = undefined;
    // A filter will probably keep as many as before; a table that shrinks in between would lose its place.
    const expected = this.#filter === '' ? this.#functions.value : this.pages.shown.value.count;
    this.pages.reload(this.#selection, expected, Math.floor(this.scrollTop / rowHeight));
  }

  #matchingText(): string {
    const { count, known, selection } = this.pages.shown.value;
    const functions = this.#functions.value;
    const all = `${formatCount(functions)} ${functions === 1 ? 'function' : 'functions'}`;
    if (selection.filter.text === '') {
      return all;
    }
    return known && this.failure.value === undefined ? `${formatCount(count)} of ${all}` : '';
  }
}
