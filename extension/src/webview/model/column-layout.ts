/** Which columns of a table are shown, in which order, how wide. */

import { batch, type Signal, signal } from '@preact/signals';
import { isRecord, partOf } from './saved-state';

/** How a column is laid out; widths are in pixels. */
export interface LaidOutColumn {
  readonly name: string;
  readonly width: number;
  /** The width in panels that are not `wide`; `width` where it is absent. */
  readonly narrowWidth?: number;
  /** Its part of the width that is left over: `width` is the least then. */
  readonly grows?: number;
  /** The panel's width from which on it is shown of itself, Infinity for a column that is shown only when the user chooses it. */
  readonly from?: number;
  /** The column without which a row could not be told from others: it cannot be hidden. */
  readonly isNeeded?: boolean;
}

/** The width in pixels from which on columns have their full width. */
export const wide = 860;

const leastWidth = 40;
const greatestWidth = 2000;

/** The layout of one table's columns, as the user wants it. */
export class ColumnLayout<C extends LaidOutColumn> {
  readonly all: readonly C[];
  /** The names in their order. */
  readonly #order: Signal<readonly string[]>;
  /** By name, whether the user wants to see it; the panel's width decides for all others. */
  readonly #chosen: Signal<Readonly<Record<string, boolean>>>;
  /** By name, the widths that the user has chosen. */
  readonly #widths: Signal<Readonly<Record<string, number>>>;

  constructor(all: readonly C[], saved?: unknown) {
    this.all = all;
    const names = all.map(({ name }) => name);
    this.#order = signal(orderFrom(partOf(saved, 'order'), names));
    this.#chosen = signal(entriesFrom(partOf(saved, 'chosen'), names, (value) => typeof value === 'boolean'));
    this.#widths = signal(entriesFrom(partOf(saved, 'widths'), names, isWidth));
  }

  /** What is saved. Reading it subscribes to its changes. */
  get state() {
    return { order: this.#order.value, chosen: this.#chosen.value, widths: this.#widths.value };
  }

  /** All columns in their order. */
  get ordered(): readonly C[] {
    return this.#order.value.flatMap((name) => this.all.filter((column) => column.name === name));
  }

  isVisible({ name, from = 0, isNeeded = false }: C, panelWidth: number): boolean {
    return isNeeded || (this.#chosen.value[name] ?? panelWidth >= from);
  }

  /** The columns that a panel of a width shows. */
  visible(panelWidth: number): readonly C[] {
    return this.ordered.filter((column) => this.isVisible(column, panelWidth));
  }

  /** The columns as CSS's grid-template-columns has them, and the width that they need at least. */
  grid(columns: readonly C[], panelWidth: number): { readonly template: string; readonly width: number } {
    const tracks = columns.map((column) => {
      const width = this.widthOf(column, panelWidth);
      const grows = this.#widths.value[column.name] === undefined && column.grows !== undefined;
      return { text: grows ? `minmax(${width}px, ${column.grows}fr)` : `${width}px`, width };
    });
    return { template: tracks.map(({ text }) => text).join(' '), width: tracks.reduce((sum, { width }) => sum + width, 0) };
  }

  /** The width of a column, its least where it grows. */
  widthOf({ name, width, narrowWidth = width }: C, panelWidth: number): number {
    return this.#widths.value[name] ?? (panelWidth >= wide ? width : narrowWidth);
  }

  choose(name: string, isShown: boolean): void {
    this.#chosen.value = { ...this.#chosen.peek(), [name]: isShown };
  }

  resize(name: string, width: number): void {
    this.#widths.value = { ...this.#widths.peek(), [name]: Math.round(Math.min(Math.max(width, leastWidth), greatestWidth)) };
  }

  /** Gives a column its first width again. */
  unsize(name: string): void {
    const { [name]: _, ...others } = this.#widths.peek();
    this.#widths.value = others;
  }

  /** Moves a column before another one, or to the end. */
  move(name: string, before: string | undefined): void {
    if (name !== before) {
      const others = this.#order.peek().filter((each) => each !== name);
      const index = before === undefined ? -1 : others.indexOf(before);
      this.#order.value = others.toSpliced(index < 0 ? others.length : index, 0, name);
    }
  }

  /** Moves a column by one place among those that are visible. */
  moveBy(name: string, step: -1 | 1, panelWidth: number): void {
    const names = this.visible(panelWidth).map((column) => column.name);
    const target = names.indexOf(name) + (step < 0 ? -1 : 2);
    if (target >= 0) {
      this.move(name, names[target]);
    }
  }

  /** Forgets all that the user has chosen. */
  reset(): void {
    batch(() => {
      this.#order.value = this.all.map(({ name }) => name);
      this.#chosen.value = {};
      this.#widths.value = {};
    });
  }
}

/** The names in a saved order; those that it does not know have their place after the one that they follow at first. */
function orderFrom(saved: unknown, names: readonly string[]): readonly string[] {
  const order = Array.isArray(saved) ? [...new Set(saved.filter((name) => names.includes(name)))] : [];
  for (const [index, name] of names.entries()) {
    if (!order.includes(name)) {
      order.splice(index === 0 ? 0 : order.indexOf(names[index - 1]) + 1, 0, name);
    }
  }
  return order;
}

function entriesFrom<T>(saved: unknown, names: readonly string[], isValid: (value: unknown) => value is T): Record<string, T> {
  const entries = isRecord(saved) ? Object.entries(saved) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => names.includes(entry[0]) && isValid(entry[1])));
}

function isWidth(value: unknown): value is number {
  return typeof value === 'number' && value >= leastWidth && value <= greatestWidth;
}
