import * as path from 'node:path';
import * as vscode from 'vscode';
import { formatElapsed, formatLarge } from '../format';
import type { RunEndedParams } from '../protocol.gen';
import type { Run } from './run';
import type { Going, RunState } from './runState';
import type { Runs } from './runs';

/**
 * Shows a run in a notification with a Stop button from before it starts until it has ended. Answers how it ended; undefined when it was
 * given up before it began.
 */
export function showRunProgress(
  runs: Runs,
  program: string,
  start: (token: vscode.CancellationToken) => Promise<Run>,
): Thenable<{ run: Run; ended: RunEndedParams } | undefined> {
  const name = path.basename(program);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: cancelLabel('Stop') },
    async (progress, token) => {
      progress.report({ message: `Profiling ${name} — starting…` });
      const run = await start(token).catch((error: unknown) => {
        if (token.isCancellationRequested) {
          return undefined;
        }
        throw error;
      });
      if (run === undefined) {
        return undefined;
      }
      const stopping = token.onCancellationRequested(() => runs.stop(run));
      if (token.isCancellationRequested) {
        runs.stop(run);
      }
      const ended = await untilEnded(run, (state) => progress.report({ message: progressText(name, state) }));
      stopping.dispose();
      return { run, ended };
    },
  );
}

/** Words the state of a run that goes on. */
export function progressText(name: string, state: RunState): string {
  switch (state.kind) {
    case 'running':
      return `Profiling ${name} — ${[formatElapsed(state.seconds), ...figures(state)].join(' · ')}`;
    case 'stopping':
      return `Stopping ${name}, keeping what was measured…`;
    case 'discarding':
      return `Stopping ${name}, discarding what was measured…`;
    case 'ended':
      return `Opening the profile of ${name}…`;
  }
}

/** What has been measured, in few words. */
function figures({ statistics }: Going): string[] {
  if (statistics === undefined) {
    return [];
  }
  const { functions, calls } = statistics;
  return [
    `${formatLarge(functions)} ${functions === 1 ? 'function' : 'functions'}`,
    `${formatLarge(calls)} ${calls === 1 ? 'call' : 'calls'}`,
  ];
}

function untilEnded(run: Run, tell: (state: RunState) => void): Promise<RunEndedParams> {
  return new Promise((resolve) => {
    const take = (state: RunState): void => {
      tell(state);
      if (state.kind === 'ended') {
        resolve(state.ended);
      }
    };
    run.onDidChange(take);
    take(run.state);
  });
}

/**
 * Names the button of a notification that can be cancelled. VS Code hands the option through from the extension to the notification, which
 * takes a text for the button's label (progressService.ts), though the typings know only `boolean`; an editor that ignores the text says
 * "Cancel". Found in VS Code 1.139 and tested end to end.
 */
function cancelLabel(label: string): boolean {
  return label as unknown as boolean;
}
