/** The run that a profile was measured in, in words. */

import { formatElapsed } from '../../format';
import type { ProfileRun } from '../../protocol.gen';

/** What was run, as one would type it: its name and its arguments, those with spaces in quotes. */
export function commandOf({ name, target: { args } }: ProfileRun): string {
  return [name, ...args.map((arg) => (/^\S+$/.test(arg) ? arg : JSON.stringify(arg)))].join(' ');
}

/** How the program ended, or that it has not, such as "ended with exit code 3 after 3.2 s". */
export function endingOf({ running, ending, exitCode, signal, seconds }: ProfileRun): string {
  if (running) {
    return `still running after ${formatElapsed(seconds)}`;
  }
  const after = `after ${formatElapsed(seconds)}`;
  switch (ending) {
    case 'exited':
      return exitCode === 0 ? `ended ${after}` : `ended with exit code ${exitCode} ${after}`;
    case 'signal':
      return `ended by ${signal ?? 'a signal'} ${after}`;
    case 'stopped':
      return `stopped ${after}`;
    case 'failed':
      return 'could not be started';
    default:
      return 'its end is not known';
  }
}
