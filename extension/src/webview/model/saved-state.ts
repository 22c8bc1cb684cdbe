/** What the panel remembers while it is hidden and when the window is loaded again. */

/** Version 2. What is not as expected is ignored, for it may come from another version of the extension. */
export interface SavedState {
  readonly version: 2;
  /** The name of the tab that is shown. */
  readonly tab: string;
  /** The id of the function that all tabs show as selected. */
  readonly selected?: string;
  /** What each tab remembers by its name; each reads its own. */
  readonly sections: Readonly<Record<string, unknown>>;
}

export const initialState: SavedState = { version: 2, tab: 'table', sections: {} };

/** Reads what was saved, as far as it is to be had. */
export function readSavedState(saved: unknown): SavedState {
  if (!isRecord(saved) || saved['version'] !== 2) {
    return initialState;
  }
  const { tab, selected, sections } = saved;
  return {
    version: 2,
    tab: textFrom(tab, initialState.tab),
    ...(typeof selected === 'string' ? { selected } : {}),
    sections: isRecord(sections) ? sections : {},
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was saved under a name; undefined where it is not to be had. */
export function partOf(saved: unknown, name: string): unknown {
  return isRecord(saved) && Object.hasOwn(saved, name) ? saved[name] : undefined;
}

export function textFrom(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

export function flagFrom(value: unknown, otherwise = false): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

/** A number that is not below `least`. */
export function numberFrom(value: unknown, least: number, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= least ? value : otherwise;
}

/** Ranges of whole numbers from 0 on that follow each other with gaps between them; none where any of them is not as expected. */
export function spansFrom(value: unknown): readonly { readonly first: number; readonly last: number }[] {
  const spans = Array.isArray(value) ? value.map((span) => ({ first: partOf(span, 'first'), last: partOf(span, 'last') })) : [];
  let end = -1;
  const areSpans = spans.every(({ first, last }) => {
    const follows = isWhole(first) && isWhole(last) && first > end && last >= first;
    end = follows ? last : end;
    return follows;
  });
  return areSpans ? (spans as { first: number; last: number }[]) : [];
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** One of some choices. */
export function choiceFrom<T extends string>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}

/** Those of some choices that are in a list. */
export function choicesFrom<T extends string>(value: unknown, choices: readonly T[]): readonly T[] {
  return Array.isArray(value) ? choices.filter((choice) => value.includes(choice)) : [];
}
