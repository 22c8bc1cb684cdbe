import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../profiles/profile';
import { ProfileSave, type SaveFormat } from '../protocol.gen';
import { joinSentences } from '../server/failure';
import { workspaceFolders } from '../workspaceFolders';

const kinds: Readonly<Record<SaveFormat, { readonly name: string; readonly extension: string }>> = {
  pstats: { name: 'Python profiles', extension: 'stats' },
  csv: { name: 'Comma-separated values', extension: 'csv' },
  json: { name: 'JSON', extension: 'json' },
};

/**
 * Lets the user choose a file and saves a profile there. Answers a sentence that names what was written; undefined when the user gave the dialog up. Is
 * rejected with a sentence for the user.
 */
export async function saveProfile(profile: Profile, opened: vscode.Uri, format: SaveFormat): Promise<string | undefined> {
  const { name, extension } = kinds[format];
  const chosen = await vscode.window.showSaveDialog({
    title: 'Save the profile',
    defaultUri: vscode.Uri.file(path.join(folderFor(profile, opened), `${stemOf(profile, opened)}.${extension}`)),
    filters: { [name]: [extension], 'All files': ['*'] },
  });
  if (chosen === undefined) {
    return undefined;
  }
  if (chosen.scheme !== 'file') {
    throw new Error(
      `${chosen.toString(true)} is not on this computer (${chosen.scheme}:), so the profile cannot be saved there. Choose a folder that is.`,
    );
  }
  const { paths, notes } = await profile.call(ProfileSave, (id) => ({ profile: id, format, path: chosen.fsPath }));
  return joinSentences(`Saved ${paths.map((written) => vscode.workspace.asRelativePath(written)).join(' and ')}`, ...notes);
}

/** A profile of a run is kept where the user would not look for it. */
function folderFor({ summary: { run } }: Profile, opened: vscode.Uri): string {
  return run === undefined && opened.scheme === 'file' ? path.dirname(opened.fsPath) : (workspaceFolders()[0] ?? os.homedir());
}

/** The name of the program where it is known, else that of the file, as far as it may be the name of a file. */
function stemOf({ summary: { run } }: Profile, opened: vscode.Uri): string {
  const name = run?.name ?? path.posix.basename(opened.path);
  const stem = name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return stem.replace(/^[.-]+|[.-]+$/g, '') || 'profile';
}
