/** The state of the icicle: what fills its width, what it is asked for, and the box that the keyboard acts on. */

import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { IcicleQuery } from '../../panel/messages';
import type { ProfileIcicleResult } from '../../protocol.gen';
import type { Panel } from '../model/panel';
import { Pause } from '../model/pause';
import { textOf } from '../model/questions';
import { flagFrom, partOf, textFrom } from '../model/saved-state';
import { ScrollPlace } from '../model/scroll-place';
import { stepsFrom } from '../model/step';
import type { Section } from '../model/tabs';
import { Boxes, none } from './boxes';
import { nextMatch } from './moves';
import { below, fromTop, idsFrom, isSamePath, type Path, refound, stepsTo } from './path';
import { foundText, type Shown } from './shown';

/** The pause in typing, in milliseconds, after which the search begins. */
export const typingPause = 150;

/** The levels asked for: all that the server gives at once. */
const levels = 256;

/** Widths are rounded up to a multiple of so many pixels, so that few resizings need other boxes. */
const widthStep = 256;

/** What the icicle needs of the panel. */
type Surroundings = Pick<Panel, 'ask' | 'isCorrected' | 'selected'>;

export class Icicle extends ScrollPlace implements Section {
  /** The functions down to the one that fills the width; without any it is all roots. */
  readonly path: Signal<Path>;
  /** Only what is exact is shown. */
  readonly exact: Signal<boolean>;
  /** The text in the search field, which may be newer than the boxes. */
  readonly typed: Signal<string>;
  /** The boxes, undefined before the first answer. They stay until those of another question are there. */
  readonly shown = signal<Shown | undefined>(undefined);
  /** Why there are no boxes. */
  readonly failure = signal<string | undefined>(undefined);
  /** A sentence on what has become of the place that was shown before. */
  readonly note = signal<string | undefined>(undefined);
  /** A question is on its way. */
  readonly busy = signal(false);
  /** The box that the keyboard acts on, `none` before there is one. */
  readonly focus = signal(none);
  /** What is asked for; undefined before the width is known. */
  readonly query: ReadonlySignal<IcicleQuery | undefined>;
  /** Such as "2 of 12", empty while nothing is searched for. */
  readonly found: ReadonlySignal<string>;

  readonly #panel: Surroundings;
  readonly #width = signal(0);
  readonly #find: Signal<string>;
  /** Counts the profiles: one that is loaded again needs other boxes though nothing else has changed. */
  readonly #profile = signal(0);
  /** Of which profile the ids in the path are, as far as it is known. */
  #known: number | undefined;
  #asked = '';
  readonly #pause = new Pause(typingPause, () => this.#search());
  /** The functions from the first one down to the box that is to have the focus. */
  #wanted: readonly string[];
  /** The direction in which to look for a match when the boxes are there. */
  #step: 1 | -1 | undefined;

  constructor(panel: Surroundings, saved?: unknown) {
    super(saved);
    this.#panel = panel;
    this.path = signal(stepsFrom(partOf(saved, 'path')));
    this.exact = signal(flagFrom(partOf(saved, 'exact')));
    this.typed = signal(textFrom(partOf(saved, 'find'), ''));
    this.#find = signal(this.typed.peek());
    this.#wanted = idsFrom(partOf(saved, 'focus'));
    this.query = computed(() => {
      const width = Math.ceil(this.#width.value / widthStep) * widthStep;
      return width === 0
        ? undefined
        : {
            path: this.path.value.map(({ id }) => id),
            least: 1 / width,
            levels,
            exact: this.exact.value,
            corrected: panel.isCorrected.value,
            find: { text: this.#find.value, corrected: panel.isCorrected.value },
          };
    });
    this.found = computed(() => foundText(this.shown.value, this.focus.value));
  }

  /** The state to be saved. */
  get state() {
    const shown = this.shown.value;
    const box = this.focus.value;
    return {
      path: this.path.value,
      exact: this.exact.value,
      find: this.typed.value,
      scrollTop: this.savedTop,
      focus: shown === undefined || box === none ? this.#wanted : fromTop(shown.path, shown.boxes.path(box)),
    };
  }

  /** Another profile, or the same file after a change: what is shown is out of date. */
  open(): void {
    batch(() => {
      this.#profile.value++;
      this.failure.value = undefined;
      this.note.value = undefined;
    });
  }

  /** What must be asked for when it changes. Reading it subscribes to that. */
  get due(): string {
    return this.query.value === undefined ? '' : JSON.stringify([this.#profile.value, this.query.value]);
  }

  /** Takes the width of the view in pixels. */
  resize(width: number): void {
    this.#width.value = width;
  }

  /** Asks for what is due, unless it has been asked for. The view does it: nothing is asked for an icicle that nobody sees. */
  update(): void {
    const { due } = this;
    const query = this.query.peek();
    if (query !== undefined && due !== this.#asked) {
      this.#asked = due;
      void this.#request(due, query, this.path.peek());
    }
  }

  /** Asks again after a failure. */
  tryAgain(): void {
    this.#asked = '';
    this.failure.value = undefined;
    this.update();
  }

  /** Makes a box the one that the keyboard acts on, and its function the one that the user is at in all tabs. */
  focusOn(box: number): void {
    this.focus.value = box;
    const id = this.shown.peek()?.boxes.functionOf(box)?.function;
    if (id !== undefined) {
      this.#panel.selected.value = id;
    }
  }

  /** Lets a box fill the width. */
  zoom(box: number): void {
    const shown = this.shown.peek();
    if (shown === undefined || box === none) {
      return;
    }
    this.focusOn(box);
    this.#goTo([...shown.path.slice(0, -1), ...stepsTo(shown.boxes, box)]);
  }

  /** Lets the caller of what fills the width fill it. False when that is all roots already. */
  goUp(): boolean {
    const path = this.path.peek();
    if (path.length === 0) {
      return false;
    }
    this.goTo(path.length - 1);
    return true;
  }

  /** Goes back to the first so many functions of the path; 0 is all roots. The focus goes to the one below. */
  goTo(depth: number): void {
    const path = this.path.peek();
    if (depth < path.length) {
      this.#goTo(path.slice(0, depth), path);
    }
  }

  /** Shows a function with what it called, wherever it was called from. Without one, all roots. */
  show(path: Path): void {
    this.#goTo(path);
  }

  /** Shows all roots, with estimates. */
  showEverything(): void {
    batch(() => {
      this.exact.value = false;
      this.failure.value = undefined;
      this.#goTo([]);
    });
  }

  /** Says whether estimates are left out. */
  setExact(exact: boolean): void {
    this.#keepFocus();
    this.exact.value = exact;
  }

  /** Takes what the user types, and searches once the typing pauses. */
  type(text: string): void {
    this.typed.value = text;
    this.#pause.wait();
  }

  /** Ends the search. */
  clearSearch(): void {
    this.typed.value = '';
    this.#search();
  }

  /** Moves the focus to the next match (1) or the one before (-1), once the boxes for what has been typed are there. */
  toMatch(step: 1 | -1): void {
    this.#search();
    const shown = this.shown.peek();
    if (this.due !== this.#asked || this.busy.peek() || shown === undefined) {
      this.#step = step;
      return;
    }
    const match = nextMatch(shown.boxes, this.focus.peek(), step);
    if (match !== none) {
      this.focusOn(match);
    }
  }

  #search(): void {
    this.#pause.end();
    if (this.#find.peek() !== this.typed.peek()) {
      this.#keepFocus();
      this.#find.value = this.typed.peek();
    }
  }

  #goTo(path: Path, focus: Path = path): void {
    batch(() => {
      this.#wanted = focus.map(({ id }) => id);
      this.path.value = path;
      this.note.value = undefined;
      this.scrollTop = 0;
      this.settle();
    });
  }

  #keepFocus(): void {
    this.#wanted = this.state.focus;
  }

  async #request(due: string, query: IcicleQuery, path: Path): Promise<void> {
    this.busy.value = true;
    try {
      const result = await this.#panel.ask('icicle', query).catch((error: unknown) => this.#excuse(error, path));
      if (this.#asked !== due) {
        return;
      }
      if (result !== undefined && isSamePath(path, result.ancestors)) {
        this.#receive(result, query, path);
      } else {
        await this.#findAgain(due, path);
      }
    } catch (error) {
      if (this.#asked === due) {
        this.failure.value = textOf(error);
        this.shown.value = undefined;
        this.busy.value = false;
      }
    }
  }

  /** A server refuses ids that there are not: those of another profile. */
  #excuse(error: unknown, path: Path): undefined {
    if (path.length === 0 || this.#known === this.#profile.peek()) {
      throw error;
    }
  }

  /** Shows a path of an earlier profile, whose functions have other ids now; all roots where one of them is gone. */
  async #findAgain(due: string, path: Path): Promise<void> {
    const found = await refound(this.#panel.ask, path);
    if (this.#asked !== due) {
      return;
    }
    this.#known = this.#profile.peek();
    this.#goTo(found ?? []);
    if (found === undefined) {
      this.note.value = 'The profile has changed: the function that filled the width is not there any more.';
    }
    // It may be what has just been asked for.
    this.#asked = '';
    this.update();
  }

  #receive(result: ProfileIcicleResult, query: IcicleQuery, path: Path): void {
    this.#known = this.#profile.peek();
    batch(() => {
      const boxes = new Boxes(result);
      this.busy.value = false;
      this.failure.value = undefined;
      this.shown.value = { boxes, result, path, searching: query.find.text !== '' && result.problem === undefined };
      this.focus.value = this.#wanted.length === 0 ? none : Math.max(boxes.along(below(path, this.#wanted)), Math.min(0, boxes.count - 1));
    });
    if (this.#step !== undefined) {
      const step = this.#step;
      this.#step = undefined;
      this.toMatch(step);
    }
  }
}
