import type { EdgesQuery, IcicleQuery } from '../../src/panel/messages';
import type { EdgeRow, IcicleBox, ProfileEdgesResult, ProfileIcicleResult, Row } from '../../src/protocol.gen';
import type { FakeProfile } from './fake-profile';

/** The function that every second one calls. */
export const popular = 2;

/** The function that calls itself. */
export const recursive = 5;

/** The functions that nothing calls. */
const roots = [0, 1];

const mostBoxes = 20_000;

/** A box that knows the index of its function. */
type FakeBox = Pick<IcicleBox, 'parent' | 'level' | 'start' | 'width' | 'estimated' | 'cut'> & { readonly row: number };

/** Who calls whom in a made-up profile: each function is called by one to three before it. */
export class FakeGraph {
  readonly #rows: readonly Row[];
  readonly #callees = new Map<number, number[]>();

  constructor(profile: Pick<FakeProfile, 'rows'>) {
    this.#rows = profile.rows;
    for (let callee = roots.length; callee < this.#rows.length; callee++) {
      for (const caller of this.#callersOf(callee)) {
        this.#callees.set(caller, [...(this.#callees.get(caller) ?? []), callee]);
      }
    }
  }

  callers({ path, sort, offset, limit }: EdgesQuery): ProfileEdgesResult {
    const index = Number(path.at(-1));
    const shares = this.#sharesOf(this.#callersOf(index).length);
    const rows = this.#callersOf(index).map((caller, at) => this.#edge(caller, this.#row(index), shares[at] ?? 0, caller === index));
    return this.#page(index, rows, sort[0], offset, limit);
  }

  callees({ path, sort, offset, limit }: EdgesQuery): ProfileEdgesResult {
    const index = Number(path.at(-1));
    const callees = this.#callees.get(index) ?? [];
    const shares = this.#sharesOf(callees.length);
    const rows = callees.map((callee, at) => this.#edge(callee, this.#row(index), (shares[at] ?? 0) * 0.8, callee === index));
    return this.#page(index, rows, sort[0], offset, limit);
  }

  icicle({ path, least, levels, exact = false, find }: IcicleQuery): ProfileIcicleResult {
    const tops = path.length === 0 ? roots : [Number(path.at(-1))];
    const seconds = tops.reduce((sum, top) => sum + this.#row(top).cumulative, 0);
    const boxes: FakeBox[] = [];
    let start = 0;
    for (const top of tops) {
      const width = this.#row(top).cumulative / seconds;
      boxes.push({ row: top, parent: -1, level: 0, start, width, estimated: path.length > 1 });
      start += width;
    }
    for (let parent = 0; parent < boxes.length; parent++) {
      const box = boxes[parent];
      if (box !== undefined && box.level + 1 < levels) {
        const below = this.#boxesBelow(box, parent).filter(({ width }) => width >= least);
        const isLeftOut = exact && below.some(({ estimated }) => estimated);
        boxes[parent] = isLeftOut ? { ...box, cut: true } : box;
        boxes.push(...(isLeftOut ? [] : below.slice(0, mostBoxes - boxes.length)));
      }
    }
    return this.#answer(boxes, { path, seconds, find: find.text });
  }

  #boxesBelow(box: FakeBox, parent: number): FakeBox[] {
    const callees = (this.#callees.get(box.row) ?? []).filter((callee) => callee !== box.row);
    const estimated = box.level > 0 && (box.estimated || this.#callersOf(box.row).length > 1);
    let { start } = box;
    return this.#sharesOf(callees.length).map((share, index) => {
      const width = box.width * 0.94 * share;
      start += width;
      return { row: callees[index] ?? 0, parent, level: box.level + 1, start: start - width, width, estimated };
    });
  }

  #answer(
    boxes: readonly FakeBox[],
    { path, seconds, find }: { path: readonly string[]; seconds: number; find: string },
  ): ProfileIcicleResult {
    const places = new Map([...new Set(boxes.map(({ row }) => row))].map((row, place) => [row, place]));
    const isFound = (index: number) => find !== '' && this.#row(index).name.toLowerCase().includes(find.toLowerCase());
    const sum = roots.reduce((total, root) => total + this.#row(root).cumulative, 0);
    return {
      seconds,
      functions: [...places.keys()].map((row) => this.#row(row)),
      matches: this.#rows.filter((_, index) => isFound(index)).length,
      boxes: boxes.map(({ row, ...box }) => ({
        ...box,
        function: places.get(row) ?? 0,
        self: 0.1 * box.width * seconds,
        cumulative: box.width * seconds,
        recursive: row === recursive,
        match: isFound(row),
      })),
      ancestors: path.map((id) => this.#row(Number(id))),
      roots: roots.map((root) => {
        const { function: id, name, file, line, cumulative } = this.#row(root);
        return { function: id, name, file, line, cumulative, share: cumulative / sum };
      }),
      estimated: boxes.some(({ estimated }) => estimated),
    };
  }

  #row(index: number): Row {
    const row = this.#rows[index];
    if (row === undefined) {
      throw new Error(`The made-up profile has no function ${index}.`);
    }
    return row;
  }

  #callersOf(index: number): number[] {
    if (roots.includes(index)) {
      return [];
    }
    if (index === popular) {
      return this.#rows.flatMap((_, caller) => (caller % 2 === 1 && caller > index ? [caller] : []));
    }
    const near = Math.floor(index / (2 + (index % 4)));
    const callers = [near, ...(index % 3 === 0 ? [Math.floor(near / 2), near + 1] : [])].filter((caller) => caller < index);
    return [...new Set(index === recursive ? [...callers, index] : callers)];
  }

  /** Parts that add up to 1, the greatest first. */
  #sharesOf(count: number): number[] {
    const weights = Array.from({ length: count }, (_, index) => (index + 1) ** -1.1);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  }

  #edge(other: number, { calls = 0, primitiveCalls = 0, self, cumulative }: Row, part: number, isItself: boolean): EdgeRow {
    const { function: id, name, builtin, file, line, origin } = this.#row(other);
    const all = Math.max(Math.round(calls * part), 1);
    const primitive = isItself ? 0 : Math.min(Math.max(Math.round(primitiveCalls * part), 1), all);
    return {
      function: id,
      name,
      ...(builtin ? { builtin } : {}),
      file,
      line,
      origin,
      calls: all,
      primitiveCalls: primitive,
      self: self * part,
      cumulative: cumulative * part,
      selfPerCall: (self * part) / all,
      ...(primitive > 0 ? { cumulativePerCall: (cumulative * part) / primitive } : {}),
      part,
      ...(isItself ? { recursive: true } : {}),
      further: this.#callees.get(other)?.length ?? 0,
    };
  }

  #page(index: number, rows: readonly EdgeRow[], sort: EdgesQuery['sort'][number] | undefined, offset: number, limit: number) {
    const { key = 'cumtime', descending = true } = sort ?? {};
    const figure = (row: EdgeRow) => (key === 'ncalls' ? row.calls : key === 'tottime' ? row.self : row.cumulative) ?? 0;
    const order = (one: EdgeRow, other: EdgeRow) =>
      key === 'name' ? (one.name < other.name ? -1 : one.name > other.name ? 1 : 0) : figure(one) - figure(other);
    const sorted = rows.toSorted((one, other) => (descending ? -1 : 1) * order(one, other));
    return { function: this.#row(index), rows: sorted.slice(offset, offset + limit), matching: rows.length };
  }
}
