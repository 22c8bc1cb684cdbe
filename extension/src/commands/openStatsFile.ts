import * as vscode from 'vscode';
import { chooseProfiles } from '../panel/chooseProfiles';
import { command } from './command';

/** Opens a profile in the panel: the file that was clicked, or one that the user picks. Other names than the usual ones are fine. */
export const openStatsFile = command('tottime.openStatsFile', async ({ panels }, argument) => {
  const files =
    argument instanceof vscode.Uri ? [argument] : await chooseProfiles({ title: 'Open a profile', openLabel: 'Open', canSelectMany: true });
  for (const file of files) {
    await panels.show(file);
  }
});
