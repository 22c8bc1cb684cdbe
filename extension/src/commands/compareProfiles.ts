import * as vscode from 'vscode';
import { command } from './command';

/** Compares the two profiles that were selected in the Explorer: the newer one is opened, the older one is what it is compared with. */
export const compareProfiles = command('tottime.compareProfiles', async ({ panels }, _clicked, selection) => {
  const [one, other, ...more] = selection;
  if (one === undefined || other === undefined || more.length > 0) {
    throw new Error('Two profiles can be compared. Select two in the Explorer, with Ctrl or Shift, and try again.');
  }
  const [before, after] = (await written(one)) <= (await written(other)) ? [one, other] : [other, one];
  await panels.compare(before, after);
});

/** When a file was written, in milliseconds since 1970. */
async function written(file: vscode.Uri): Promise<number> {
  return (await vscode.workspace.fs.stat(file)).mtime;
}
