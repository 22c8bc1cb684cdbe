import * as vscode from 'vscode';
import { command } from './command';

/** Opens a profile in the panel: the file that was clicked, or one that the user picks. Other names than the usual ones are fine. */
export const openStatsFile = command('tottime.openStatsFile', async ({ panels }, argument) => {
  const files = argument instanceof vscode.Uri ? [argument] : await pickFiles();
  for (const file of files) {
    await panels.show(file);
  }
});

async function pickFiles(): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    title: 'Open a profile',
    openLabel: 'Open',
    canSelectMany: true,
    // Some dialogs know only the last part of a name such as profile.pb.gz.
    filters: { Profiles: ['stats', 'prof', 'pstats', 'pstat', 'pprof', 'gz'], 'All files': ['*'] },
  });
  return picked ?? [];
}
