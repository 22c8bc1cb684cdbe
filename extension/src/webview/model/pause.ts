/** Does something once the user pauses, in typing or scrolling. */
export class Pause {
  readonly #milliseconds: number;
  readonly #act: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number, act: () => void) {
    this.#milliseconds = milliseconds;
    this.#act = act;
  }

  /** Begins to wait, or begins anew. */
  wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#act, this.#milliseconds);
  }

  /** Waits no more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
