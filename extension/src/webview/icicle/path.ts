/** Paths of functions: who called whom, down to the function that fills the icicle. */

import type { Row } from '../../protocol.gen';
import type { Ask } from '../model/questions';
import { refind } from '../model/refind';
import { type Step, stepOf } from '../model/step';
import { type Boxes, none } from './boxes';

/** Functions, each called by the one before it. */
export type Path = readonly Step[];

/** Whether the functions that the server found by a path's ids are those that were meant: after a change of the file they may be others. */
export function isSamePath(path: Path, found: readonly Row[]): boolean {
  return path.length === found.length && path.every(({ name, file }, index) => found[index]?.name === name && found[index]?.file === file);
}

/** A path of an earlier profile with the ids of the one that is shown; undefined where that lacks one of its functions. */
export async function refound(ask: Ask, path: Path): Promise<Path | undefined> {
  const steps: Step[] = [];
  for (const step of path) {
    const found = await refind(ask, step);
    if (found === undefined) {
      return undefined;
    }
    steps.push(found);
  }
  return steps;
}

/** The ids from the function that fills the width down, of a path from the first function on. */
export function below(zoomed: Path, ids: readonly string[]): readonly string[] {
  return ids.slice(Math.max(zoomed.length - 1, 0));
}

/** The other way round: all the way down from the first function, of ids from the function that fills the width on. */
export function fromTop(zoomed: Path, ids: readonly string[]): readonly string[] {
  return [...zoomed.slice(0, -1).map(({ id }) => id), ...ids];
}

/** Ids that were saved. */
export function idsFrom(saved: unknown): readonly string[] {
  return Array.isArray(saved) && saved.every((id) => typeof id === 'string') ? saved : [];
}

/** The functions from the top down to a box. */
export function stepsTo(boxes: Boxes, box: number): Path {
  const steps: Step[] = [];
  for (let at = box; at !== none; at = boxes.parent(at)) {
    const row = boxes.functionOf(at);
    if (row !== undefined) {
      steps.unshift(stepOf(row));
    }
  }
  return steps;
}
