/**
 * Every message between the extension host and the profile panel's webview.
 *
 * Both sides switch on `type` exhaustively. The webview asks with `ready` as soon as it listens; the host then sends `open` or `failed`, and
 * again whenever the file changes on disk. Ids of functions are those of the profile in the last `open`.
 */

import type { ProfileOpenResult, ProfileRowsParams, ProfileRowsResult } from '../protocol.gen';

/** The id of the element of the host's page into which the webview renders. */
export const rootElementId = 'profile';

/** A page of the table, of the profile that the panel shows. */
export type RowsQuery = Omit<ProfileRowsParams, 'profile'>;

/** Something that the user can do about a file that could not be opened; the panel offers each as a button. */
export type WayOut = 'tryAgain' | 'openAsText' | 'showLog';

/** Why a file could not be opened. */
export interface Failure {
  /** The file as the user knows it, relative to the workspace where it is inside. */
  readonly file: string;
  /** The server's sentences: what is wrong, and the way out. */
  readonly text: string;
  readonly waysOut: readonly WayOut[];
}

/** What the extension host sends. */
export type HostMessage =
  /** The file has been opened, or opened again after a change: pages that the webview holds are out of date. */
  | { readonly type: 'open'; readonly file: string; readonly summary: ProfileOpenResult }
  /** The file cannot be opened; whatever the panel shows is out of date. */
  | { readonly type: 'failed'; readonly failure: Failure }
  /** The answer to the `rows` message with the same number. */
  | { readonly type: 'rows'; readonly request: number; readonly result: ProfileRowsResult }
  /** The other answer to it: a sentence for the user, such as that the server has ended. */
  | { readonly type: 'rowsFailed'; readonly request: number; readonly text: string }
  /** A sentence about the last thing that the user did, such as why a function's source cannot be shown. */
  | { readonly type: 'notice'; readonly text: string };

/** What the webview sends. */
export type WebviewMessage =
  /** The webview listens now, for the first time or after it was loaded again. */
  | { readonly type: 'ready' }
  /** Asks for a page. `request` is a number that the webview has not used before; each request is answered once, in any order. */
  | { readonly type: 'rows'; readonly request: number; readonly query: RowsQuery }
  /** Opens a function's source; `beside` in the column next to the panel, else where the file is in view, or in another column than the panel's. */
  | { readonly type: 'reveal'; readonly function: string; readonly beside: boolean }
  /** The user chose a way out of a failure. */
  | { readonly type: 'wayOut'; readonly wayOut: WayOut };
