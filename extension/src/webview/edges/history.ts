/** The functions that the user has visited, as a browser keeps its pages. */

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { numberFrom, partOf } from '../model/saved-state';
import { type Step, stepsFrom } from '../model/step';

/** The visits kept. */
const most = 100;

export class History {
  /** The function that the user is at; undefined before the first. */
  readonly current: ReadonlySignal<Step | undefined>;
  /** The functions that "back" and "forward" lead to; undefined where there are none. */
  readonly before: ReadonlySignal<Step | undefined>;
  readonly after: ReadonlySignal<Step | undefined>;

  readonly #visits: Signal<{ readonly steps: readonly Step[]; readonly at: number }>;

  constructor(saved?: unknown) {
    const steps = stepsFrom(partOf(saved, 'steps')).slice(-most);
    this.#visits = signal({ steps, at: Math.min(numberFrom(partOf(saved, 'at'), 0, 0), steps.length - 1) });
    const visit = (offset: number) => computed(() => this.#visits.value.steps[this.#visits.value.at + offset]);
    this.current = visit(0);
    this.before = visit(-1);
    this.after = visit(1);
  }

  /** What is saved. Reading it subscribes to its changes. */
  get state() {
    return this.#visits.value;
  }

  /** Goes on to a function; what was forward of here is forgotten. */
  visit(step: Step): void {
    const { steps, at } = this.#visits.peek();
    const kept = [...steps.slice(0, at + 1), step].slice(-most);
    this.#visits.value = { steps: kept, at: kept.length - 1 };
  }

  /** Says more of the function that the user is at. */
  update(step: Step): void {
    const { steps, at } = this.#visits.peek();
    if (at >= 0) {
      this.#visits.value = { steps: steps.with(at, step), at };
    }
  }

  /** Goes back (-1) or forward (1); false where there is nothing. */
  go(step: 1 | -1): boolean {
    const { steps, at } = this.#visits.peek();
    const target = at + step;
    if (target < 0 || target >= steps.length) {
      return false;
    }
    this.#visits.value = { steps, at: target };
    return true;
  }
}
