/** The processes and threads of a run whose profiles can be shown for themselves. */

import type { ProfileOpenResult, RunProcess } from '../../protocol.gen';
import { visible } from '../../visibleText';

/** A process with a profile of its own, and its threads. */
export interface Part {
  readonly label: string;
  /** The file of the process, undefined where its threads alone have some. */
  readonly path: string | undefined;
  readonly threads: readonly { readonly label: string; readonly path: string }[];
}

/** The longest command that is shown of a process. */
const longestCommand = 60;

/** The parts of a run, none where there is only one. */
export function partsOf({ run }: ProfileOpenResult): readonly Part[] {
  const parts = (run?.processes ?? []).map(partOf).filter(({ path, threads }) => path !== undefined || threads.length > 0);
  const files = parts.reduce((sum, { path, threads }) => sum + threads.length + (path === undefined ? 0 : 1), 0);
  return files > 1 ? parts : [];
}

function partOf({ pid, command, file, threads, ended, snapshotAge = 0 }: RunProcess): Part {
  const words = visible(command.join(' '), longestCommand);
  const missing = ended || snapshotAge === 0 ? '' : `, measured until ${snapshotAge.toFixed(1)} s before the end`;
  const named = threads.flatMap(({ id, name, file: path }) =>
    path === undefined ? [] : [{ label: `Thread ${visible(name === '' ? id : name, longestCommand)}`, path }],
  );
  return {
    label: `Process ${pid}${words === '' ? '' : `: ${words}`}${missing}`,
    path: file,
    // One thread is the process itself.
    threads: named.length > 1 || file === undefined ? named : [],
  };
}
