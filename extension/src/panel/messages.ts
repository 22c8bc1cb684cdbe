/**
 * Every message between the extension host and the profile panel's webview.
 *
 * Both sides switch on `type` exhaustively. The webview says `ready` as soon as it listens; the host then sends `open` or `failed`, then `comparison`, and
 * each again whenever a file changes on disk. Ids of functions are those of the profile in the last `open` or, where a message says so, of the base in the
 * last `comparison`. Files are named by `path`: the path of a file on this computer, the address of any other one.
 */

import type {
  ProfileDiffParams,
  ProfileDiffResult,
  ProfileEdgesParams,
  ProfileEdgesResult,
  ProfileIcicleParams,
  ProfileIcicleResult,
  ProfileOpenResult,
  ProfileRowsParams,
  ProfileRowsResult,
  ProfileTextParams,
  SaveFormat,
} from '../protocol.gen';

/** The id of the element of the host's page into which the webview renders. */
export const rootElementId = 'profile';

/** A page of the table, of the profile that the panel shows. */
export type RowsQuery = Omit<ProfileRowsParams, 'profile'>;
/** A page of the callers or callees of a function. */
export type EdgesQuery = Omit<ProfileEdgesParams, 'profile'>;
/** The boxes of an icicle. */
export type IcicleQuery = Omit<ProfileIcicleParams, 'profile'>;
/**
 * A page of the table of differences. `swapped` takes the profile that the panel shows for the one before and the base for the one after:
 * `baseFunction` of the rows is then an id of the shown profile, `headFunction` one of the base.
 */
export type DiffQuery = Omit<ProfileDiffParams, 'base' | 'head'> & { readonly swapped: boolean };

/** What the webview may ask the server, and what it is answered. The host knows which profile is meant. */
export interface Questions {
  readonly rows: { readonly params: RowsQuery; readonly result: ProfileRowsResult };
  readonly callers: { readonly params: EdgesQuery; readonly result: ProfileEdgesResult };
  readonly callees: { readonly params: EdgesQuery; readonly result: ProfileEdgesResult };
  readonly icicle: { readonly params: IcicleQuery; readonly result: ProfileIcicleResult };
  readonly diff: { readonly params: DiffQuery; readonly result: ProfileDiffResult };
}

export type Question = keyof Questions;

/**
 * Asks the server. `request` is a number that the webview has not used before; each is answered once, by `answer` or `refused`, in any order.
 */
export type AskMessage = {
  readonly [Q in Question]: {
    readonly type: 'ask';
    readonly request: number;
    readonly question: Q;
    readonly params: Questions[Q]['params'];
  };
}[Question];

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

/** A file that the user has added and that cannot be read: it is not in the figures. */
export interface LeftOut {
  readonly path: string;
  /** Why, as a sentence for the user. */
  readonly text: string;
}

/** The profile that the shown one is compared with. */
export interface Base {
  /** It as the user knows it: the name of its run, or its file relative to the workspace. */
  readonly label: string;
  readonly summary: ProfileOpenResult;
}

/** Something that the user can do about a notice; the panel offers it as a button. `findSource`: show where the file of that function is now. */
export type NoticeAction = 'findSource';

/** What the extension host sends. */
export type HostMessage =
  | OpenMessage
  /** The file cannot be opened; whatever the panel shows is out of date. */
  | { readonly type: 'failed'; readonly failure: Failure }
  /** There is a comparison from now on, or another one, or the base has been read again. Without a base there is none. */
  | { readonly type: 'comparison'; readonly base?: Base }
  /** The answer to the `ask` message with the same number, of the type that `Questions` says. */
  | { readonly type: 'answer'; readonly request: number; readonly result: Questions[Question]['result'] }
  /** The other answer to it: a sentence for the user, such as that the server has ended. */
  | { readonly type: 'refused'; readonly request: number; readonly text: string }
  /** A sentence about the last thing that the user did, or about what happened to a file. */
  | { readonly type: 'notice'; readonly text: string; readonly action?: NoticeAction };

/** A profile is to be shown: answers that the webview holds are out of date. */
export interface OpenMessage {
  readonly type: 'open';
  /** The document's file as the user knows it. */
  readonly file: string;
  /** The profile that is shown. Its `path` and `files` are named as everywhere in these messages. */
  readonly summary: ProfileOpenResult;
  /** The profile of the whole run, when `summary` is that of one of its processes or threads. Its `run.processes` has all parts. */
  readonly whole?: ProfileOpenResult;
  /** Files that should have been added up, too. */
  readonly leftOut: readonly LeftOut[];
  /** It has been read again because a file has changed, and is not another profile than before. */
  readonly reloaded: boolean;
}

/** What the webview sends. */
export type WebviewMessage =
  /** The webview listens now, for the first time or after it was loaded again. */
  | { readonly type: 'ready' }
  | AskMessage
  /**
   * Opens a function's source; `beside` in the column next to the panel, else where the file is in view, or in another column than the panel's. With
   * `inBase` the function is one of the base.
   */
  | { readonly type: 'reveal'; readonly function: string; readonly beside: boolean; readonly inBase?: boolean }
  /** The user chose a way out of a failure. */
  | { readonly type: 'wayOut'; readonly wayOut: WayOut }
  /** The user pressed the button of the last notice. */
  | { readonly type: 'act'; readonly action: NoticeAction }
  /** Shows a process or thread instead of the whole run: `path` is its file in the run's `processes`. Without one, the whole. */
  | { readonly type: 'showPart'; readonly path?: string }
  /** Lets the user choose files that are to be added up with this one. */
  | { readonly type: 'addFiles' }
  /** Takes a file out again: one of `summary.files` but the first, or of `leftOut`. */
  | { readonly type: 'removeFile'; readonly path: string }
  /** Lets the user choose what to compare with; `comparison` follows if something is chosen. */
  | { readonly type: 'compare' }
  | { readonly type: 'endComparison' }
  /** Copies rows of the table to the clipboard; a notice says how many. */
  | { readonly type: 'copy'; readonly query: TextQuery }
  /** Lets the user choose where to save the shown profile; a notice names the files. */
  | { readonly type: 'save'; readonly format: SaveFormat };

/** Which rows are copied, and as what. The host limits their number. */
export type TextQuery = Omit<ProfileTextParams, 'profile' | 'limit'>;
