/** The order of a table's rows: by a column, and among equal rows by further ones. */

import { type Signal, signal } from '@preact/signals';
import { isRecord } from './saved-state';

/** A column that can be sorted by; `K` are the keys of the server. */
export interface SortableColumn<K extends string = string> {
  readonly name: string;
  /** What it holds, as it follows "by", such as "self time". */
  readonly words: string;
  readonly key: K;
  /** Orders the rows that are equal in this column, in the same direction. */
  readonly thenBy?: K;
  /** Figures sort the greatest first, names the first of the alphabet. */
  readonly descendingFirst: boolean;
}

/** A column by its name, and its direction. */
export interface Sorted {
  readonly column: string;
  readonly descending: boolean;
}

/** The columns that an order has at most. */
const mostColumns = 4;

/** The order of one table. */
export class Order<K extends string> {
  readonly sorted: Signal<readonly Sorted[]>;
  readonly #columns: readonly SortableColumn<K>[];

  /** @param first the order where none was saved */
  constructor(columns: readonly SortableColumn<K>[], first: readonly Sorted[], saved?: unknown) {
    this.#columns = columns;
    this.sorted = signal(this.#isOrder(saved) ? saved : first);
  }

  /** Is as it was when its columns were what was saved. */
  restore(saved: unknown): void {
    if (this.#isOrder(saved)) {
      this.sorted.value = saved;
    }
  }

  /** Sorts by a column alone, the other way round when it is the first already; or by it among rows that are equal so far (`further`). */
  sortBy(name: string, further = false): void {
    const column = this.#column(name);
    const now = this.sorted.peek();
    const place = now.findIndex((each) => each.column === name);
    const entry = { column: name, descending: column?.descendingFirst ?? false };
    const turned = { column: name, descending: !(now[place]?.descending ?? true) };
    if (!further) {
      this.sorted.value = [place === 0 ? turned : entry];
    } else if (place >= 0) {
      this.sorted.value = now.with(place, turned);
    } else {
      this.sorted.value = [...now.slice(0, mostColumns - 1), entry];
    }
  }

  /** Turns the whole order round. */
  reverse(): void {
    this.sorted.value = this.sorted.peek().map(({ column, descending }) => ({ column, descending: !descending }));
  }

  /** The place of a column in the order, counted from 1, and its direction; undefined for one that is not in it. */
  placeOf(name: string): { readonly place: number; readonly descending: boolean } | undefined {
    const place = this.sorted.value.findIndex((each) => each.column === name);
    const sorted = this.sorted.value[place];
    return sorted === undefined ? undefined : { place: place + 1, descending: sorted.descending };
  }

  /** The order as the server takes it; `keyOf` may put other keys in the place of the columns'. */
  keys(keyOf: (key: K) => K = (key) => key): readonly { readonly key: K; readonly descending: boolean }[] {
    return this.sorted.value.flatMap(({ column: name, descending }) => {
      const column = this.#column(name);
      const keys = column === undefined ? [] : column.thenBy === undefined ? [column.key] : [column.key, column.thenBy];
      return keys.map((key) => ({ key: keyOf(key), descending }));
    });
  }

  /** The order in words, such as "by cumulative time, then calls". */
  get words(): string {
    const parts = this.sorted.value.map(({ column: name, descending }) => {
      const column = this.#column(name);
      const isTurned = descending !== column?.descendingFirst;
      return `${column?.words ?? name}${isTurned ? (column?.descendingFirst ? ' (lowest first)' : ' (last first)') : ''}`;
    });
    return `by ${parts.join(', then ')}`;
  }

  #column(name: string): SortableColumn<K> | undefined {
    return this.#columns.find((column) => column.name === name);
  }

  #isOrder(saved: unknown): saved is readonly Sorted[] {
    return Array.isArray(saved) && saved.length > 0 && saved.length <= mostColumns && saved.every((each) => this.#isSorted(each));
  }

  #isSorted(saved: unknown): saved is Sorted {
    return isRecord(saved) && typeof saved['descending'] === 'boolean' && this.#columns.some((column) => column.name === saved['column']);
  }
}
