/** The state of the whole panel, and its talk with the extension host. */

import { effect, type Signal, signal } from '@preact/signals';
import type { Failure, HostMessage, WayOut, WebviewMessage } from '../../panel/messages';
import type { ProfileOpenResult, ProfileRowsResult, Row } from '../../protocol.gen';
import { readSavedState, type SavedState } from './saved-state';
import { Table } from './table';

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
  | { readonly kind: 'open'; readonly file: string; readonly summary: ProfileOpenResult };

/** The pause in scrolling, in milliseconds, after which the place is saved. */
const savingPause = 200;

/** One panel, from `ready` on. */
export class Panel {
  readonly content: Signal<Content> = signal<Content>({ kind: 'opening' });
  /** A sentence about the last thing that the user did. */
  readonly notice = signal<string | undefined>(undefined);
  readonly table: Table;

  readonly #host: Host;
  readonly #endSaving: () => void;
  #requests = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.table = new Table((query) => {
      this.#requests++;
      host.postMessage({ type: 'ask', request: this.#requests, question: 'rows', params: query });
      return this.#requests;
    }, readSavedState(host.getState()));
    this.#endSaving = effect(() => host.setState(this.table.state));
    host.postMessage({ type: 'ready' });
  }

  /** Saves what waits to be saved, and saves no more. */
  dispose(): void {
    this.#endSaving();
    this.saveNow();
  }

  receive(message: HostMessage): void {
    switch (message.type) {
      case 'open':
        this.notice.value = undefined;
        this.content.value = { kind: 'open', file: message.file, summary: message.summary };
        this.table.open(message.summary.functions);
        return;
      case 'failed':
        this.content.value = { kind: 'failed', failure: message.failure };
        return;
      case 'comparison':
        return;
      case 'answer':
        // Pages of rows are all that is asked for.
        this.table.receive(message.request, message.result as ProfileRowsResult);
        return;
      case 'refused':
        this.table.receiveFailure(message.request, message.text);
        return;
      case 'notice':
        this.notice.value = message.text;
        return;
      default:
        message satisfies never;
    }
  }

  /** Opens the source of the function in a row, in the column next to the panel or where the file is in view. Some have none, such as built-ins. */
  openRow(index: number, beside: boolean): void {
    const row = this.table.pages.row(index);
    if (row !== undefined && hasSource(row)) {
      this.notice.value = undefined;
      this.#host.postMessage({ type: 'reveal', function: row.function, beside });
    }
  }

  takeWayOut(wayOut: WayOut): void {
    this.#host.postMessage({ type: 'wayOut', wayOut });
  }

  /** Remembers the place, once the scrolling pauses. */
  scrolled(scrollTop: number): void {
    this.table.scrollTop = scrollTop;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.saveNow(), savingPause);
  }

  saveNow(): void {
    clearTimeout(this.#pause);
    this.#host.setState(this.table.state);
  }
}

/** Whether the profile says in which file a function is, so that it can be shown. */
export function hasSource(row: Row): boolean {
  return row.file !== '';
}
