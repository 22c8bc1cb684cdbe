/** The state of the table: its order, its filter, its columns, the user's place in it, and its rows. */

import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { formatCount } from '../../format';
import type { RowsQuery, TextQuery } from '../../panel/messages';
import type { Grouping, ProfileRowsResult, Row, SortKey, TextFormat } from '../../protocol.gen';
import { type Direction, readBelow } from './below';
import { ColumnLayout } from './column-layout';
import { type Column, columns, correctedKey, defaultOrder } from './columns';
import { selectedFunctions } from './copying';
import { Cursor, rowHeight } from './cursor';
import { FilterState, keepsAll } from './filter';
import { indexOfFunction } from './locating';
import { Order } from './order';
import { Pages } from './pages';
import type { Panel } from './panel';
import { textOf } from './questions';
import { choiceFrom, partOf } from './saved-state';
import type { Section } from './tabs';
import { Tree } from './tree';
import { Wanted } from './wanted';

/** What decides which rows there are, and their order. */
export type Selection = Omit<RowsQuery, 'offset' | 'limit'>;

const groupings: readonly Grouping[] = ['class', 'file', 'package'];

function groupFrom(saved: unknown): Grouping | 'none' {
  return choiceFrom(saved, ['none', ...groupings], 'none');
}

const nothing: Selection = { sort: [], filter: { text: '' } };

/** The table of one panel. */
export class Table implements Section {
  readonly pages: Pages<Row, Selection, ProfileRowsResult>;
  readonly order: Order<SortKey>;
  readonly filter: FilterState;
  readonly layout: ColumnLayout<Column>;
  readonly cursor: Cursor;
  /** The rows as they are drawn: those of `pages`, and what is unfolded below them. */
  readonly tree: Tree;
  /** What rows unfold into. */
  readonly direction: Signal<Direction>;
  /** What functions are grouped by, "none" for each in a row of its own. */
  readonly group: Signal<Grouping | 'none'>;
  /** Whether the hottest functions alone are shown, from which there is a way back. */
  readonly isHottest: ReadonlySignal<boolean>;
  /** What is wrong with the filter that is wanted. */
  readonly problem: ReadonlySignal<ProfileRowsResult['problem']>;
  /** Such as "37 of 412 functions", empty until it is known. */
  readonly matching: ReadonlySignal<string>;

  readonly #panel: Panel;
  readonly #functions = signal(0);
  readonly #wanted: Wanted<Selection>;
  /** The state before the hottest functions alone were shown. */
  readonly #before: Signal<unknown>;

  constructor(panel: Panel, saved: unknown) {
    this.#panel = panel;
    this.order = new Order(columns, defaultOrder, partOf(saved, 'order'));
    this.filter = new FilterState(partOf(saved, 'filter'));
    this.layout = new ColumnLayout(columns, partOf(saved, 'columns'));
    this.cursor = new Cursor(partOf(saved, 'place'));
    this.group = signal(groupFrom(partOf(saved, 'group')));
    this.#before = signal(partOf(saved, 'before'));
    this.isHottest = computed(() => this.#before.value !== undefined && this.#isOfHottest());
    this.pages = new Pages<Row, Selection, ProfileRowsResult>(nothing, {
      load: (selection, offset, limit) => panel.ask('rows', { ...selection, offset, limit }),
      isRefused: ({ problem }) => problem !== undefined,
      onArrive: (count, isOther) => this.cursor.arrive(count, isOther),
    });
    this.direction = signal(choiceFrom(partOf(saved, 'direction'), ['callers', 'callees'], 'callers'));
    const below = readBelow(
      panel.ask,
      () => this.direction.value,
      () => this.pages.shown.peek().selection,
    );
    this.tree = new Tree(this.pages, this.cursor, below);
    this.problem = computed(() => this.pages.latest.value?.problem);
    this.matching = computed(() => this.#matchingText());
    this.#wanted = new Wanted(
      () => this.#select(),
      (selection) => this.pages.replace(selection),
    );
    effect(() => this.#tellSelected(this.cursor.active.value));
    effect(() => this.#tellFirst());
  }

  get state() {
    return {
      order: this.order.sorted.value,
      filter: this.filter.state,
      columns: this.layout.state,
      place: this.tree.place,
      group: this.group.value,
      direction: this.direction.value,
      ...(this.#before.value === undefined ? {} : { before: this.#before.value }),
    };
  }

  open(): void {
    const content = this.#panel.content.peek();
    this.#functions.value = content.kind === 'open' ? content.summary.functions : 0;
    this.filter.now();
    this.reload();
  }

  settle(): void {
    this.cursor.settle();
  }

  /** Asks again, for the same place. */
  reload(): void {
    const selection = this.#wanted.take();
    this.tree.foldAll();
    // A filter will probably keep as many as before; a table that shrinks in between would lose its place.
    const isWhole = keepsAll(selection.filter) && selection.group === undefined;
    const expected = isWhole ? this.#functions.peek() : this.pages.shown.peek().count;
    this.pages.reload(selection, expected, Math.floor(this.cursor.scrollTop / rowHeight));
  }

  /** Shows the functions alone that take the most time, so many of them, until `leaveHottest`. */
  showHottest(functions: number): void {
    batch(() => {
      this.#before.value = { filter: this.filter.state, order: this.order.sorted.value, group: this.group.value };
      this.group.value = 'none';
      this.order.restore(defaultOrder);
      this.filter.keepFirst(functions);
    });
  }

  /** Shows what was shown before. */
  leaveHottest(): void {
    const before = this.#before.peek();
    batch(() => {
      this.#before.value = undefined;
      this.filter.restore(partOf(before, 'filter'));
      this.order.restore(partOf(before, 'order'));
      this.group.value = groupFrom(partOf(before, 'group'));
    });
  }

  /** Unfolds functions into their callers or callees from now on. */
  unfoldInto(direction: Direction): void {
    batch(() => {
      this.tree.foldAll();
      this.direction.value = direction;
    });
  }

  /** Copies the selected rows, or without any all that there are. */
  async copy(format: TextFormat): Promise<void> {
    const { selection } = this.pages.shown.peek();
    const spans = this.cursor.selected.peek();
    try {
      const functions = spans.length === 0 ? undefined : await selectedFunctions(spans, this.tree, selection, this.#panel.ask);
      this.#panel.send({ type: 'copy', query: this.#textQuery(format, selection, functions) });
    } catch (failure) {
      this.#panel.notice.value = { text: `The rows cannot be copied. ${textOf(failure)}` };
    }
  }

  /** Copies all rows that there are. */
  copyAll(format: TextFormat): void {
    this.#panel.send({ type: 'copy', query: this.#textQuery(format, this.pages.shown.peek().selection, undefined) });
  }

  /** Goes to the row of the function that the user is at in another tab, if it is among the rows. */
  async goToSelected(): Promise<void> {
    const id = this.#panel.selected.peek();
    const { active } = this.cursor;
    const { selection, generation, known } = this.pages.shown.peek();
    if (id === undefined || !known || selection.group !== undefined || this.tree.row(active.peek()).row?.function === id) {
      return;
    }
    const isWanted = () => this.#panel.selected.peek() === id && this.pages.shown.peek().generation === generation;
    const there = this.pages.find((row) => row.function === id);
    const own = there >= 0 ? there : await indexOfFunction(id, selection, this.#panel.ask, isWanted);
    if (own >= 0 && isWanted()) {
      this.cursor.goTo(this.tree.indexOf(own));
    }
  }

  #textQuery(format: TextFormat, { sort, filter }: Selection, functions: readonly string[] | undefined): TextQuery {
    return {
      format,
      sort,
      filter,
      ...(functions === undefined ? {} : { functions }),
      ...(this.#panel.options.directories.peek() ? {} : { stripDirectories: true }),
      ...(this.#panel.isCorrected.peek() ? { corrected: true } : {}),
    };
  }

  #select(): Selection {
    const corrected = this.#panel.isCorrected.value;
    return {
      sort: this.order.keys(corrected ? correctedKey : undefined),
      filter: { ...this.filter.wanted.value, ...(corrected ? { corrected } : {}) },
      ...(this.group.value === 'none' ? {} : { group: this.group.value }),
    };
  }

  /** Tells the other tabs which function the user is at. */
  #tellSelected(index: number): void {
    const row = index < 0 ? undefined : untracked(() => this.tree.row(index)).row;
    if (row !== undefined && row.function !== '') {
      this.#panel.selected.value = row.function;
    }
  }

  /** Tells it again when it is not known which function that is, for another profile has come: as soon as its row is there. */
  #tellFirst(): void {
    const { selected, tab } = this.#panel;
    const index = this.cursor.active.value;
    if (selected.value === undefined && tab.value === 'table' && index >= 0) {
      this.tree.row(index);
      this.#tellSelected(index);
    }
  }

  /** Whether the rows that are wanted are the first ones of all functions by their self times. */
  #isOfHottest(): boolean {
    const { top = 0, ...filter } = this.filter.wanted.value;
    const isFirstOrder = JSON.stringify(this.order.sorted.value) === JSON.stringify(defaultOrder);
    return top > 0 && keepsAll(filter) && isFirstOrder && this.group.value === 'none';
  }

  #matchingText(): string {
    const { known, selection, count, answer } = this.pages.shown.value;
    const all = counted(this.#functions.value, 'function');
    if (keepsAll(selection.filter) && selection.group === undefined) {
      return all;
    }
    if (!known || answer === undefined || answer.problem !== undefined) {
      return '';
    }
    const groups = selection.group === undefined ? '' : `${counted(count, 'group')}, `;
    return groups + (keepsAll(selection.filter) ? all : `${formatCount(answer.functions)} of ${all}`);
  }
}

function counted(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
}
