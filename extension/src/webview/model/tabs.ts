/** The tabs of the panel. */

export type TabName = 'table' | 'callers' | 'icicle' | 'differences';

/** The part of the panel that one tab has to itself. */
export interface Section {
  /** What is to be saved, as JSON can hold it. Reading it subscribes to its changes. */
  readonly state: unknown;
  /** A profile is shown: another one, or the same read again, as `panel.content` says. Ids of functions that are held are out of date. */
  open(): void;
  /** The webview goes away: what waits to be saved belongs into the state now. */
  settle?(): void;
}
