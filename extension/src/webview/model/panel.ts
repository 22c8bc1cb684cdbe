/** The state of the whole panel, and its talk with the extension host. */

import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Base, Failure, HostMessage, NoticeAction, OpenMessage, WebviewMessage } from '../../panel/messages';
import { Comparison } from '../compare/comparison';
import { Edges } from '../edges/edges';
import { Icicle } from '../icicle/icicle';
import { type Ask, OpenQuestions } from './questions';
import { readSavedState, type SavedState } from './saved-state';
import { Table } from './table';
import type { Section, TabName } from './tabs';
import { ViewOptions } from './view-options';

/** The other end: what VS Code gives a webview, with our types. */
export interface Host {
  postMessage(message: WebviewMessage): void;
  /** What was last given to setState, also after the webview has been closed and made anew; undefined at first. */
  getState(): unknown;
  setState(state: SavedState): void;
}

/** What fills the panel. */
export type Content =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | ({ readonly kind: 'open' } & Omit<OpenMessage, 'type'>);

/** A sentence about the last thing that the user did, and what can be done about it. */
export interface Notice {
  readonly text: string;
  readonly action?: NoticeAction;
}

/** One panel, from `ready` on. */
export class Panel {
  readonly content: Signal<Content> = signal<Content>({ kind: 'opening' });
  /** The profile that the shown one is compared with. */
  readonly comparison = signal<Base | undefined>(undefined);
  readonly notice = signal<Notice | undefined>(undefined);
  /** The name of the tab that is shown. */
  readonly tab: Signal<TabName>;
  /** The id of the function that the user is at, in whichever tab. */
  readonly selected: Signal<string | undefined>;
  readonly options: ViewOptions;
  /** Whether times are shown without the profiler's overhead: the user wants it and the profile has them. */
  readonly isCorrected: ReadonlySignal<boolean>;
  readonly table: Table;
  readonly edges: Edges;
  readonly icicle: Icicle;
  readonly differences: Comparison;
  readonly ask: Ask;

  readonly #host: Host;
  readonly #questions: OpenQuestions;
  /** The parts of the tabs by the names under which their states are saved. */
  readonly #sections: Readonly<Record<string, Section>>;
  readonly #endSaving: () => void;
  /** The server's id of the profile that was shown last. */
  #profile: string | undefined;

  constructor(host: Host) {
    const saved = readSavedState(host.getState());
    this.#host = host;
    this.#questions = new OpenQuestions((message) => host.postMessage(message));
    this.ask = this.#questions.ask;
    // A name that is not that of a tab shows the first one.
    this.tab = signal(saved.tab as TabName);
    this.selected = signal(saved.selected);
    this.options = new ViewOptions(saved.sections['options']);
    this.isCorrected = computed(() => this.options.corrected.value && hasCorrected(this.content.value));
    this.table = new Table(this, saved.sections['table']);
    this.edges = new Edges(this, saved.sections['callers']);
    this.icicle = new Icicle(this, saved.sections['icicle']);
    this.differences = new Comparison(this, saved.sections['differences']);
    this.#sections = { table: this.table, callers: this.edges, icicle: this.icicle, differences: this.differences };
    this.#endSaving = effect(() => host.setState(this.#state));
    host.postMessage({ type: 'ready' });
  }

  /** Saves what waits to be saved, and saves no more. */
  dispose(): void {
    for (const section of Object.values(this.#sections)) {
      section.settle?.();
    }
    this.#endSaving();
  }

  receive(message: HostMessage): void {
    switch (message.type) {
      case 'open':
        this.#open(message);
        return;
      case 'failed':
        this.#questions.forget();
        this.content.value = { kind: 'failed', failure: message.failure };
        return;
      case 'comparison':
        this.comparison.value = message.base;
        return;
      case 'answer':
        this.#questions.answer(message.request, message.result);
        return;
      case 'refused':
        this.#questions.refuse(message.request, message.text);
        return;
      case 'notice':
        this.notice.value = message;
        return;
      default:
        message satisfies never;
    }
  }

  /** Tells the host what the user wants. A notice about what was before goes. */
  send(message: WebviewMessage): void {
    this.notice.value = undefined;
    this.#host.postMessage(message);
  }

  /** Opens the source of a function, in the column next to the panel or where the file is in view. */
  reveal(functionId: string, beside: boolean): void {
    this.send({ type: 'reveal', function: functionId, beside });
  }

  #open({ type: _, ...message }: OpenMessage): void {
    this.#questions.forget();
    batch(() => {
      this.notice.value = message.reloaded ? { text: newsOf(this.content.peek(), message) } : undefined;
      const { profile } = message.summary;
      if (this.#profile !== undefined && this.#profile !== profile) {
        // Ids are those of one profile: the same file that was read again has others.
        this.selected.value = undefined;
      }
      this.#profile = profile;
      this.content.value = { kind: 'open', ...message };
      for (const section of Object.values(this.#sections)) {
        section.open();
      }
    });
  }

  get #state(): SavedState {
    const { value: selected } = this.selected;
    const sections = Object.entries(this.#sections).map(([name, section]) => [name, section.state]);
    return {
      version: 2,
      tab: this.tab.value,
      ...(selected === undefined ? {} : { selected }),
      sections: { ...Object.fromEntries(sections), options: this.options.state },
    };
  }
}

/** What has become of the file that was shown. */
function newsOf(before: Content, { file, summary: { run } }: Pick<OpenMessage, 'file' | 'summary'>): string {
  const ran = before.kind === 'open' && before.summary.run?.running === true;
  return ran && run !== undefined && run.running !== true
    ? `${run.name} has ended: these are all its figures.`
    : `${file} has changed: these are its new figures.`;
}

function hasCorrected(content: Content): boolean {
  return content.kind === 'open' && content.summary.overhead !== undefined;
}
