/** What the panel remembers while it is hidden and when the window is loaded again. */

import type { SortColumn } from '../../protocol.gen';
import { columns, defaultSort } from './columns';

/** Version 1. Anything that is not exactly this is ignored, for it may come from another version of the extension. */
export interface SavedState {
  readonly version: 1;
  readonly sort: readonly SortColumn[];
  readonly filter: string;
  /** The height scrolled out of sight, in pixels. */
  readonly scrollTop: number;
  /** The row that the keyboard acts on, -1 for none. */
  readonly active: number;
}

export const initialState: SavedState = { version: 1, sort: defaultSort, filter: '', scrollTop: 0, active: -1 };

/** Reads what was saved, or the initial state where that is not to be had. */
export function readSavedState(saved: unknown): SavedState {
  if (!isRecord(saved) || saved['version'] !== 1) {
    return initialState;
  }
  const { sort, filter, scrollTop, active } = saved;
  if (!isSort(sort) || typeof filter !== 'string' || !isPosition(scrollTop, 0) || !isPosition(active, -1)) {
    return initialState;
  }
  return { version: 1, sort, filter, scrollTop, active };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isPosition(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= least;
}

const sortKeys: ReadonlySet<unknown> = new Set(columns.flatMap(({ key, thenBy }) => (thenBy === undefined ? [key] : [key, thenBy])));

function isSort(value: unknown): value is readonly SortColumn[] {
  return Array.isArray(value) && value.length > 0 && value.every(isSortColumn);
}

function isSortColumn(value: unknown): value is SortColumn {
  return isRecord(value) && sortKeys.has(value['key']) && typeof value['descending'] === 'boolean';
}
