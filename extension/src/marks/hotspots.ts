import * as vscode from 'vscode';
import type { ActiveProfile } from '../profiles/activeProfile';
import type { Profile } from '../profiles/profile';
import { ProfileHotspots } from '../protocol.gen';
import { workspaceFolders } from '../workspaceFolders';
import type { MarkDecorations } from './decorations';
import { FileMarks } from './fileMarks';
import type { Origin } from './mark';

/** Keeps the marks of the active profile in every visible editor of the files that it measured. */
export class Hotspots implements vscode.Disposable {
  private readonly files = new Map<vscode.TextDocument, FileMarks>();
  private readonly subscriptions: vscode.Disposable[];
  private requests = new vscode.CancellationTokenSource();
  private shown = true;

  constructor(
    private readonly active: ActiveProfile,
    private readonly decorations: MarkDecorations,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      active.onDidChange(() => this.replace()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.showAll()),
      vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
      vscode.workspace.onDidSaveTextDocument(() => this.showAll()),
      vscode.workspace.onDidCloseTextDocument((document) => this.files.delete(document)),
    ];
    this.tellContext();
  }

  /** Shows or hides the marks; the profile stays active. */
  setShown(shown: boolean): void {
    this.shown = shown;
    this.tellContext();
    this.showAll();
  }

  dispose(): void {
    this.requests.cancel();
    this.requests.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Takes the marks of the former profile away and asks for those of the new one. */
  private replace(): void {
    this.requests.cancel();
    this.requests.dispose();
    this.requests = new vscode.CancellationTokenSource();
    this.files.clear();
    this.shown = true;
    this.tellContext();
    this.showAll();
  }

  private showAll(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const document = editor.document;
      const marks = this.files.get(document);
      this.decorations.show(editor, this.shown && marks !== undefined ? marks.marks : []);
      const profile = this.active.profile;
      if (marks === undefined && this.shown && profile !== undefined && placeable(document)) {
        void this.load(profile, document);
      }
    }
  }

  /** Asks the server for a document's marks, once until the profile changes or the document is closed. */
  private async load(profile: Profile, document: vscode.TextDocument): Promise<void> {
    const { token } = this.requests;
    const version = document.version;
    this.files.set(document, FileMarks.none);
    try {
      const path = document.uri.fsPath;
      const { hotspots } = await profile.call(ProfileHotspots, (id) => ({ profile: id, path, folders: workspaceFolders() }), token);
      if (token.isCancellationRequested || !this.files.has(document)) {
        return;
      }
      if (document.version !== version) {
        this.files.delete(document);
      } else {
        const inside = hotspots.filter((hotspot) => hotspot.line <= document.lineCount);
        const indentation = (line: number) => document.lineAt(line).firstNonWhitespaceCharacterIndex;
        this.files.set(document, FileMarks.place(inside, originOf(profile), indentation));
      }
      this.showAll();
    } catch (error) {
      if (!token.isCancellationRequested) {
        this.log.warn(`No marks for ${document.uri.fsPath}.`, error);
        // They are asked for again when an editor shows the document the next time.
        this.files.delete(document);
      }
    }
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const marks = this.files.get(document);
    if (marks === undefined || contentChanges.length === 0) {
      return;
    }
    const moved = marks.edited(contentChanges);
    this.files.set(document, moved);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document && this.shown) {
        this.decorations.show(editor, moved.marks);
      }
    }
  }

  private tellContext(): void {
    const hasProfile = this.active.profile !== undefined;
    void vscode.commands.executeCommand('setContext', 'tottime.hasProfile', hasProfile);
    void vscode.commands.executeCommand('setContext', 'tottime.hotspotsShown', hasProfile && this.shown);
  }
}

/** The server places marks in the file on disk: in a document with unsaved edits they could be on wrong lines, so they wait until it is saved. */
function placeable(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'file' && !document.isDirty;
}

function originOf({ label, summary: { modified, accuracy } }: Profile): Origin {
  return { label: `${label}, ${new Date(modified * 1000).toLocaleString()}`, accuracy };
}
