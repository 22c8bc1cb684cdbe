/** The boxes of an icicle as the server laid them out, arranged for finding and walking. */

import type { IcicleBox, ProfileIcicleResult, Row } from '../../protocol.gen';

/** Stands for no box. */
export const none = -1;

/** The boxes of one answer. A box is its index: by level, and in a level from left to right. */
export class Boxes {
  /** The number of levels. */
  readonly levels: number;
  /** The boxes whose function the search keeps, in the order of reading: a box, then what is below it, then what is right of it. */
  readonly matches: readonly number[];

  readonly #boxes: readonly IcicleBox[];
  readonly #functions: readonly Row[];
  /** Where each level begins, and the number of all boxes at last. */
  readonly #levelStart: readonly number[];
  /** Where the boxes below each box begin, and how many they are. */
  readonly #firstBelow: Int32Array;
  readonly #below: Int32Array;

  constructor({ boxes, functions }: Pick<ProfileIcicleResult, 'boxes' | 'functions'>) {
    this.#boxes = boxes;
    this.#functions = functions;
    this.#firstBelow = new Int32Array(boxes.length).fill(none);
    this.#below = new Int32Array(boxes.length);
    const levelStart = [0];
    boxes.forEach(({ level, parent }, box) => {
      while (levelStart.length <= level) {
        levelStart.push(box);
      }
      if (parent !== none) {
        this.#below[parent] = (this.#below[parent] ?? 0) + 1;
        if (this.#firstBelow[parent] === none) {
          this.#firstBelow[parent] = box;
        }
      }
    });
    this.levels = boxes.length === 0 ? 0 : levelStart.length;
    this.#levelStart = [...levelStart, boxes.length];
    this.matches = this.#inReadingOrder(boxes.flatMap((box, index) => (box.match ? [index] : [])));
  }

  get count(): number {
    return this.#boxes.length;
  }

  /** The box, undefined for none. */
  get(box: number): IcicleBox | undefined {
    return this.#boxes[box];
  }

  /** The box's function with the figures of the entire profile. */
  functionOf(box: number): Row | undefined {
    return this.#functions[this.#boxes[box]?.function ?? none];
  }

  /** The boxes of a level: from `first` up to but not including `end`. */
  level(level: number): { first: number; end: number } {
    const count = this.#boxes.length;
    return { first: this.#levelStart[level] ?? count, end: this.#levelStart[level + 1] ?? count };
  }

  /**
   * The box at a place of a level.
   *
   * @param place from 0 at the left to 1 at the right
   * @param slack how far off a box may be: one that is narrower than a pixel is still drawn as one
   */
  at(level: number, place: number, slack = 0): number {
    const { first, end } = this.level(level);
    const box = this.#lastThatStartsAt(place, first, end);
    if (this.#distance(box, first, end, place) <= 0) {
      return box;
    }
    return [box, box + 1].find((near) => this.#distance(near, first, end, place) <= slack) ?? none;
  }

  /** The box at a point, in pixels from the upper left corner of the first one. A box that is narrower than a pixel is found where it is drawn. */
  atPoint(left: number, top: number, width: number, rowHeight: number): number {
    return this.at(Math.floor(top / rowHeight), left / width, 1 / width);
  }

  parent(box: number): number {
    return this.#boxes[box]?.parent ?? none;
  }

  /** The widest box below a box: it is the first. */
  firstBelow(box: number): number {
    return this.#firstBelow[box] ?? none;
  }

  /** The number of boxes directly below a box. */
  countBelow(box: number): number {
    return this.#below[box] ?? 0;
  }

  /** The next box of the level to the right (1) or the left (-1): another one of the same caller, where there is one. */
  neighbour(box: number, step: 1 | -1): number {
    const level = this.#boxes[box]?.level;
    return level !== undefined && this.#boxes[box + step]?.level === level ? box + step : none;
  }

  /** The boxes of the same caller: from `first` on, `count` of them. */
  siblings(box: number): { first: number; count: number } {
    const parent = this.parent(box);
    if (parent !== none) {
      return { first: this.firstBelow(parent), count: this.countBelow(parent) };
    }
    const { first, end } = this.level(0);
    return { first, count: end - first };
  }

  /** The ids of the functions from the top down to a box. */
  path(box: number): string[] {
    const path: string[] = [];
    for (let at = box; at !== none; at = this.parent(at)) {
      path.unshift(this.functionOf(at)?.function ?? '');
    }
    return path;
  }

  /** The box at the end of a path of functions from the top down, or the last one on the way to it that is there. */
  along(path: readonly string[]): number {
    const top = this.level(0);
    let found = none;
    let among = { first: top.first, count: top.end - top.first };
    for (const id of path) {
      const next = this.#named(id, among);
      if (next === none) {
        break;
      }
      found = next;
      among = { first: this.firstBelow(found), count: this.countBelow(found) };
    }
    return found;
  }

  #named(id: string, { first, count }: { first: number; count: number }): number {
    for (let box = first; box < first + count; box++) {
      if (this.functionOf(box)?.function === id) {
        return box;
      }
    }
    return none;
  }

  #lastThatStartsAt(place: number, first: number, end: number): number {
    let low = first;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#boxes[middle]?.start ?? 0) <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** How far a place is from a box: 0 or less within it. */
  #distance(box: number, first: number, end: number, place: number): number {
    const at = this.#boxes[box];
    if (at === undefined || box < first || box >= end) {
      return Number.POSITIVE_INFINITY;
    }
    const after = place - (at.start + at.width);
    // What ends here is no longer the box's.
    return after === 0 ? Number.MIN_VALUE : Math.max(at.start - place, after);
  }

  #inReadingOrder(found: number[]): number[] {
    const startOf = (box: number) => this.#boxes[box]?.start ?? 0;
    return found.sort((one, other) => startOf(one) - startOf(other) || one - other);
  }
}
