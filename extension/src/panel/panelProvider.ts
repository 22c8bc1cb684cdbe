import * as vscode from 'vscode';
import type { ActiveProfile } from '../profiles/activeProfile';
import type { Profile } from '../profiles/profile';
import type { Connection } from '../server/server';
import { Panel } from './panel';
import { type Measuring, ProfileDocument } from './profileDocument';

/** Opens profile files in panels: the read-only custom editor of `*.stats` and its like, and one that can be chosen for `*.pb.gz`. */
export class PanelProvider implements vscode.CustomReadonlyEditorProvider<ProfileDocument> {
  static readonly viewType = 'tottime.profile';
  /** The editor of files that are often something else: VS Code offers it, but does not open them with it by itself. */
  static readonly offeredViewType = 'tottime.pprof';

  private readonly documents = new Map<string, ProfileDocument>();
  private inFront: ProfileDocument | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Connection,
    private readonly runs: Measuring,
    private readonly active: ActiveProfile,
  ) {}

  /** The profile of the panel that has the focus. */
  get profileInFront(): Profile | undefined {
    return this.inFront?.profile;
  }

  /** Opens a file in the active column and takes the focus there. */
  async show(file: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', file, PanelProvider.viewType);
    this.activate(file);
  }

  /**
   * Opens a file next to the code, where there is a panel in front already in its column, and leaves the focus where it is. One that is open
   * already with what a running program had measured is read again.
   */
  async showBeside(file: vscode.Uri): Promise<void> {
    const open = this.documents.get(file.toString());
    if (open?.profile?.live === true) {
      await open.load();
    }
    const column = columnOfPanels() ?? vscode.ViewColumn.Beside;
    const options: vscode.TextDocumentShowOptions = { viewColumn: column, preserveFocus: true, preview: true };
    await vscode.commands.executeCommand('vscode.openWith', file, PanelProvider.viewType, options);
    this.activate(file);
  }

  openCustomDocument(uri: vscode.Uri): ProfileDocument {
    const document = new ProfileDocument(uri, this.server, this.runs, vscode.workspace.asRelativePath(uri));
    this.documents.set(uri.toString(), document);
    document.onDidDispose(() => this.documents.delete(uri.toString()));
    let former: Profile | undefined;
    document.onDidChange(() => {
      const { profile } = document;
      // A file that was read again takes the place of what it was; one that is new becomes the active profile.
      if (profile !== undefined && (former === undefined || this.active.profile === former)) {
        this.active.set(profile);
      }
      former = profile ?? former;
    });
    void document.load();
    return document;
  }

  resolveCustomEditor(document: ProfileDocument, panel: vscode.WebviewPanel): void {
    new Panel(document, panel, this.extension);
    panel.onDidChangeViewState(() => this.focused(document, panel.active));
    panel.onDidDispose(() => this.focused(document, false));
    this.focused(document, panel.active);
  }

  private focused(document: ProfileDocument, active: boolean): void {
    if (active) {
      this.inFront = document;
      if (document.profile !== undefined) {
        this.active.focus(document.profile);
      }
    } else if (this.inFront === document) {
      this.inFront = undefined;
    }
  }

  /** Makes a file that is open in a panel the active profile, even if its marks had been cleared. */
  private activate(file: vscode.Uri): void {
    const profile = this.documents.get(file.toString())?.profile;
    if (profile !== undefined) {
      this.active.set(profile);
    }
  }
}

/** A column with a panel in front: not one that shows code, which a new panel would cover. */
function columnOfPanels(): vscode.ViewColumn | undefined {
  const viewTypes: readonly string[] = [PanelProvider.viewType, PanelProvider.offeredViewType];
  const isPanel = (tab?: vscode.Tab) => tab?.input instanceof vscode.TabInputCustom && viewTypes.includes(tab.input.viewType);
  return vscode.window.tabGroups.all.find(({ activeTab }) => isPanel(activeTab))?.viewColumn;
}
