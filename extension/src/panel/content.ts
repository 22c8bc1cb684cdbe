import * as vscode from 'vscode';
import { Profile, type ProfileSource } from '../profiles/profile';
import { ErrorCode } from '../protocol.gen';
import { joinSentences, type RequestFailure, requestFailure } from '../server/failure';
import type { Connection } from '../server/server';
import { openAddedUp } from './addedUp';
import type { Failure, LeftOut, WayOut } from './messages';
import type { WatchedFile } from './watchedFile';

/** What a file turned out to be. */
export type Content = OpenProfile | { readonly kind: 'failed'; readonly failure: Failure };

/** A profile that is shown. */
export interface OpenProfile {
  readonly kind: 'profile';
  readonly profile: Profile;
  /** The profile of the whole run, where `profile` is that of a part of it. */
  readonly whole?: Profile;
  /** What the panel calls the files that the server has read, by the paths under which it has. */
  readonly names: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
  /** Why the whole run is shown and not the part that was asked for. */
  readonly partProblem?: string;
  /** It was read again because a file has changed. */
  readonly reloaded: boolean;
}

/** Content, with the profiles in it held open until it is disposed of. */
export interface Loaded extends vscode.Disposable {
  readonly content: Content;
}

/** What is to be read. */
export interface Wanted {
  readonly file: WatchedFile;
  /** Where the server finds that file's profile. */
  readonly source: () => Promise<ProfileSource>;
  readonly added: readonly WatchedFile[];
  /** The path of the profile of a process or thread of the run, where that is to be shown instead of the whole. */
  readonly part: string | undefined;
  readonly reloaded: boolean;
}

/** Reads what a panel shows. Is never rejected: a file that cannot be read is content too. */
export async function loadContent(server: Connection, wanted: Wanted, token: vscode.CancellationToken): Promise<Loaded> {
  const { file, reloaded } = wanted;
  try {
    const { profile: whole, added, leftOut } = await openAddedUp(server, await wanted.source(), wanted.added, file.label, token);
    const holds = [whole.retain()];
    const names = new Map([[whole.summary.path, file.name], ...[...added].map(([path, { name }]) => [path, name] as const)]);
    const shown = await openPart(server, whole, wanted, token);
    holds.push(shown.profile.retain());
    return { content: { kind: 'profile', ...shown, names, leftOut, reloaded }, dispose: () => vscode.Disposable.from(...holds).dispose() };
  } catch (error) {
    const failure = requestFailure(error);
    return {
      content: { kind: 'failed', failure: { file: file.label, text: failure.text, waysOut: waysOut(failure) } },
      dispose: () => undefined,
    };
  }
}

/** Opens the part of a run that is wanted. It is the whole where none is, and where it cannot be had. */
async function openPart(
  server: Connection,
  whole: Profile,
  { part, file }: Wanted,
  token: vscode.CancellationToken,
): Promise<Pick<OpenProfile, 'profile' | 'whole' | 'partProblem'>> {
  if (part === undefined) {
    return { profile: whole };
  }
  try {
    if (!isPartOf(whole, part)) {
      throw new Error(`${part} is not the profile of a process or thread of this run any more.`);
    }
    return { profile: await Profile.open(server, { path: part }, file.label, token), whole };
  } catch (error) {
    return { profile: whole, partProblem: joinSentences(requestFailure(error).text, 'The whole run is shown instead.') };
  }
}

/** Whether a path is that of a process's or a thread's profile of a run. Nothing else may be asked for by it. */
export function isPartOf({ summary: { run } }: Profile, path: string): boolean {
  const files = (run?.processes ?? []).flatMap((process) => [process.file, ...process.threads.map((thread) => thread.file)]);
  return files.includes(path);
}

/** Chooses what the panel offers against a failure. */
function waysOut({ code }: RequestFailure): readonly WayOut[] {
  switch (code) {
    case ErrorCode.NotAProfile:
      return ['openAsText', 'tryAgain'];
    case ErrorCode.FileNotFound:
    case ErrorCode.NothingMeasured:
      return ['tryAgain'];
    default:
      return ['tryAgain', 'showLog'];
  }
}
