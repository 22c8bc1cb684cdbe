/** What the user lets through: the filter field, its switches, and the origins that are hidden. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Filter, Origin } from '../../protocol.gen';
import { Pause } from './pause';
import { choicesFrom, flagFrom, partOf, textFrom } from './saved-state';

/**
 * The pause in typing, in milliseconds, after which the filter is applied: the rows of 100,000 functions that it keeps are painted some 50 ms later, within
 * 100 ms of the letter.
 */
export const typingPause = 40;

export const origins: readonly Origin[] = ['project', 'package', 'standardLibrary', 'builtin'];

/** All that decides which functions a table shows, but for its order. */
export class FilterState {
  /** The text in the filter field, which may be newer than the rows. */
  readonly typed: Signal<string>;
  /** What is in the field for the first rows: a number of them, or a part. */
  readonly typedTop: Signal<string>;
  readonly matchCase: Signal<boolean>;
  readonly regexp: Signal<boolean>;
  readonly hidden: Signal<readonly Origin[]>;
  /** The filter that the user wants now, with what has been typed before the last pause. */
  readonly wanted: ReadonlySignal<Filter>;

  readonly #text: Signal<string>;
  readonly #top: Signal<string>;
  readonly #pause = new Pause(typingPause, () => this.now());

  constructor(saved: unknown) {
    const { text, top, matchCase, regexp, hidden } = read(saved);
    this.typed = signal(text);
    this.typedTop = signal(top);
    this.matchCase = signal(matchCase);
    this.regexp = signal(regexp);
    this.hidden = signal(hidden);
    this.#text = signal(text);
    this.#top = signal(top);
    this.wanted = computed(() => filterOf(this.#text.value, this.#top.value, this.matchCase.value, this.regexp.value, this.hidden.value));
  }

  /** What is saved. Reading it subscribes to its changes. */
  get state() {
    return {
      text: this.typed.value,
      top: this.typedTop.value,
      matchCase: this.matchCase.value,
      regexp: this.regexp.value,
      hidden: this.hidden.value,
    };
  }

  /** Takes what the user types, and filters once the typing pauses. */
  type(text: string): void {
    this.typed.value = text;
    this.#pause.wait();
  }

  typeTop(text: string): void {
    this.typedTop.value = text;
    this.#pause.wait();
  }

  /** Filters by what has been typed, without waiting for a pause. */
  now(): void {
    this.#pause.end();
    batch(() => {
      this.#text.value = this.typed.peek();
      this.#top.value = this.typedTop.peek();
    });
  }

  /** Hides an origin's functions, or shows them again. */
  toggle(origin: Origin): void {
    const hidden = this.hidden.peek();
    this.hidden.value = hidden.includes(origin) ? hidden.filter((each) => each !== origin) : [...hidden, origin];
  }

  /** Empties the field. */
  clearText(): void {
    this.typed.value = '';
    this.now();
  }

  /** Lets everything through. */
  clear(): void {
    batch(() => {
      this.typed.value = '';
      this.typedTop.value = '';
      this.hidden.value = [];
      this.now();
    });
  }

  /** Is as it was when its state was what was saved. */
  restore(saved: unknown): void {
    const { text, top, matchCase, regexp, hidden } = read(saved);
    batch(() => {
      this.typed.value = text;
      this.typedTop.value = top;
      this.matchCase.value = matchCase;
      this.regexp.value = regexp;
      this.hidden.value = hidden;
      this.now();
    });
  }

  /** Lets the first rows alone through, of all functions. */
  keepFirst(rows: number): void {
    this.restore({ top: String(rows) });
  }
}

/** What was saved, as far as it is to be had. */
function read(saved: unknown) {
  return {
    text: textFrom(partOf(saved, 'text'), ''),
    top: textFrom(partOf(saved, 'top'), ''),
    matchCase: flagFrom(partOf(saved, 'matchCase')),
    regexp: flagFrom(partOf(saved, 'regexp')),
    hidden: choicesFrom(partOf(saved, 'hidden'), origins),
  };
}

/** What is wrong with a text for the first rows, as a sentence; empty where nothing is. */
export function topProblem(text: string): string {
  return text.trim() === '' || topOf(text) > 0 ? '' : 'Enter a number of rows such as 20, or a part of them such as 0.1 or 10%.';
}

/** Whether a filter lets everything through. */
export function keepsAll({ text, hidden = [], top = 0 }: Filter): boolean {
  return text.trim() === '' && hidden.length === 0 && top === 0;
}

function filterOf(text: string, top: string, matchCase: boolean, regexp: boolean, hidden: readonly Origin[]): Filter {
  const first = topOf(top);
  return {
    text,
    ...(matchCase ? { matchCase } : {}),
    ...(regexp ? { regexp } : {}),
    ...(hidden.length > 0 ? { hidden } : {}),
    ...(first > 0 ? { top: first } : {}),
  };
}

/** The number or the part that a text names, 0 where it names none. 100 % and more is all. */
function topOf(text: string): number {
  const match = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*(%?)\s*$/.exec(text);
  if (match === null) {
    return 0;
  }
  const number = Number(match[1]);
  if (match[2] === '%') {
    return number < 100 ? number / 100 : 0;
  }
  return number < 1 ? number : Math.floor(number);
}
