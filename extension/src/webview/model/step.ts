/** Functions that the user has been at, as they can be remembered. */

import type { Row } from '../../protocol.gen';
import { isRecord } from './saved-state';

/** A function. Its id holds for one profile only; its name and place tell whether it is still the same in another. */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export function stepOf({ function: id, name, file, line }: Pick<Row, 'function' | 'name' | 'file' | 'line'>): Step {
  return { id, name, file, line };
}

/** Functions that were saved; none where they are not to be had. */
export function stepsFrom(saved: unknown): readonly Step[] {
  return Array.isArray(saved) && saved.every(isStep) ? saved : [];
}

function isStep(saved: unknown): saved is Step {
  return isRecord(saved) && ['id', 'name', 'file'].every((key) => typeof saved[key] === 'string') && typeof saved['line'] === 'number';
}
