import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Run } from './run';
import { progressText } from './runProgress';
import type { Runs } from './runs';

/** Answers the run that goes on, or the one that the user picks of several; undefined, after a message, when there is none. */
export async function pickRun({ active }: Runs, placeHolder: string): Promise<Run | undefined> {
  const choices = active.map((run) => {
    const file = run.program?.fsPath ?? '';
    return { label: progressText(path.basename(file), run.state), description: vscode.workspace.asRelativePath(file), run };
  });
  if (choices.length === 0) {
    void vscode.window.showInformationMessage('Nothing is being profiled.');
    return undefined;
  }
  const chosen = choices.length === 1 ? choices[0] : await vscode.window.showQuickPick(choices, { placeHolder });
  return chosen?.run;
}
