import { type Signal, signal } from '@preact/signals';
import { Pause } from './pause';
import { numberFrom, partOf } from './saved-state';

/** The pause in scrolling, in milliseconds, after which the place is saved. */
const savingPause = 200;

/** Something that scrolls, and remembers how far. */
export class ScrollPlace {
  /** The height scrolled out of sight, in pixels, as it is. What is saved follows when the scrolling pauses. */
  scrollTop: number;

  readonly #saved: Signal<number>;
  readonly #pause = new Pause(savingPause, () => this.settle());

  /** @param saved a state with the height as `scrollTop` */
  constructor(saved: unknown) {
    this.scrollTop = numberFrom(partOf(saved, 'scrollTop'), 0, 0);
    this.#saved = signal(this.scrollTop);
  }

  /** The height to be saved. Reading it subscribes to its changes. */
  get savedTop(): number {
    return this.#saved.value;
  }

  /** Remembers the place, once the scrolling pauses. */
  scrolled(scrollTop: number): void {
    this.scrollTop = scrollTop;
    this.#pause.wait();
  }

  /** Remembers the place at once. */
  settle(): void {
    this.#pause.end();
    this.#saved.value = this.scrollTop;
  }
}
