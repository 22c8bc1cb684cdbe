import * as vscode from 'vscode';
import type { Server } from './server';

/** Tells that the server has crashed too often to be started again by itself, and lets the user decide. */
export async function offerRestart(server: Server): Promise<void> {
  const restart = 'Restart';
  const showLog = 'Show Log';
  const chosen = await vscode.window.showErrorMessage(
    'The profiling server crashed five times within three minutes and was not started again.',
    restart,
    showLog,
  );
  if (chosen === restart) {
    await server.restart();
  } else if (chosen === showLog) {
    await vscode.commands.executeCommand('tottime.showLog');
  }
}
