import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

/**
 * A file as the server can read it. One on this computer is read where it is; one of another scheme (a virtual workspace, a revision of
 * source control) is copied through `workspace.fs` into a temporary folder of ours, which `remove` deletes.
 */
export class LocalFile {
  private folder: Promise<string> | undefined;
  private removed = false;

  constructor(private readonly uri: vscode.Uri) {}

  /** Answers the path of the file with its present content. */
  async path(): Promise<string> {
    if (this.uri.scheme === 'file') {
      return this.uri.fsPath;
    }
    const content = await vscode.workspace.fs.readFile(this.uri);
    if (this.removed) {
      throw new Error(`${this.uri.toString(true)} was closed while it was read.`);
    }
    this.folder ??= mkdtemp(path.join(os.tmpdir(), 'tottime-'));
    const copy = path.join(await this.folder, path.posix.basename(this.uri.path));
    await writeFile(copy, content);
    return copy;
  }

  async remove(): Promise<void> {
    this.removed = true;
    if (this.folder !== undefined) {
      await rm(await this.folder, { recursive: true, force: true });
    }
  }
}
