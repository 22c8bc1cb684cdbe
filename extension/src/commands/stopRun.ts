import * as path from 'node:path';
import * as vscode from 'vscode';
import { progressText } from '../runs/runProgress';
import { command } from './command';

/** Ends a run and keeps what it measured; asks which one when there are several. */
export const stopRun = command('tottime.stopRun', async ({ runs }) => {
  const choices = runs.active.map((run) => {
    const file = run.program?.fsPath ?? '';
    return { label: progressText(path.basename(file), run.state), description: vscode.workspace.asRelativePath(file), run };
  });
  if (choices.length === 0) {
    void vscode.window.showInformationMessage('Nothing is being profiled.');
    return;
  }
  const chosen =
    choices.length === 1 ? choices[0] : await vscode.window.showQuickPick(choices, { placeHolder: 'Which one is to be stopped?' });
  if (chosen !== undefined) {
    runs.stop(chosen.run);
  }
});
