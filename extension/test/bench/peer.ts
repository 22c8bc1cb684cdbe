import { reference } from '../../tools/reference.mjs';
import type { Command } from './measure';

/** Python's own pstats, as the thing to be measured beside. */
export interface Peer {
  /** Such as "pstats of 3.13.0". */
  readonly name: string;
  /** The command that runs a script with arguments. */
  run(script: string, ...args: readonly string[]): Command;
}

/** The pstats of the reference. */
export function peer(): Peer {
  const { path, version } = reference();
  return { name: `pstats of ${version}`, run: (script, ...args) => [path, '-c', script, ...args] };
}
