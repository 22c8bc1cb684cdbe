/**
 * The rows of a table that the webview holds.
 *
 * The server sorts and filters; the webview asks for the pages that it shows, and keeps the last of them. After a change of the order
 * or the filter the old rows stay until the first answer of the new ones, so that nothing flickers.
 */

import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { textOf } from './questions';

/** The rows of one page. */
export const pageSize = 100;

/** The pages kept: 20,000 rows are some 10 MB, and scrolling back finds them still there. */
const pagesKept = 200;

/**
 * The pages asked for at the same time. More would only wait in the server while the user drags the scrollbar on: what is wanted is looked
 * at afresh whenever an answer comes.
 */
const requestsAtOnce = 2;

/** A page as it is answered. */
export interface Page<R> {
  readonly rows: readonly R[];
  /** The number of rows on all pages. */
  readonly matching: number;
}

/** What is known of the table that is shown; `S` is what decides which rows there are and their order, `A` an answer. */
export interface Shown<S, A> {
  /** Which rows are shown: those before a change until the change has been answered. */
  readonly selection: S;
  /** The number of rows. */
  readonly count: number;
  /** Says that the server has told the number of rows; until then it is an expectation. */
  readonly known: boolean;
  /** Counts the selections that have been shown. */
  readonly generation: number;
  /** The last answer about these rows. */
  readonly answer: A | undefined;
}

export interface Source<S, A> {
  /** Asks for a page of a selection. */
  load(selection: S, offset: number, limit: number): Promise<A>;
  /** Whether an answer says only what is wrong with the selection: the rows before stay then. */
  isRefused?(answer: A): boolean;
  /** Is told when rows come; `isOther` when they take the place of others, so that the place among those means nothing any more. */
  onArrive?(count: number, isOther: boolean): void;
}

/** The pages of one table. */
export class Pages<R, S, A extends Page<R> = Page<R>> {
  readonly #source: Source<S, A>;
  readonly #shown;
  readonly #revision = signal(0);
  readonly #latest = signal<A | undefined>(undefined);
  readonly #failure = signal<string | undefined>(undefined);
  readonly #replacing = signal(false);
  /** By page number, the page that came last at the end. */
  readonly #pages = new Map<number, readonly R[]>();
  /** The pages that have been asked for. A new map makes all answers to the old one's out of date. */
  #outstanding = new Set<number>();
  #selection: S;
  #wanted = { first: 0, last: 0 };
  #leaving = false;
  /** What was asked for last has been refused: that stays the newest answer, though pages of the rows before still come. */
  #staying = false;

  constructor(selection: S, source: Source<S, A>) {
    this.#source = source;
    this.#selection = selection;
    this.#shown = signal<Shown<S, A>>({ selection, count: 0, known: false, generation: 0, answer: undefined });
  }

  get shown(): ReadonlySignal<Shown<S, A>> {
    return this.#shown;
  }

  /** The newest answer, also one that says only what is wrong. */
  get latest(): ReadonlySignal<A | undefined> {
    return this.#latest;
  }

  /** Why there are no rows, where asking for them failed. */
  get failure(): ReadonlySignal<string | undefined> {
    return this.#failure;
  }

  /** Whether the rows that are shown still belong to the selection before. */
  get replacing(): ReadonlySignal<boolean> {
    return this.#replacing;
  }

  /** The row at an index of the table that is shown, undefined while it is on its way. Reading it subscribes to its arrival. */
  row(index: number): R | undefined {
    this.#revision.value;
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** The index of a row that is there, -1 where it is not. */
  find(isIt: (row: R) => boolean): number {
    for (const [page, rows] of this.#pages) {
      const index = rows.findIndex(isIt);
      if (index >= 0) {
        return page * pageSize + index;
      }
    }
    return -1;
  }

  /** Forgets everything, expects `count` rows, and asks for those around `index` first. */
  reload(selection: S, count: number, index: number): void {
    this.#pages.clear();
    this.#failure.value = undefined;
    this.#shown.value = { selection, count, known: false, generation: this.#shown.peek().generation, answer: undefined };
    this.#leaving = false;
    this.#start(selection, index);
  }

  /** Asks for another selection, from its first row. What is shown stays until the answer. */
  replace(selection: S): void {
    this.#leaving = true;
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

  #start(selection: S, index: number): void {
    this.#selection = selection;
    this.#outstanding = new Set();
    this.#staying = false;
    this.#replacing.value = true;
    this.#wanted = { first: index, last: index };
    this.#request();
  }

  #request(): void {
    const outstanding = this.#outstanding;
    const missing = pageNumbers(this.#wanted).filter((page) => this.#isMissing(page));
    for (const page of missing.slice(0, requestsAtOnce - outstanding.size)) {
      outstanding.add(page);
      this.#source.load(this.#selection, page * pageSize, pageSize).then(
        (answer) => this.#whenWaited(outstanding, () => this.#receive(page, answer)),
        (failure: unknown) => this.#whenWaited(outstanding, () => this.#fail(textOf(failure))),
      );
    }
  }

  /** Drops what comes for a selection before. */
  #whenWaited(outstanding: Set<number>, take: () => void): void {
    if (outstanding === this.#outstanding) {
      batch(take);
    }
  }

  #receive(page: number, answer: A): void {
    this.#outstanding.delete(page);
    this.#failure.value = undefined;
    if (!this.#staying) {
      this.#latest.value = answer;
    }
    if (this.#source.isRefused?.(answer) === true) {
      this.#stay(answer);
      return;
    }
    if (this.#replacing.peek()) {
      this.#pages.clear();
    }
    this.#keep(page, answer.rows);
    this.#show(answer.matching, answer);
    this.#request();
  }

  #fail(text: string): void {
    this.#outstanding = new Set();
    this.#pages.clear();
    this.#failure.value = text;
    this.#show(0, undefined);
  }

  /** Keeps the rows before, where there are any. */
  #stay(answer: A): void {
    const { known, selection } = this.#shown.peek();
    if (!known) {
      this.#show(0, answer);
      return;
    }
    this.#selection = selection;
    this.#outstanding = new Set();
    this.#staying = true;
    this.#replacing.value = false;
    this.#leaving = false;
  }

  #show(count: number, answer: A | undefined): void {
    const before = this.#shown.peek();
    const isNew = this.#replacing.peek();
    if (isNew || !before.known || before.count !== count) {
      this.#source.onArrive?.(count, this.#leaving);
      this.#leaving = false;
      this.#replacing.value = false;
      this.#shown.value = { selection: this.#selection, count, known: true, generation: before.generation + (isNew ? 1 : 0), answer };
    }
    this.#revision.value = this.#revision.peek() + 1;
  }

  #isMissing(page: number): boolean {
    return !this.#outstanding.has(page) && (this.#replacing.peek() || !this.#pages.has(page));
  }

  #keep(page: number, rows: readonly R[]): void {
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
