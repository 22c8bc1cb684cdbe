/** The state of the tab of callers and callees: the function that the user is at, what was visited, and the two tables. */

import { batch, effect, signal, untracked } from '@preact/signals';
import type { ProfileEdgesResult, Row } from '../../protocol.gen';
import { visible } from '../../visibleText';
import { ColumnLayout } from '../model/column-layout';
import type { Panel } from '../model/panel';
import { textOf } from '../model/questions';
import { refind } from '../model/refind';
import { partOf } from '../model/saved-state';
import { type Step, stepOf } from '../model/step';
import type { Section } from '../model/tabs';
import { type EdgeColumn, edgeColumns } from './columns';
import { EdgeTable } from './edge-table';
import { History } from './history';
import { Picker } from './picker';

/** What this tab needs of the panel. */
type Surroundings = Pick<Panel, 'ask' | 'isCorrected' | 'selected' | 'tab' | 'content'>;

export class Edges implements Section {
  readonly history: History;
  readonly picker: Picker;
  /** Of both tables, so that their columns stand below each other. */
  readonly layout: ColumnLayout<EdgeColumn>;
  readonly callers: EdgeTable;
  readonly callees: EdgeTable;
  /** The function that the user is at, with its own figures; undefined while they are on their way. */
  readonly function = signal<Row | undefined>(undefined);
  /** Why the function cannot be shown. */
  readonly failure = signal<string | undefined>(undefined);

  readonly #panel: Surroundings;
  /** By their ids, the functions that have been seen in the profile that is shown: ids of visits before may mean others by now. */
  #seen = new Map<string, string>();
  /** Counts the functions shown. */
  #shown = 0;
  /** The current function is shown, or on its way. */
  #isBegun = false;

  constructor(panel: Surroundings, saved?: unknown) {
    this.#panel = panel;
    this.history = new History(partOf(saved, 'history'));
    this.picker = new Picker(panel);
    this.layout = new ColumnLayout(edgeColumns, partOf(saved, 'columns'));
    const take = (answer: ProfileEdgesResult) => this.#take(answer);
    this.callers = new EdgeTable('callers', panel, partOf(saved, 'callers'), take);
    this.callees = new EdgeTable('callees', panel, partOf(saved, 'callees'), take);
    effect(() => {
      if (panel.tab.value === 'callers' && panel.content.value.kind === 'open') {
        const selected = panel.selected.value;
        untracked(() => this.#follow(selected));
      }
    });
  }

  get state() {
    return {
      history: this.history.state,
      columns: this.layout.state,
      callers: this.callers.state,
      callees: this.callees.state,
    };
  }

  open(): void {
    // It is shown again once the tab is.
    this.#isBegun = false;
    this.#seen = new Map();
    this.#shown++;
    this.picker.close();
    this.function.value = undefined;
    this.failure.value = undefined;
  }

  settle(): void {
    this.callers.cursor.settle();
    this.callees.cursor.settle();
  }

  /** Goes to a function of the profile that is shown. */
  visit(step: Step): void {
    this.#seen.set(step.id, identityOf(step));
    if (this.history.current.peek()?.id !== step.id || this.failure.peek() !== undefined) {
      this.history.visit(step);
      this.#show(false);
    }
  }

  /** Goes back (-1) or forward (1) through what was visited. */
  go(step: 1 | -1): void {
    if (this.history.go(step)) {
      this.#show(false);
    }
  }

  /** Asks again after a failure. */
  tryAgain(): void {
    this.#show(true);
  }

  /** Goes to the function with the greatest self time. */
  async visitSlowest(): Promise<void> {
    try {
      const { rows } = await this.#panel.ask('rows', {
        sort: [{ key: 'tottime', descending: true }],
        filter: { text: '' },
        offset: 0,
        limit: 1,
      });
      const [row] = rows;
      if (row === undefined) {
        this.failure.value = 'This profile contains no functions.';
      } else {
        this.visit(stepOf(row));
      }
    } catch (failure) {
      this.failure.value = textOf(failure);
    }
  }

  /** Goes where the user is in another tab, and else where the user was here. */
  #follow(selected: string | undefined): void {
    const current = this.history.current.peek();
    if (selected !== undefined && selected !== current?.id) {
      this.visit({ id: selected, name: '', file: '', line: 0 });
    } else if (!this.#isBegun) {
      this.#show(true);
    }
  }

  /** Shows the current function. @param again whether the places in the tables stay */
  #show(again: boolean): void {
    const current = this.history.current.peek();
    if (current === undefined) {
      return;
    }
    this.#isBegun = true;
    this.#shown++;
    batch(() => {
      this.failure.value = undefined;
      if (!again) {
        this.function.value = undefined;
      }
    });
    if (current.name === '' || this.#seen.get(current.id) === identityOf(current)) {
      this.#load(current, again);
    } else {
      void this.#loadAgain(current, this.#shown);
    }
  }

  #load({ id }: Step, again: boolean): void {
    this.callers.show(id, again);
    this.callees.show(id, again);
    // At last, for the table of functions and this tab itself follow it.
    this.#panel.selected.value = id;
  }

  /** Shows a function that was visited in an earlier profile, or in this one before it changed. */
  async #loadAgain(step: Step, shown: number): Promise<void> {
    let found: Step | undefined;
    let failure = `“${visible(step.name)}” is not in this profile. Choose another function.`;
    try {
      found = await refind(this.#panel.ask, step);
    } catch (error) {
      failure = textOf(error);
    }
    if (shown !== this.#shown) {
      return;
    }
    batch(() => {
      if (found === undefined) {
        this.failure.value = failure;
      } else {
        this.#seen.set(found.id, identityOf(found));
        this.history.update(found);
        this.#load(found, true);
      }
    });
  }

  #take({ function: row, rows }: ProfileEdgesResult): void {
    if (row.function === this.history.current.peek()?.id) {
      for (const each of [row, ...rows]) {
        this.#seen.set(each.function, identityOf(stepOf(each)));
      }
      batch(() => {
        this.function.value = row;
        this.history.update(stepOf(row));
      });
    }
  }
}

/** What tells a function from others in any profile, but for those of the same name in one file. */
function identityOf({ name, file }: Step): string {
  return JSON.stringify([name, file]);
}
