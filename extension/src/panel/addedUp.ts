import type * as vscode from 'vscode';
import { Profile, type ProfileSource } from '../profiles/profile';
import { joinSentences, requestFailure } from '../server/failure';
import type { Connection } from '../server/server';
import type { LeftOut } from './messages';
import type { WatchedFile } from './watchedFile';

/** A profile of one file or of several that were added up. */
export interface AddedUp {
  readonly profile: Profile;
  /** The files that are in it besides the first, by the paths under which the server has read them. */
  readonly added: ReadonlyMap<string, WatchedFile>;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Opens a profile with further files added to it. Those that cannot be read, or not be added, are left out; is rejected where the first cannot be read.
 */
export async function openAddedUp(
  server: Connection,
  first: ProfileSource,
  files: readonly WatchedFile[],
  label: string,
  token: vscode.CancellationToken,
): Promise<AddedUp> {
  const leftOut: LeftOut[] = [];
  const added = new Map<string, WatchedFile>();
  const leave = (file: WatchedFile, error: unknown): void => {
    leftOut.push({ path: file.name, text: joinSentences(requestFailure(error).text, `${file.label} is left out until it can be added.`) });
  };
  for (const file of files) {
    await file.path().then(
      (path) => added.set(path, file),
      (error: unknown) => leave(file, error),
    );
  }
  for (;;) {
    try {
      const source = added.size === 0 ? first : { ...first, add: [...added.keys()] };
      return { profile: await Profile.open(server, source, label, token), added, leftOut };
    } catch (error) {
      const culprits = culpritsOf(error, added);
      if (culprits.length === 0) {
        throw error;
      }
      for (const [path, file] of culprits) {
        added.delete(path);
        leave(file, error);
      }
    }
  }
}

/** The files because of which a profile could not be opened: the one that the server names, or all that were added where it names none. */
function culpritsOf(error: unknown, added: ReadonlyMap<string, WatchedFile>): readonly (readonly [string, WatchedFile])[] {
  const { code, path } = requestFailure(error);
  if (code === undefined) {
    // There was no answer: no file is to blame.
    return [];
  }
  if (path === undefined) {
    return [...added];
  }
  const culprit = added.get(path);
  return culprit === undefined ? [] : [[path, culprit]];
}
