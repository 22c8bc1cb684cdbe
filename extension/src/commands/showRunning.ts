import * as path from 'node:path';
import * as vscode from 'vscode';
import { pickRun } from '../runs/pickRun';
import { command } from './command';

/** Shows what a run that goes on has measured so far; again, with the figures of then, when it is already shown. */
export const showRunning = command('tottime.showRunning', async ({ runs, panels }) => {
  const run = await pickRun(runs, 'Which one is to be shown?');
  if (run === undefined || run.state.kind === 'ended') {
    return;
  }
  const name = path.basename(run.program?.fsPath ?? '');
  if (run.profile === undefined) {
    // Its server crashed before it had said where the run is kept.
    void vscode.window.showInformationMessage(`The profile of ${name} can be shown when the program has ended.`);
  } else if (run.state.statistics === undefined) {
    void vscode.window.showInformationMessage(`Nothing of ${name} has been measured yet. Try again in a moment.`);
  } else {
    await panels.showBeside(run.profile);
  }
});
