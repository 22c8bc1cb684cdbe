import * as path from 'node:path';
import * as vscode from 'vscode';
import { mapFolder } from '../profiles/pathMappings';
import type { Profile } from '../profiles/profile';
import { ProfileCallees } from '../protocol.gen';
import { visible } from '../visibleText';
import { workspaceFolders } from '../workspaceFolders';
import { folderMapping } from './folderMapping';

/**
 * Lets the user choose the file that a function is in now, and remembers where its folder has gone. Answers whether it did: not where the user gave the
 * dialog up. Is rejected with a sentence for the user.
 */
export async function findSource(profile: Profile, functionId: string): Promise<boolean> {
  const { function: row } = await profile.call(ProfileCallees, (id) => ({
    profile: id,
    path: [functionId],
    sort: [],
    offset: 0,
    limit: 1,
  }));
  const chosen = await chooseSource(row.file);
  if (chosen === undefined) {
    return false;
  }
  if (chosen.scheme !== 'file') {
    throw new Error(`${chosen.toString(true)} is not on this computer. Choose a copy of it that is.`);
  }
  const mapping = folderMapping(row.file, chosen.fsPath, process.platform === 'win32' || process.platform === 'darwin');
  if (mapping === undefined) {
    throw new Error(`${path.basename(chosen.fsPath)} is another file: choose the one that is called ${baseName(row.file)} now, too.`);
  }
  if (mapping.from !== mapping.to) {
    await mapFolder(mapping);
  }
  return true;
}

async function chooseSource(file: string): Promise<vscode.Uri | undefined> {
  const [folder] = workspaceFolders();
  const picked = await vscode.window.showOpenDialog({
    title: `Where is ${baseName(file)} now?`,
    openLabel: 'Use This File',
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.file(folder) }),
  });
  return picked?.[0];
}

/** The own name of a file of any system, to be shown. */
function baseName(file: string): string {
  return visible(file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
}
