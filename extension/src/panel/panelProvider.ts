import * as vscode from 'vscode';
import type { ActiveProfile } from '../profiles/activeProfile';
import { pathMappingsSetting } from '../profiles/pathMappings';
import type { Profile } from '../profiles/profile';
import type { Connection } from '../server/server';
import { type Choices, nothingChosen } from './choice';
import { Panel } from './panel';
import { type Measuring, ProfileDocument } from './profileDocument';

/** Opens profile files in panels: the read-only custom editor of `*.stats` and its like, and one that can be chosen for `*.pb.gz`. */
export class PanelProvider implements vscode.CustomReadonlyEditorProvider<ProfileDocument>, vscode.Disposable {
  static readonly viewType = 'tottime.profile';
  /** The editor of files that are often something else: VS Code offers it, but does not open them with it by itself. */
  static readonly offeredViewType = 'tottime.pprof';

  /** A file has two of them while both editors show it; the one that was opened last is at the end. */
  private readonly documents = new Set<ProfileDocument>();
  private inFront: ProfileDocument | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Connection,
    private readonly runs: Measuring,
    private readonly active: ActiveProfile,
    private readonly choices: Choices,
  ) {
    this.subscription = vscode.Disposable.from(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.tabsClosed(closed)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(pathMappingsSetting)) {
          this.loadAll();
        }
      }),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** The profile of the panel that has the focus. */
  get profileInFront(): Profile | undefined {
    return this.inFront?.profile;
  }

  /** The document of a file that is open in a panel, of several the one that has the focus; without a file the one that has it. */
  document(file?: vscode.Uri): ProfileDocument | undefined {
    if (file === undefined || this.inFront?.uri.toString() === file.toString()) {
      return this.inFront;
    }
    return [...this.documents].findLast(({ uri }) => uri.toString() === file.toString());
  }

  /** Opens a file with others added to it, also one that is open already. */
  async merge(file: vscode.Uri, others: readonly vscode.Uri[]): Promise<void> {
    const open = this.document(file);
    if (open === undefined) {
      this.choices.remember(file, { ...nothingChosen, added: others.map(String) });
    }
    await this.show(file);
    await open?.add(others);
  }

  /** Opens a file and compares it with another one, also one that is open already. */
  async compare(base: vscode.Uri, file: vscode.Uri): Promise<void> {
    const open = this.document(file);
    if (open === undefined) {
      this.choices.remember(file, { ...nothingChosen, base: base.toString() });
    }
    await this.show(file);
    await open?.compare(base);
  }

  /** Opens a file in the active column and takes the focus there. */
  async show(file: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', file, viewTypeFor(file));
    this.activate(file);
  }

  /**
   * Opens a file next to the code, where there is a panel in front already in its column, and leaves the focus where it is. One that is open
   * already with what a running program had measured is read again.
   */
  async showBeside(file: vscode.Uri): Promise<void> {
    const open = this.document(file);
    if (open?.profile?.live === true) {
      await open.load();
    }
    const column = columnOfPanels() ?? vscode.ViewColumn.Beside;
    const options: vscode.TextDocumentShowOptions = { viewColumn: column, preserveFocus: true, preview: true };
    await vscode.commands.executeCommand('vscode.openWith', file, viewTypeFor(file), options);
    this.activate(file);
  }

  openCustomDocument(uri: vscode.Uri): ProfileDocument {
    const document = new ProfileDocument(uri, this.server, this.runs, this.choices.of(uri));
    this.documents.add(document);
    document.onDidDispose(() => this.documents.delete(document));
    document.onDidChoose((choice) => this.choices.remember(uri, choice));
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

  /**
   * Forgets what was chosen for files whose last tab the user has closed. The end of a document does not tell that: VS Code also disposes of documents when
   * the window is loaded again and the extension's editors are taken away, but it closes no tabs then.
   */
  private tabsClosed(closed: readonly vscode.Tab[]): void {
    const open = new Set(allTabs().map((tab) => panelFile(tab)?.toString()));
    for (const tab of closed) {
      const file = panelFile(tab);
      if (file !== undefined && !open.has(file.toString())) {
        this.choices.forget(file);
      }
    }
  }

  private loadAll(): void {
    for (const document of this.documents) {
      void document.loadAll();
    }
  }

  /** Makes a file that is open in a panel the active profile, even if its marks had been cleared. */
  private activate(file: vscode.Uri): void {
    const profile = this.document(file)?.profile;
    if (profile !== undefined) {
      this.active.set(profile);
    }
  }
}

/** A column with a panel in front: not one that shows code, which a new panel would cover. */
function columnOfPanels(): vscode.ViewColumn | undefined {
  return vscode.window.tabGroups.all.find(({ activeTab }) => panelFile(activeTab) !== undefined)?.viewColumn;
}

/** The editor in which a file is open already, else the usual one. */
function viewTypeFor(file: vscode.Uri): string {
  const isOffered = allTabs().some(
    ({ input }) =>
      input instanceof vscode.TabInputCustom &&
      input.viewType === PanelProvider.offeredViewType &&
      input.uri.toString() === file.toString(),
  );
  return isOffered ? PanelProvider.offeredViewType : PanelProvider.viewType;
}

function allTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

/** The profile file that a tab shows in a panel; undefined for every other tab. */
function panelFile(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const viewTypes: readonly string[] = [PanelProvider.viewType, PanelProvider.offeredViewType];
  return tab?.input instanceof vscode.TabInputCustom && viewTypes.includes(tab.input.viewType) ? tab.input.uri : undefined;
}
