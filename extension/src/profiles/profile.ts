import * as vscode from 'vscode';
import { ProfileClose, ProfileOpen, type ProfileOpenParams, type ProfileOpenResult, type Request } from '../protocol.gen';
import { runTitle } from '../runTitle';
import type { Connection } from '../server/server';
import { workspaceFolders } from '../workspaceFolders';
import { pathMappings } from './pathMappings';

/** Where the server finds a profile: in a file, or in a run that goes on, and in the files that are added to it. */
export type ProfileSource = ({ readonly path: string } | { readonly run: string }) & { readonly add?: readonly string[] };

/**
 * A profile that the server holds open for us. It is shared by the panel that shows it and by the marks: each of them retains it, and
 * the server closes it when the last one has let go.
 */
export class Profile {
  private users = 0;

  private constructor(
    private readonly server: Connection,
    private readonly source: ProfileSource,
    /** Opened by which server; another one has to open the file anew. */
    private session: { generation: number; readonly id: Promise<string> },
    readonly summary: ProfileOpenResult,
    private readonly file: string,
  ) {}

  /** Reads a profile, whose file the user knows as `file`; is rejected with the server's reason where it cannot be read. */
  static async open(server: Connection, source: ProfileSource, file: string, token?: vscode.CancellationToken): Promise<Profile> {
    const summary = await server.call(ProfileOpen, openParams(source), token);
    const session = { generation: server.generation, id: Promise.resolve(summary.profile) };
    return new Profile(server, source, session, summary, file);
  }

  /**
   * What the program is called that was run, and which of its threads or processes this is; undefined for a file of which only its own name is
   * known. Every run has a `profile.stats`.
   */
  get title(): string | undefined {
    const { run } = this.summary;
    return run === undefined ? undefined : runTitle(run);
  }

  /** Whether the program that was measured still ran when the profile was opened. */
  get live(): boolean {
    return this.summary.run?.running === true;
  }

  /** The profile as the user knows it. */
  get label(): string {
    return this.title ?? this.file;
  }

  /** Keeps the profile open until the answer is disposed of. */
  retain(): vscode.Disposable {
    this.users++;
    let released = false;
    return new vscode.Disposable(() => {
      if (!released) {
        released = true;
        this.release();
      }
    });
  }

  /** Sends a request about this profile. A server that was started again since is made to open the file first. */
  async call<P, R>(method: Request<P, R>, params: (profile: string) => P, token?: vscode.CancellationToken): Promise<R> {
    return this.server.call(method, params(await this.id()), token);
  }

  /** Sends a request about this profile and another one. */
  async callWith<P, R>(other: Profile, method: Request<P, R>, params: (profile: string, other: string) => P): Promise<R> {
    return this.server.call(method, params(await this.id(), await other.id()));
  }

  private id(): Promise<string> {
    const { generation } = this.server;
    if (this.session.generation !== generation) {
      const session = { generation, id: this.server.call(ProfileOpen, openParams(this.source)).then(({ profile }) => profile) };
      this.session = session;
      session.id.catch(() => {
        // The next request tries again where this server could not open it.
        session.generation = -1;
      });
    }
    return this.session.id;
  }

  private release(): void {
    this.users--;
    if (this.users === 0 && this.session.generation === this.server.generation) {
      // A server that is ending closes its profiles by itself, so a failure here has no consequence.
      this.call(ProfileClose, (profile) => ({ profile })).catch(() => undefined);
    }
  }
}

function openParams(source: ProfileSource): ProfileOpenParams {
  const mappings = pathMappings();
  return { ...source, folders: workspaceFolders(), ...(mappings.length === 0 ? {} : { mappings }) };
}
