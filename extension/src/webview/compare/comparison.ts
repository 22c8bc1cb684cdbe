/** The state of the table of differences: which of them are wanted, in which order, the user's place among them, and the rows. */

import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import { formatCount } from '../../format';
import type { Base, DiffQuery, WebviewMessage } from '../../panel/messages';
import type { DiffKey, DiffKind, DiffRow, ProfileDiffResult } from '../../protocol.gen';
import { ColumnLayout } from '../model/column-layout';
import { Cursor, rowHeight } from '../model/cursor';
import { FilterState, keepsAll } from '../model/filter';
import { Order } from '../model/order';
import { Pages } from '../model/pages';
import type { Panel } from '../model/panel';
import { choicesFrom, flagFrom, partOf, textFrom } from '../model/saved-state';
import type { Section } from '../model/tabs';
import { Wanted } from '../model/wanted';
import { type DiffTableColumn, diffColumns, firstOrder } from './columns';
import { Tolerance } from './tolerance';

/** What may have become of a function, in the order of the switches. */
export const kinds: readonly DiffKind[] = ['slower', 'faster', 'new', 'gone', 'same'];

/** What decides which rows there are, and their order. */
export type DiffSelection = Omit<DiffQuery, 'offset' | 'limit'>;

const nothing: DiffSelection = { sort: [], filter: { text: '' }, tolerance: { seconds: 0, share: 0 }, swapped: false };

/** What a comparison needs of its panel. */
export type ComparingPanel = Pick<Panel, 'ask' | 'comparison' | 'tab'> & { send(message: WebviewMessage): void };

/** The comparison of one panel. */
export class Comparison implements Section {
  readonly pages: Pages<DiffRow, DiffSelection, ProfileDiffResult>;
  readonly order: Order<DiffKey>;
  readonly filter: FilterState;
  readonly layout: ColumnLayout<DiffTableColumn>;
  readonly cursor: Cursor;
  /** The kinds that are kept; without any, all are. */
  readonly kinds: Signal<readonly DiffKind[]>;
  readonly tolerance: Tolerance;
  /** The profile that is shown is taken for the one before. */
  readonly swapped: Signal<boolean>;
  /** What is wrong with the filter that is wanted. */
  readonly problem: ReadonlySignal<ProfileDiffResult['problem']>;
  /** Such as "12 of 412 functions", empty until it is known. */
  readonly matching: ReadonlySignal<string>;
  /** What the server has last said of all functions together. It stays while other rows are on their way. */
  readonly summary: ReadonlySignal<Pick<ProfileDiffResult, 'total' | 'counts' | 'warnings'> | undefined>;

  readonly #panel: ComparingPanel;
  readonly #wanted: Wanted<DiffSelection>;
  /** The path of the base of the last comparison. One that is there again after the window was loaded again is no new one. */
  readonly #base: Signal<string>;

  constructor(panel: ComparingPanel, saved: unknown) {
    this.#panel = panel;
    this.order = new Order(diffColumns, firstOrder, partOf(saved, 'order'));
    this.filter = new FilterState(partOf(saved, 'filter'));
    this.layout = new ColumnLayout(diffColumns, partOf(saved, 'columns'));
    this.cursor = new Cursor(partOf(saved, 'place'));
    this.kinds = signal(choicesFrom(partOf(saved, 'kinds'), kinds));
    this.tolerance = new Tolerance(partOf(saved, 'tolerance'));
    this.swapped = signal(flagFrom(partOf(saved, 'swapped')));
    this.#base = signal(textFrom(partOf(saved, 'base'), ''));
    this.pages = new Pages<DiffRow, DiffSelection, ProfileDiffResult>(nothing, {
      load: (selection, offset, limit) => panel.ask('diff', { ...selection, offset, limit }),
      isRefused: ({ problem }) => problem !== undefined,
      onArrive: (count, isOther) => this.cursor.arrive(count, isOther),
    });
    this.problem = computed(() => this.pages.latest.value?.problem);
    this.summary = computed<Pick<ProfileDiffResult, 'total' | 'counts' | 'warnings'> | undefined>(() => this.pages.latest.value);
    this.matching = computed(() => this.#matchingText());
    this.#wanted = new Wanted(
      () => this.#select(),
      (selection) => this.pages.replace(selection),
    );
    effect(() => this.#compare(panel.comparison.value));
  }

  get state() {
    return {
      order: this.order.sorted.value,
      filter: this.filter.state,
      columns: this.layout.state,
      place: this.cursor.state,
      kinds: this.kinds.value,
      tolerance: this.tolerance.state,
      swapped: this.swapped.value,
      base: this.#base.value,
    };
  }

  open(): void {
    if (this.#panel.comparison.peek() !== undefined) {
      this.filter.now();
      this.reload();
    }
  }

  settle(): void {
    this.cursor.settle();
  }

  /** Asks again, for the same place. */
  reload(): void {
    this.pages.reload(this.#wanted.take(), this.pages.shown.peek().count, Math.floor(this.cursor.scrollTop / rowHeight));
  }

  /** Keeps a kind, or does not care about it any more. */
  toggle(kind: DiffKind): void {
    const kept = this.kinds.peek();
    this.kinds.value = kept.includes(kind)
      ? kept.filter((each) => each !== kind)
      : kinds.filter((each) => each === kind || kept.includes(each));
  }

  /** Shows the differences the other way round. */
  swap(): void {
    this.swapped.value = !this.swapped.peek();
  }

  /** Lets everything through. */
  clear(): void {
    this.kinds.value = [];
    this.filter.clear();
  }

  /** Opens a function's source: as it is after, or as it was before where it is gone. */
  reveal(row: DiffRow, beside: boolean): void {
    const [id, isAfter] = row.headFunction === undefined ? [row.baseFunction, false] : [row.headFunction, true];
    if (id !== undefined && row.file !== '') {
      // The base is what comes after when the two are swapped. The rows may still be those of before they were.
      const { swapped } = this.pages.shown.peek().selection;
      this.#panel.send({ type: 'reveal', function: id, beside, ...(isAfter === swapped ? { inBase: true } : {}) });
    }
  }

  #select(): DiffSelection {
    const kept = this.kinds.value;
    return {
      sort: this.order.keys(),
      filter: this.filter.wanted.value,
      ...(kept.length > 0 ? { kinds: kept } : {}),
      tolerance: this.tolerance.wanted.value,
      swapped: this.swapped.value,
    };
  }

  /** Begins another comparison, or goes on with one whose base has been read again, or ends it. */
  #compare(base: Base | undefined): void {
    untracked(() => {
      if (base !== undefined) {
        const isNew = this.#base.peek() !== base.summary.path;
        this.#base.value = base.summary.path;
        if (isNew) {
          this.swapped.value = false;
          this.#panel.tab.value = 'differences';
        }
        this.reload();
      } else if (this.#wanted.isFollowed) {
        this.#wanted.end();
        this.#base.value = '';
        if (this.#panel.tab.peek() === 'differences') {
          this.#panel.tab.value = 'table';
        }
      }
    });
  }

  #matchingText(): string {
    const { known, selection, answer } = this.pages.shown.value;
    if (!known || answer === undefined || answer.problem !== undefined) {
      return '';
    }
    const all = Object.values(answer.counts).reduce((sum, count) => sum + count, 0);
    const functions = `${formatCount(all)} ${all === 1 ? 'function' : 'functions'}`;
    return keepsAll(selection.filter) && selection.kinds === undefined ? functions : `${formatCount(answer.matching)} of ${functions}`;
  }
}
