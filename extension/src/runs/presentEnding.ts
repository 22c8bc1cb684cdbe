import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunEndedParams } from '../protocol.gen';
import type { Services } from '../services';
import { type Ending, endingOf } from './ending';
import type { Run } from './run';

/** Opens what a run measured, and tells how it ended unless it ended well. */
export async function presentEnding({ panels }: Services, run: Run, ended: RunEndedParams): Promise<void> {
  const program = path.basename(run.program?.fsPath ?? 'The program');
  const ending = endingOf(program, ended);
  if (ending !== undefined) {
    void tell(ending, run.terminal);
  }
  if (ended.profile !== undefined) {
    await panels.showBeside(vscode.Uri.file(ended.profile));
  }
}

async function tell({ severity, text }: Ending, terminal: vscode.Terminal | undefined): Promise<void> {
  const showTerminal = 'Show Terminal';
  const buttons = terminal === undefined ? [] : [showTerminal];
  if ((await message(severity)(text, ...buttons)) === showTerminal) {
    terminal?.show();
  }
}

function message(severity: Ending['severity']): (text: string, ...buttons: string[]) => Thenable<string | undefined> {
  switch (severity) {
    case 'information':
      return vscode.window.showInformationMessage;
    case 'warning':
      return vscode.window.showWarningMessage;
    case 'error':
      return vscode.window.showErrorMessage;
  }
}
