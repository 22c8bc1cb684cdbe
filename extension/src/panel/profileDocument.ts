import * as vscode from 'vscode';
import { Profile, type ProfileSource } from '../profiles/profile';
import { ErrorCode } from '../protocol.gen';
import { type RequestFailure, requestFailure } from '../server/failure';
import type { Connection } from '../server/server';
import { LocalFile } from './localFile';
import type { Failure, WayOut } from './messages';

/** What a file turned out to be. `reloaded`: it was read again because it has changed. */
export type Content =
  | { readonly kind: 'profile'; readonly profile: Profile; readonly reloaded: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How long a file must be left alone before it is read again, in milliseconds: writers need several steps. */
const settleMilliseconds = 200;

/** Knows which run's profile a file will be. */
export interface Measuring {
  measuring(file: vscode.Uri): { readonly id: string } | undefined;
}

/**
 * A profile file in one or more panels: read when it is opened and again whenever it changes. That of a run that goes on is not there yet: it
 * is what has been measured so far.
 */
export class ProfileDocument implements vscode.CustomDocument {
  private readonly file: LocalFile;
  private readonly watcher: vscode.FileSystemWatcher;
  private readonly changed = new vscode.EventEmitter<Content>();
  private readonly disposed = new vscode.EventEmitter<void>();
  private loaded: { readonly content: Content; readonly hold: vscode.Disposable | undefined } | undefined;
  private loading = new vscode.CancellationTokenSource();
  private settling: NodeJS.Timeout | undefined;

  /** Fires when the file has been read, or read again. */
  readonly onDidChange = this.changed.event;
  readonly onDidDispose = this.disposed.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly server: Connection,
    private readonly runs: Measuring,
    /** The file as the user knows it. */
    readonly label: string,
  ) {
    this.file = new LocalFile(uri);
    const folder = vscode.Uri.joinPath(uri, '..');
    this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, globOf(uri)));
    this.watcher.onDidChange(() => this.reloadSoon());
    this.watcher.onDidCreate(() => this.reloadSoon());
  }

  /** What the file was when it was last read; undefined until it has been. */
  get content(): Content | undefined {
    return this.loaded?.content;
  }

  get profile(): Profile | undefined {
    return this.content?.kind === 'profile' ? this.content.profile : undefined;
  }

  /** Reads the file; `reloaded` says that it has changed. Never rejects: a file that cannot be read is content too. */
  async load(reloaded = false): Promise<void> {
    this.loading.cancel();
    this.loading.dispose();
    this.loading = new vscode.CancellationTokenSource();
    const { token } = this.loading;
    const content = await this.read(token, reloaded);
    const hold = content.kind === 'profile' ? content.profile.retain() : undefined;
    if (token.isCancellationRequested) {
      hold?.dispose();
      return;
    }
    const former = this.loaded;
    this.loaded = { content, hold };
    this.changed.fire(content);
    former?.hold?.dispose();
  }

  dispose(): void {
    clearTimeout(this.settling);
    this.loading.cancel();
    this.loading.dispose();
    this.watcher.dispose();
    this.changed.dispose();
    this.loaded?.hold?.dispose();
    this.file.remove().catch(() => undefined);
    this.disposed.fire();
    this.disposed.dispose();
  }

  private async read(token: vscode.CancellationToken, reloaded: boolean): Promise<Content> {
    try {
      return { kind: 'profile', profile: await Profile.open(this.server, await this.source(), this.label, token), reloaded };
    } catch (error) {
      const failure = requestFailure(error);
      return { kind: 'failed', failure: { file: this.label, text: failure.text, waysOut: waysOut(failure) } };
    }
  }

  private async source(): Promise<ProfileSource> {
    const run = this.runs.measuring(this.uri);
    return run === undefined ? { path: await this.file.path() } : { run: run.id };
  }

  private reloadSoon(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => void this.load(true), settleMilliseconds);
  }
}

/** Chooses what the panel offers against a failure. */
export function waysOut({ code }: RequestFailure): readonly WayOut[] {
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

/** A glob that matches the file's own name alone. */
function globOf(uri: vscode.Uri): string {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return name.replace(/[*?{}[\]]/g, '[$&]');
}
