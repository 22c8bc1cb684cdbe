/** What keys mean in the icicle. */

import type { Stroke } from '../model/keyboard';
import { type Boxes, none } from './boxes';

/**
 * The box that a key moves to: up to the caller, down to the widest callee, to the sides within the level, Home to the first on top.
 *
 * @param from the box to move from, `none` before there was one
 * @returns undefined for a key that does not move; the same box where there is no other in that direction
 */
export function boxAfterKey(stroke: Stroke, boxes: Boxes, from: number): number | undefined {
  if (stroke.altKey || stroke.ctrlKey || stroke.metaKey || stroke.shiftKey || boxes.count === 0) {
    return undefined;
  }
  const target = targetOf(stroke.key, boxes, from);
  if (target === undefined) {
    return undefined;
  }
  // Whoever has no box yet begins on top.
  return target === none ? Math.max(from, 0) : target;
}

function targetOf(key: string, boxes: Boxes, from: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return boxes.parent(from);
    case 'ArrowDown':
      return from === none ? 0 : boxes.firstBelow(from);
    case 'ArrowLeft':
      return boxes.neighbour(from, -1);
    case 'ArrowRight':
      return from === none ? 0 : boxes.neighbour(from, 1);
    case 'Home':
      return 0;
    default:
      return undefined;
  }
}

/** What a key does with the box that has the focus. */
export type Deed = 'zoom' | 'goUp' | 'source' | 'sourceBeside';

/** What a key does, undefined for nothing. */
export function deedOfKey({ key, ctrlKey, metaKey, altKey }: Stroke): Deed | undefined {
  const command = ctrlKey || metaKey;
  switch (key) {
    case 'Enter':
      return deedOfClick({ ctrlKey, metaKey, altKey });
    case 'Escape':
    case 'Backspace':
      return command || altKey ? undefined : 'goUp';
    default:
      return undefined;
  }
}

/** What a click or Enter does. */
export function deedOfClick({ ctrlKey, metaKey, altKey }: Pick<Stroke, 'ctrlKey' | 'metaKey' | 'altKey'>): Deed {
  if (altKey) {
    return 'sourceBeside';
  }
  return ctrlKey || metaKey ? 'source' : 'zoom';
}

/** The match after (1) or before (-1) a box in the order of reading; from the last it goes on with the first. `none` where there are none. */
export function nextMatch(boxes: Boxes, from: number, step: 1 | -1): number {
  const { matches } = boxes;
  if (matches.length === 0) {
    return none;
  }
  const at = matches.indexOf(from);
  if (at >= 0) {
    return matches[(at + step + matches.length) % matches.length] ?? none;
  }
  const start = boxes.get(from)?.start ?? -1;
  const isAfter = (box: number) => (boxes.get(box)?.start ?? 0) > start || ((boxes.get(box)?.start ?? 0) === start && box > from);
  const next = matches.findIndex(isAfter);
  const after = next < 0 ? 0 : next;
  return matches[step === 1 ? after : (after - 1 + matches.length) % matches.length] ?? none;
}
