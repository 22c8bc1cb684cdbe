import * as vscode from 'vscode';
import { LocalFile } from './localFile';

/** How long a file must be left alone before it is read again, in milliseconds: writers need several steps. */
const settleMilliseconds = 200;

/** A profile file that is read again whenever it changes. */
export class WatchedFile implements vscode.Disposable {
  private readonly file: LocalFile;
  private readonly watcher: vscode.FileSystemWatcher;
  private settling: NodeJS.Timeout | undefined;

  /** @param changed is told when the file has changed and is left alone again */
  constructor(
    readonly uri: vscode.Uri,
    changed: () => void,
  ) {
    this.file = new LocalFile(uri);
    const folder = vscode.Uri.joinPath(uri, '..');
    this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, globOf(uri)));
    const changedSoon = (): void => {
      clearTimeout(this.settling);
      this.settling = setTimeout(changed, settleMilliseconds);
    };
    this.watcher.onDidChange(changedSoon);
    this.watcher.onDidCreate(changedSoon);
  }

  /** The file as the panel names it. */
  get name(): string {
    return nameOf(this.uri);
  }

  /** The file as the user knows it. */
  get label(): string {
    return vscode.workspace.asRelativePath(this.uri);
  }

  /** The path under which the server can read its present content; is rejected where it cannot be had. */
  path(): Promise<string> {
    return this.file.path();
  }

  dispose(): void {
    clearTimeout(this.settling);
    this.watcher.dispose();
    this.file.remove().catch(() => undefined);
  }
}

/** A file as the panel names it: by its path on this computer, or else by its address. */
export function nameOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}

/** A glob that matches the file's own name alone. */
function globOf(uri: vscode.Uri): string {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return name.replace(/[*?{}[\]]/g, '[$&]');
}
