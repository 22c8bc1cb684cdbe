/** What the icicle shows. */

import { formatCount } from '../../format';
import type { ProfileIcicleResult } from '../../protocol.gen';
import type { Boxes } from './boxes';
import type { Path } from './path';

/** An answer, and what it answers. */
export interface Shown {
  readonly boxes: Boxes;
  readonly result: ProfileIcicleResult;
  readonly path: Path;
  /** The search has a text, and the server has understood it. */
  readonly searching: boolean;
}

/** How many boxes the search has found, such as "2 of 12"; empty while nothing is searched for. @param focus the box that the keyboard acts on */
export function foundText(shown: Shown | undefined, focus: number): string {
  if (shown === undefined || !shown.searching) {
    return '';
  }
  const { matches } = shown.boxes;
  if (matches.length === 0) {
    return shown.result.matches === 0 ? 'none found' : 'none in view';
  }
  const at = matches.indexOf(focus);
  return at < 0 ? `${formatCount(matches.length)} found` : `${formatCount(at + 1)} of ${formatCount(matches.length)}`;
}
