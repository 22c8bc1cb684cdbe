/** Where the user is in a table: the row that the keyboard acts on, the rows that are selected, and how far it is scrolled. */

import { batch, type Signal, signal } from '@preact/signals';
import { numberFrom, partOf, spansFrom } from './saved-state';
import { ScrollPlace } from './scroll-place';

/** Rows next to each other; both ends are part of it. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The height of every row in pixels. A hundred thousand of them are 2.4 million, which every browser can scroll. */
export const rowHeight = 24;

/** The user's place in a table. Its state saved is that of the active row, the rows selected and the height scrolled. */
export class Cursor extends ScrollPlace {
  /** The row that the keyboard acts on, -1 before the user has chosen one. */
  readonly active: Signal<number>;
  /** A row that the view is to show as soon as it can; it takes it back then. */
  readonly target = signal<number | undefined>(undefined);
  /** The rows that are selected, from the top, with gaps between them. */
  readonly selected = signal<readonly Span[]>([]);

  /** Where a selection of several rows begins. */
  #anchor = -1;

  constructor(saved?: unknown) {
    super(saved);
    this.active = signal(numberFrom(partOf(saved, 'active'), -1, -1));
    this.#select(this.active.peek());
    const selected = spansFrom(partOf(saved, 'selected'));
    if (selected.length > 0) {
      this.selected.value = selected;
    }
  }

  /** What is saved. Reading it subscribes to its changes. */
  get state(): { readonly active: number; readonly selected: readonly Span[]; readonly scrollTop: number } {
    return { active: this.active.value, selected: this.selected.value, scrollTop: this.savedTop };
  }

  /** Makes a row the active one, and the only one that is selected. */
  moveTo(index: number): void {
    batch(() => {
      this.active.value = index;
      this.#select(index);
    });
  }

  /** Makes a row the active one, and asks the view to show it. */
  goTo(index: number): void {
    batch(() => {
      this.moveTo(index);
      this.target.value = index;
    });
  }

  /** Makes a row the active one that has got the focus. What is selected stays when it was the active one already. */
  focus(index: number): void {
    if (this.active.peek() !== index) {
      this.moveTo(index);
    }
  }

  /** Makes a row the active one, and selects all from where the selection began to it. */
  extendTo(index: number): void {
    const anchor = Math.max(this.#anchor, 0);
    batch(() => {
      this.active.value = index;
      this.selected.value = [{ first: Math.min(anchor, index), last: Math.max(anchor, index) }];
    });
    this.#anchor = anchor;
  }

  /** Makes a row the active one, and selects it besides the others, or not any more. */
  toggle(index: number): void {
    batch(() => {
      this.active.value = index;
      this.selected.value = this.isSelected(index) ? without(this.selected.value, index) : withRow(this.selected.value, index);
    });
    this.#anchor = index;
  }

  /** So many rows have come below a row, or have gone: the place stays at the same row, or goes to that one when its own has gone. */
  shift(index: number, rows: number): void {
    const active = this.active.peek();
    this.moveTo(active <= index ? active : Math.max(active + rows, index));
  }

  selectAll(count: number): void {
    this.selected.value = count > 0 ? [{ first: 0, last: count - 1 }] : [];
    this.#anchor = 0;
  }

  isSelected(index: number): boolean {
    return this.selected.value.some(({ first, last }) => first <= index && index <= last);
  }

  /** Other rows have come, `count` of them: the place starts afresh at the top, or stays as far as there is one. */
  arrive(count: number, isOther: boolean): void {
    const active = isOther ? -1 : Math.min(this.active.peek(), count - 1);
    if (isOther) {
      this.scrollTop = 0;
      this.settle();
    }
    if (isOther || active !== this.active.peek() || (this.selected.peek().at(-1)?.last ?? 0) >= count) {
      this.moveTo(active);
    }
  }

  #select(index: number): void {
    this.#anchor = index;
    this.selected.value = index < 0 ? [] : [{ first: index, last: index }];
  }
}

/** The number of rows in spans. */
export function rowsIn(spans: readonly Span[]): number {
  return spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

function without(spans: readonly Span[], index: number): readonly Span[] {
  return spans.flatMap(({ first, last }) =>
    index < first || index > last
      ? [{ first, last }]
      : [
          { first, last: index - 1 },
          { first: index + 1, last },
        ].filter((span) => span.first <= span.last),
  );
}

/** Spans with one more row, those next to each other joined. */
function withRow(spans: readonly Span[], index: number): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans, { first: index, last: index }].sort((one, other) => one.first - other.first)) {
    const before = joined.at(-1);
    if (before !== undefined && before.last + 1 === span.first) {
      joined[joined.length - 1] = { first: before.first, last: span.last };
    } else {
      joined.push(span);
    }
  }
  return joined;
}
