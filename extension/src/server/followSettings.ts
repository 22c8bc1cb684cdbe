import * as vscode from 'vscode';
import type { Runs } from '../runs/runs';
import { startSettings } from '../settings';
import type { Server } from './server';

/**
 * Ends the server when a setting that it was started with has changed; the next request starts it with the new one. While something is
 * being profiled it waits for the end of that: the next server would look for it in the new folder for runs.
 */
export function followSettings(server: Server, runs: Runs): vscode.Disposable {
  let outdated = false;
  const restartWhenIdle = (): void => {
    if (outdated && runs.idle) {
      outdated = false;
      void server.restart();
    }
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      outdated ||= startSettings.some((setting) => event.affectsConfiguration(setting));
      restartWhenIdle();
    }),
    runs.onDidChange(restartWhenIdle),
  );
}
