/** The callers of a function, or its callees: their order, the user's place among them, and their rows. */

import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { EdgesQuery } from '../../panel/messages';
import type { EdgeRow, ProfileEdgesResult, SortKey } from '../../protocol.gen';
import { correctedKey } from '../model/columns';
import { Cursor, rowHeight } from '../model/cursor';
import { Order } from '../model/order';
import { Pages } from '../model/pages';
import type { Panel } from '../model/panel';
import { partOf } from '../model/saved-state';
import { edgeColumns, firstOrder } from './columns';

export type Direction = 'callers' | 'callees';

type Selection = Omit<EdgesQuery, 'offset' | 'limit'>;

const nothing: Selection = { path: [], sort: [] };

export class EdgeTable {
  readonly direction: Direction;
  readonly pages: Pages<EdgeRow, Selection, ProfileEdgesResult>;
  readonly order: Order<SortKey>;
  readonly cursor: Cursor;

  readonly #sort: ReadonlySignal<Selection['sort']>;
  /** The function whose callers or callees were asked for, undefined before the first. */
  #function: string | undefined;
  #sorted: Selection['sort'];

  /** @param onAnswer is told each answer that arrives */
  constructor(
    direction: Direction,
    panel: Pick<Panel, 'ask' | 'isCorrected'>,
    saved: unknown,
    onAnswer: (answer: ProfileEdgesResult) => void,
  ) {
    this.direction = direction;
    this.order = new Order(edgeColumns, firstOrder, partOf(saved, 'order'));
    this.cursor = new Cursor(partOf(saved, 'place'));
    this.pages = new Pages<EdgeRow, Selection, ProfileEdgesResult>(nothing, {
      load: async (selection, offset, limit) => {
        const answer = await panel.ask(direction, { ...selection, offset, limit });
        if (selection.path[0] === this.#function) {
          onAnswer(answer);
        }
        return answer;
      },
      onArrive: (count, isOther) => this.cursor.arrive(count, isOther),
    });
    this.#sort = computed(() => this.order.keys(panel.isCorrected.value ? correctedKey : undefined));
    this.#sorted = this.#sort.peek();
    effect(() => this.#follow(this.#sort.value));
  }

  get state() {
    return { order: this.order.sorted.value, place: this.cursor.state };
  }

  /** Shows the callers or callees of a function. With `again` they are asked for anew, and the place among them stays. */
  show(functionId: string, again: boolean): void {
    this.#function = functionId;
    const selection: Selection = { path: [functionId], sort: this.#sort.peek() };
    if (again) {
      this.pages.reload(selection, this.pages.shown.peek().count, Math.floor(this.cursor.scrollTop / rowHeight));
    } else {
      this.pages.replace(selection);
    }
  }

  #follow(sort: Selection['sort']): void {
    if (JSON.stringify(sort) !== JSON.stringify(this.#sorted)) {
      this.#sorted = sort;
      const { path } = untracked(() => this.pages.shown.value.selection);
      const id = this.#function ?? path[0];
      if (id !== undefined) {
        untracked(() => this.pages.replace({ path: [id], sort }));
      }
    }
  }
}
