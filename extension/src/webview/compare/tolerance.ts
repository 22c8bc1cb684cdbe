/** How much of a difference counts as none, as the user writes it. */

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { DiffTolerance } from '../../protocol.gen';
import { Pause } from '../model/pause';
import { partOf, textFrom } from '../model/saved-state';

/** A thousandth of a second, or a twentieth: less is in the noise of most programs. */
const firstTolerance = { milliseconds: '1', percent: '5' };

/** The pause in typing, in milliseconds, after which a tolerance is applied. */
const typingPause = 300;

/** The two fields. What is no number in them is said, and the number before stays. */
export class Tolerance {
  readonly milliseconds: Signal<string>;
  readonly percent: Signal<string>;
  /** The tolerance that is asked for. */
  readonly wanted: ReadonlySignal<DiffTolerance>;
  /** What is wrong with what was typed, as a sentence; empty where nothing is. */
  readonly problem: ReadonlySignal<string>;

  readonly #wanted: Signal<DiffTolerance>;
  readonly #pause = new Pause(typingPause, () => this.now());

  constructor(saved: unknown) {
    this.milliseconds = signal(textFrom(partOf(saved, 'milliseconds'), firstTolerance.milliseconds));
    this.percent = signal(textFrom(partOf(saved, 'percent'), firstTolerance.percent));
    this.#wanted = signal(this.#typed() ?? { seconds: 0, share: 0 });
    this.wanted = this.#wanted;
    this.problem = computed(() => (this.#typed() === undefined ? 'Enter a number from 0 on, such as 0.5.' : ''));
  }

  get state() {
    return { milliseconds: this.milliseconds.value, percent: this.percent.value };
  }

  /** Takes what the user types, and applies it once the typing pauses. */
  type(field: 'milliseconds' | 'percent', text: string): void {
    this[field].value = text;
    this.#pause.wait();
  }

  /** Applies what has been typed, without waiting for a pause. */
  now(): void {
    this.#pause.end();
    const typed = this.#typed();
    const { seconds, share } = this.#wanted.peek();
    if (typed !== undefined && (typed.seconds !== seconds || typed.share !== share)) {
      this.#wanted.value = typed;
    }
  }

  #typed(): DiffTolerance | undefined {
    const [milliseconds, percent] = [numberFrom(this.milliseconds.value), numberFrom(this.percent.value)];
    return milliseconds === undefined || percent === undefined ? undefined : { seconds: milliseconds / 1000, share: percent / 100 };
  }
}

/** A number from 0 on, 0 for nothing. A comma is a point, as many people write it. */
function numberFrom(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? 0 : /^(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : undefined;
}
