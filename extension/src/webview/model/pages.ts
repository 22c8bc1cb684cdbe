/**
 * The rows of the table that the webview holds.
 *
 * The server sorts and filters; the webview asks for the pages that it shows, and keeps the last of them. After a change of the order
 * or the filter the old rows stay until the first answer of the new ones, so that nothing flickers.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { RowsQuery } from '../../panel/messages';
import type { ProfileRowsResult, Row } from '../../protocol.gen';

/** The rows of one page. */
export const pageSize = 100;

/** The pages kept: 20,000 rows are some 10 MB, and scrolling back finds them still there. */
const pagesKept = 200;

/**
 * The pages asked for at the same time. More would only wait in the server while the user drags the scrollbar on: what is wanted is looked
 * at afresh whenever an answer comes.
 */
const requestsAtOnce = 2;

/** What decides which rows there are, and their order. */
export type Selection = Omit<RowsQuery, 'offset' | 'limit'>;

/** What is known of the table that is shown. */
export interface Shown {
  /** The order and filter of the rows that are shown: those before a change until the change has been answered. */
  readonly selection: Selection;
  /** The number of rows. */
  readonly count: number;
  /** Says that the server has told the number of rows; until then it is an expectation. */
  readonly known: boolean;
  /** Counts the selections that have been shown. */
  readonly generation: number;
}

const nothing: Shown = { selection: { sort: [], filter: { text: '' } }, count: 0, known: false, generation: 0 };

/** Sends a query and returns the number under which it will be answered. */
export type Ask = (query: RowsQuery) => number;

/** The pages of one profile's table. */
export class Pages {
  readonly #ask: Ask;
  readonly #shown = signal(nothing);
  readonly #revision = signal(0);
  /** By page number, the page that came last at the end. */
  readonly #pages = new Map<number, readonly Row[]>();
  /** From a request's number to the page that it asks for. An answer to any other request is out of date. */
  readonly #outstanding = new Map<number, number>();
  #selection = nothing.selection;
  #wanted = { first: 0, last: 0 };
  readonly #replacing = signal(false);

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  get shown(): ReadonlySignal<Shown> {
    return this.#shown;
  }

  /** Whether the rows that are shown still belong to the selection before. */
  get replacing(): ReadonlySignal<boolean> {
    return this.#replacing;
  }

  /** The row at an index of the table that is shown, undefined while it is on its way. Reading it subscribes to its arrival. */
  row(index: number): Row | undefined {
    this.#revision.value;
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Forgets everything, expects `count` rows, and asks for those around `index` first. */
  reload(selection: Selection, count: number, index: number): void {
    this.#pages.clear();
    this.#shown.value = { selection, count, known: false, generation: this.#shown.peek().generation };
    this.#start(selection, index);
  }

  /** Asks for another selection, from its first row. What is shown stays until the answer. */
  replace(selection: Selection): void {
    this.#start(selection, 0);
  }

  /** Says which rows are on the screen: those that are missing are asked for, those that are not on it any more are not. */
  want(first: number, last: number): void {
    if (this.#replacing.peek()) {
      return;
    }
    this.#wanted = { first, last };
    this.#request();
  }

  /** Takes an answer; false when nobody waits for it any more. */
  receive(request: number, result: ProfileRowsResult): boolean {
    const page = this.#outstanding.get(request);
    if (page === undefined) {
      return false;
    }
    this.#outstanding.delete(request);
    if (this.#replacing.peek()) {
      this.#pages.clear();
    }
    this.#keep(page, result.rows);
    this.#show(result.matching);
    this.#request();
    return true;
  }

  /** Gives up after a request that failed; false when nobody waits for it any more. */
  fail(request: number): boolean {
    if (!this.#outstanding.has(request)) {
      return false;
    }
    this.#outstanding.clear();
    this.#pages.clear();
    this.#show(0);
    return true;
  }

  #start(selection: Selection, index: number): void {
    this.#selection = selection;
    this.#outstanding.clear();
    this.#replacing.value = true;
    this.#wanted = { first: index, last: index };
    this.#request();
  }

  #show(count: number): void {
    const before = this.#shown.peek();
    if (this.#replacing.peek() || !before.known || before.count !== count) {
      const generation = before.generation + (this.#replacing.peek() ? 1 : 0);
      this.#replacing.value = false;
      this.#shown.value = { selection: this.#selection, count, known: true, generation };
    }
    this.#revision.value = this.#revision.peek() + 1;
  }

  #request(): void {
    const missing = pageNumbers(this.#wanted).filter((page) => this.#isMissing(page));
    for (const page of missing.slice(0, requestsAtOnce - this.#outstanding.size)) {
      this.#outstanding.set(this.#ask({ ...this.#selection, offset: page * pageSize, limit: pageSize }), page);
    }
  }

  #isMissing(page: number): boolean {
    if ([...this.#outstanding.values()].includes(page)) {
      return false;
    }
    return this.#replacing.peek() || !this.#pages.has(page);
  }

  #keep(page: number, rows: readonly Row[]): void {
    this.#pages.set(page, rows);
    const wanted = pageNumbers(this.#wanted);
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= pagesKept) {
        return;
      }
      if (!wanted.includes(old)) {
        this.#pages.delete(old);
      }
    }
  }
}

function pageNumbers({ first, last }: { first: number; last: number }): number[] {
  const from = Math.floor(first / pageSize);
  const to = Math.floor(last / pageSize);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
