/** What keys mean in the table. */

/** What of a keyboard event decides its meaning. */
export type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * The row that a key moves to, or with Shift extends the selection to.
 *
 * @param active the row to move from
 * @param count the number of rows
 * @param screenful the number of rows that are wholly visible
 * @returns undefined for a key that does not move
 */
export function rowAfterKey(stroke: Stroke, active: number, count: number, screenful: number): number | undefined {
  if (stroke.altKey || count === 0) {
    return undefined;
  }
  const target = targetOf(stroke, active, count - 1, Math.max(screenful - 1, 1));
  return target === undefined ? undefined : Math.min(Math.max(target, 0), count - 1);
}

function targetOf(stroke: Stroke, active: number, last: number, page: number): number | undefined {
  switch (stroke.key) {
    case 'Home':
      return 0;
    case 'End':
      return last;
  }
  // With Ctrl or Cmd the other keys belong to the editor.
  if (stroke.ctrlKey || stroke.metaKey) {
    return undefined;
  }
  switch (stroke.key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    default:
      return undefined;
  }
}

/** Whether a key goes to the filter from anywhere: Ctrl+F, Cmd+F, and the slash where it is not text. */
export function isFindKey(stroke: Stroke, inText: boolean): boolean {
  if (stroke.key === '/' && !inText) {
    return !stroke.ctrlKey && !stroke.metaKey && !stroke.altKey;
  }
  return stroke.key.toLowerCase() === 'f' && (stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && !stroke.shiftKey;
}

/** Whether a key selects everything. */
export function isSelectAll({ key, ctrlKey, metaKey, altKey, shiftKey }: Stroke): boolean {
  return key.toLowerCase() === 'a' && (ctrlKey || metaKey) && !altKey && !shiftKey;
}

/** Whether a key copies. */
export function isCopy({ key, ctrlKey, metaKey, altKey, shiftKey }: Stroke): boolean {
  return key.toLowerCase() === 'c' && (ctrlKey || metaKey) && !altKey && !shiftKey;
}

/** Whether a click or key asks for the column beside the panel. */
export function isBeside(event: Pick<MouseEvent, 'altKey' | 'ctrlKey' | 'metaKey'>): boolean {
  return event.altKey || event.ctrlKey || event.metaKey;
}
