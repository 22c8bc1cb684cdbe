import * as vscode from 'vscode';
import { ProfileClose, ProfileOpen, type ProfileOpenResult, type Request } from '../protocol.gen';
import type { Connection } from '../server/server';

/**
 * A profile file that the server holds open for us. It is shared by the panel that shows it and by the marks: each of them retains it, and
 * the server closes it when the last one has let go.
 */
export class Profile {
  private users = 0;

  private constructor(
    private readonly server: Connection,
    private opened: ProfileOpenResult,
    private generation: number,
    /** The file as the user knows it. */
    readonly label: string,
  ) {}

  /** Reads a file; is rejected with the server's reason where it cannot be read. */
  static async open(server: Connection, path: string, label: string, token?: vscode.CancellationToken): Promise<Profile> {
    const opened = await server.call(ProfileOpen, { path }, token);
    return new Profile(server, opened, server.generation, label);
  }

  get summary(): ProfileOpenResult {
    return this.opened;
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
    if (this.generation !== this.server.generation) {
      this.opened = await this.server.call(ProfileOpen, { path: this.opened.path }, token);
      this.generation = this.server.generation;
    }
    return this.server.call(method, params(this.opened.profile), token);
  }

  private release(): void {
    this.users--;
    if (this.users === 0 && this.generation === this.server.generation) {
      // A server that is ending closes its profiles by itself, so a failure here has no consequence.
      this.server.call(ProfileClose, { profile: this.opened.profile }).catch(() => undefined);
    }
  }
}
