import { formatElapsed } from '../format';
import type { RunEndedParams } from '../protocol.gen';

/** What the user is told about the end of a run. */
export interface Ending {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
}

/** Words the end of a run of `program`; undefined for a run that went well, whose profile speaks for itself. */
export function endingOf(program: string, ended: RunEndedParams): Ending | undefined {
  const sentences = [howItEnded(program, ended), whatIsLeft(ended), ...ended.problems.map((problem) => problem.text)];
  const text = sentences.filter((sentence) => sentence !== '').join(' ');
  return text === '' ? undefined : { severity: severityOf(ended), text };
}

function howItEnded(program: string, { ending, exitCode, signal, seconds }: RunEndedParams): string {
  switch (ending) {
    case 'exited':
      return exitCode === 0 ? '' : `${program} ended with exit code ${exitCode}; what it wrote is in its terminal.`;
    case 'signal':
      return `${program} was ended by ${signal ?? 'a signal'}.`;
    case 'stopped':
      return `${program} was stopped after ${formatElapsed(seconds)}.`;
    case 'cancelled':
      return '';
    case 'failed':
      return `Profiling ${program} failed.`;
  }
}

function whatIsLeft({ ending, exitCode, profile, problems }: RunEndedParams): string {
  if (ending === 'cancelled') {
    return '';
  }
  if (profile === undefined) {
    // Where the server knows why, it says so itself.
    return problems.length > 0 ? '' : 'Nothing was measured.';
  }
  return ending === 'exited' && exitCode === 0 ? '' : 'What was measured until then is shown.';
}

function severityOf({ ending, profile, problems }: RunEndedParams): Ending['severity'] {
  if (ending === 'failed') {
    return 'error';
  }
  return ending === 'stopped' && profile !== undefined && problems.length === 0 ? 'information' : 'warning';
}
