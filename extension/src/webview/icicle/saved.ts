/** What the icicle remembers while the panel is hidden and when the window is loaded again. */

import type { Path, Step } from './path';

export interface IcicleState {
  readonly path: Path;
  readonly exact: boolean;
  readonly find: string;
  /** The height scrolled out of sight, in pixels. */
  readonly scrollTop: number;
  /** The ids of the functions from the first one down to the box that has the focus. */
  readonly focus: readonly string[];
}

export const initialIcicle: IcicleState = { path: [], exact: false, find: '', scrollTop: 0, focus: [] };

/** Reads what was saved, or the initial state where that is not to be had. */
export function readIcicleState(saved: unknown): IcicleState {
  if (typeof saved !== 'object' || saved === null) {
    return initialIcicle;
  }
  const { path, exact, find, scrollTop, focus } = saved as Record<string, unknown>;
  const isState =
    Array.isArray(path) &&
    path.every(isStep) &&
    typeof exact === 'boolean' &&
    typeof find === 'string' &&
    typeof scrollTop === 'number' &&
    scrollTop >= 0 &&
    Array.isArray(focus) &&
    focus.every((id) => typeof id === 'string');
  return isState ? { path, exact, find, scrollTop, focus } : initialIcicle;
}

function isStep(step: unknown): step is Step {
  if (typeof step !== 'object' || step === null) {
    return false;
  }
  const { id, name, file, line } = step as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string' && typeof file === 'string' && typeof line === 'number';
}
