import type * as vscode from 'vscode';
import { Profile } from '../profiles/profile';
import type { Connection } from '../server/server';
import { Latest } from './latest';
import { WatchedFile } from './watchedFile';

interface HeldProfile extends vscode.Disposable {
  readonly profile: Profile;
}

/** What a comparison tells. */
export interface BaseEvents {
  /** The file has been read, or read again. */
  readonly read: () => void;
  /** It has changed and cannot be read now: the figures stay those of before. */
  readonly broken: (error: unknown) => void;
}

/** The profile with which a panel compares what it shows: a file that is read when it is chosen and again whenever it changes. */
export class BaseProfile implements vscode.Disposable {
  private readonly file: WatchedFile;
  private readonly latest = new Latest<HeldProfile>();

  constructor(
    readonly uri: vscode.Uri,
    private readonly server: Connection,
    private readonly events: BaseEvents,
  ) {
    this.file = new WatchedFile(uri, () => this.load().catch(events.broken));
  }

  /** The file as the user knows it. */
  get label(): string {
    return this.file.label;
  }

  get profile(): Profile | undefined {
    return this.latest.value?.profile;
  }

  /** Reads the file; is rejected with the server's reason where it cannot be read. */
  load(): Promise<void> {
    return this.latest.read(
      async (token) => hold(await Profile.open(this.server, { path: await this.file.path() }, this.label, token)),
      () => this.events.read(),
    );
  }

  dispose(): void {
    this.latest.dispose();
    this.file.dispose();
  }
}

function hold(profile: Profile): HeldProfile {
  const retained = profile.retain();
  return { profile, dispose: () => retained.dispose() };
}
