/** Names cut to the width of their boxes. Measuring text is what costs most in drawing, so every width is measured once. */

import { ownStart } from '../model/names';

/** The labels kept: some screens full of them. */
const kept = 5_000;

/** Names are shown up to here: nothing longer fits a box. */
const longest = 300;

const ellipsis = '…';

/** The labels in one font. */
export class Labels {
  readonly #measure: (text: string) => number;
  readonly #widths = new Map<string, number>();
  readonly #cut = new Map<string, string>();

  /** @param measure the width of a text in pixels */
  constructor(measure: (text: string) => number) {
    this.#measure = measure;
  }

  /**
   * What of a name fits into a width: all of it, or without its class, or only its beginning. Empty where not even that says anything.
   *
   * @param room the width in pixels
   * @param mark what stands before the name, whatever is left of it
   */
  fit(name: string, room: number, mark = ''): string {
    const whole = Math.floor(room);
    const key = `${whole} ${mark}${name}`;
    const known = this.#cut.get(key);
    if (known !== undefined) {
      return known;
    }
    const rest = this.#fit(name.slice(0, longest), mark === '' ? whole : whole - this.#width(mark));
    const label = rest === '' ? '' : mark + rest;
    remember(this.#cut, key, label);
    return label;
  }

  #fit(name: string, room: number): string {
    if (room < this.#width(`m${ellipsis}`)) {
      return '';
    }
    if (this.#width(name) <= room) {
      return name;
    }
    const start = ownStart(name);
    // Without the words that all built-ins share goes the brace at their end.
    const own = start > 0 && name.startsWith('{') && name.endsWith('}') ? name.slice(start, -1) : name.slice(start);
    return this.#width(own) <= room ? own : this.#beginning(own, room);
  }

  #beginning(name: string, room: number): string {
    const characters = [...name];
    let fits = 0;
    let tooLong = characters.length;
    while (fits + 1 < tooLong) {
      const middle = (fits + tooLong) >> 1;
      if (this.#width(characters.slice(0, middle).join('') + ellipsis) <= room) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits === 0 ? '' : characters.slice(0, fits).join('') + ellipsis;
  }

  #width(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) {
      width = this.#measure(text);
      remember(this.#widths, text, width);
    }
    return width;
  }
}

/** Keeps a value, and forgets the oldest ones beyond the limit. */
function remember<T>(cache: Map<string, T>, key: string, value: T): void {
  if (cache.size >= kept) {
    for (const old of [...cache.keys()].slice(0, kept / 2)) {
      cache.delete(old);
    }
  }
  cache.set(key, value);
}
