/**
 * A stand-in for the module `vscode`: as much of it as the extension uses, with what a test needs to act as the user (`user`) and to see
 * what happened (`seen`). `reset` brings it back to its beginnings.
 */

import {
  CancellationTokenSource,
  Disposable,
  EventEmitter,
  type MarkdownString,
  Position,
  Range,
  type RelativePattern,
  Uri,
} from './values';

export * from './values';

/** A terminal that was created. */
export class FakeTerminal {
  shown = false;
  disposed = false;

  constructor(readonly creationOptions: Record<string, unknown>) {}

  show(): void {
    this.shown = true;
  }

  dispose(): void {
    this.disposed = true;
  }
}

/** An item of the status bar. */
export class FakeStatusBarItem {
  text = '';
  tooltip: MarkdownString | undefined;
  visible = false;

  show(): void {
    this.visible = true;
  }

  hide(): void {
    this.visible = false;
  }

  dispose(): void {
    this.visible = false;
  }
}

/** A text document, kept as its lines. */
export class FakeDocument {
  isDirty = false;
  isUntitled = false;
  version = 1;
  languageId = 'python';

  constructor(
    readonly uri: Uri,
    public text: string,
  ) {}

  get lineCount(): number {
    return this.text.split('\n').length;
  }

  lineAt(line: number): { range: Range; firstNonWhitespaceCharacterIndex: number } {
    const text = this.text.split('\n')[line];
    if (text === undefined) {
      throw new Error(`Illegal value for line: ${line}`);
    }
    return {
      range: new Range(new Position(line, 0), new Position(line, text.length)),
      firstNonWhitespaceCharacterIndex: text.length - text.trimStart().length,
    };
  }
}

/** An editor that remembers its decorations: for each 0-based line the texts after it. */
export class FakeEditor {
  private readonly shown = new Map<object, Map<number, string>>();

  constructor(readonly document: FakeDocument) {}

  setDecorations(kind: object, options: { range: Range; renderOptions: { after: { contentText: string } } }[]): void {
    this.shown.set(kind, new Map(options.map(({ range, renderOptions }) => [range.start.line, renderOptions.after.contentText])));
  }

  get marks(): Record<number, string> {
    return Object.fromEntries([...this.shown.values()].flatMap((lines) => [...lines]));
  }
}

const visibleEditors = new EventEmitter<void>();
const changedDocument = new EventEmitter<unknown>();
const savedDocument = new EventEmitter<FakeDocument>();
const closedDocument = new EventEmitter<FakeDocument>();
const changedSetting = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();
const closedTerminal = new EventEmitter<FakeTerminal>();

/** Fires with the path of the file, or without one for all. */
const changedFile = new EventEmitter<string | undefined>();
const changedTabs = new EventEmitter<{ closed: readonly FakeTab[] }>();

/** A tab, as far as its content is of interest. */
export interface FakeTab {
  readonly input: unknown;
}

/** What happened. */
export const seen = {
  terminals: [] as FakeTerminal[],
  messages: [] as string[],
  /** What the progress notification said, in turn. */
  progress: [] as string[],
  saved: [] as string[],
  statusBarItem: new FakeStatusBarItem(),
  executed: [] as unknown[][],
  contexts: {} as Record<string, unknown>,
  clipboard: '',
  /** The dialogs for files and the quick picks, as they were asked for. */
  dialogs: [] as Record<string, unknown>[],
  /** The settings that were written, as `[name, value, target]`. */
  written: [] as unknown[][],
  /** The places that were shown in editors, as `path:line` with the line from 1 on. */
  shown: [] as string[],
  /** How many files are watched. */
  watched: 0,
};

/** What the user does and has. */
export const user = {
  /** The button that is chosen under the next messages. */
  answer: undefined as string | undefined,
  /** Which line of a quick pick is chosen. */
  pick: undefined as number | undefined,
  /** Where an untitled document is saved; undefined when the user gives the dialog up. */
  saveAs: undefined as Uri | undefined,
  /** The files that are chosen in a dialog; undefined when the user gives it up. */
  choose: undefined as Uri[] | undefined,
  /** When files were written, by their paths. */
  times: {} as Record<string, number>,
  settings: {} as Record<string, unknown>,
  /** The files of other schemes, by their addresses. */
  files: {} as Record<string, string>,

  see(...editors: FakeEditor[]): void {
    window.visibleTextEditors = editors;
    visibleEditors.fire();
  },

  /** Replaces `length` characters of a line by `text`. */
  edit(document: FakeDocument, line: number, character: number, length: number, text: string): void {
    const lines = document.text.split('\n');
    const old = lines[line] ?? '';
    lines[line] = old.slice(0, character) + text + old.slice(character + length);
    document.text = lines.join('\n');
    document.version++;
    document.isDirty = true;
    const range = new Range(new Position(line, character), new Position(line, character + length));
    changedDocument.fire({ document, contentChanges: [{ range, text }] });
  },

  save(document: FakeDocument): void {
    document.isDirty = false;
    savedDocument.fire(document);
  },

  close(document: FakeDocument): void {
    closedDocument.fire(document);
  },

  /** A file that is watched changes on disk; without a path all do. */
  changeFile(path?: string): void {
    changedFile.fire(path);
  },

  closeTab(tab: FakeTab): void {
    changedTabs.fire({ closed: [tab] });
  },

  /** Presses the button of the progress notification. */
  cancelProgress(): void {
    cancellation?.cancel();
  },

  changeSetting(name: string): void {
    changedSetting.fire({ affectsConfiguration: (section) => name === section });
  },

  closeTerminal(terminal: FakeTerminal): void {
    closedTerminal.fire(terminal);
  },
};

let cancellation: CancellationTokenSource | undefined;

function message(text: string): Promise<string | undefined> {
  seen.messages.push(text);
  return Promise.resolve(user.answer);
}

export const window = {
  visibleTextEditors: [] as FakeEditor[],
  onDidChangeVisibleTextEditors: visibleEditors.event,
  onDidCloseTerminal: closedTerminal.event,
  showInformationMessage: message,
  showWarningMessage: message,
  showErrorMessage: message,
  activeTextEditor: undefined as FakeEditor | undefined,
  tabGroups: { all: [] as { viewColumn: number; activeTab?: FakeTab; tabs?: FakeTab[] }[], onDidChangeTabs: changedTabs.event },
  withProgress: <R>(
    _options: object,
    task: (progress: { report(value: { message: string }): void }, token: CancellationTokenSource['token']) => Promise<R>,
  ) => {
    cancellation = new CancellationTokenSource();
    return task({ report: (value) => void seen.progress.push(value.message) }, cancellation.token);
  },
  showQuickPick: async <T>(items: T[] | Promise<T[]>, options: object = {}) => {
    const choices = await items;
    seen.dialogs.push({ ...options, items: choices });
    return user.pick === undefined ? undefined : choices[user.pick];
  },
  showOpenDialog: async (options: Record<string, unknown>) => {
    seen.dialogs.push(options);
    return user.choose;
  },
  showSaveDialog: async (options: Record<string, unknown>) => {
    seen.dialogs.push(options);
    return user.saveAs;
  },
  showTextDocument: async (file: Uri, { selection }: { selection: Range }) => {
    seen.shown.push(`${file.path}:${selection.start.line + 1}`);
    return { selection, revealRange: () => undefined };
  },
  createStatusBarItem: () => seen.statusBarItem,
  createTextEditorDecorationType: () => ({ dispose: () => undefined }),
  createTerminal: (options: Record<string, unknown>) => {
    const terminal = new FakeTerminal(options);
    seen.terminals.push(terminal);
    return terminal;
  },
};

export const workspace = {
  isTrusted: true,
  workspaceFolders: [{ uri: Uri.file('/proj'), name: 'proj', index: 0 }],
  textDocuments: [] as FakeDocument[],
  onDidChangeTextDocument: changedDocument.event,
  onDidSaveTextDocument: savedDocument.event,
  onDidCloseTextDocument: closedDocument.event,
  asRelativePath: (path: string | Uri) => (typeof path === 'string' ? path : path.fsPath).replace(/^\/proj\//, ''),
  createFileSystemWatcher: ({ baseUri, pattern }: RelativePattern) => {
    seen.watched++;
    const path = `${baseUri.path}/${pattern}`.replace('//', '/');
    const subscriptions: Disposable[] = [];
    return {
      onDidChange: (listener: () => void) =>
        subscriptions.push(changedFile.event((changed) => (changed === undefined || changed === path) && listener())),
      onDidCreate: () => undefined,
      dispose: () => {
        seen.watched--;
        Disposable.from(...subscriptions).dispose();
      },
    };
  },
  onDidChangeConfiguration: changedSetting.event,
  getConfiguration: () => ({
    get: (name: string) => user.settings[name],
    inspect: (name: string) => ({ globalValue: user.settings[name], workspaceValue: user.settings[name] }),
    update: async (name: string, value: unknown, target: unknown) => {
      seen.written.push([name, value, target]);
      user.settings[name] = value;
    },
  }),
  getWorkspaceFolder: (uri: Uri) => workspace.workspaceFolders.find((folder) => uri.path.startsWith(`${folder.uri.path}/`)),
  fs: {
    stat: async (uri: Uri) => ({ mtime: user.times[uri.path] ?? 0 }),
    readFile: async (uri: Uri) => {
      const text = user.files[uri.toString()];
      if (text === undefined) {
        throw new Error(`${uri.toString()} is not there`);
      }
      return new TextEncoder().encode(text);
    },
  },
  save: async (uri: Uri) => {
    const document = workspace.textDocuments.find((candidate) => candidate.uri === uri);
    seen.saved.push(uri.toString());
    return document?.isUntitled ? user.saveAs : uri;
  },
};

export const env = {
  remoteName: undefined as string | undefined,
  clipboard: {
    writeText: async (text: string) => {
      seen.clipboard = text;
    },
  },
};

type Callback = (...values: unknown[]) => unknown;

const registered = new Map<string, Callback>();

export const commands = {
  registerCommand: (id: string, callback: Callback) => {
    registered.set(id, callback);
    return new Disposable(() => registered.delete(id));
  },
  /** Runs a command of the extension, as the palette does, or with what a menu passes. */
  run: async (id: string, ...values: unknown[]) => registered.get(id)?.(...values),
  executeCommand: (command: string, ...values: unknown[]) => {
    if (command === 'setContext') {
      seen.contexts[String(values[0])] = values[1];
    } else {
      seen.executed.push([command, ...values]);
    }
    return Promise.resolve();
  },
};

/** Forgets everything that tests did. Objects of the extension that a test made must be disposed of by the test. */
export function reset(): void {
  window.visibleTextEditors = [];
  window.activeTextEditor = undefined;
  window.tabGroups.all = [];
  workspace.isTrusted = true;
  env.remoteName = undefined;
  workspace.textDocuments = [];
  user.answer = undefined;
  user.saveAs = undefined;
  user.choose = undefined;
  user.times = {};
  user.pick = undefined;
  user.settings = {};
  user.files = {};
  seen.progress = [];
  seen.saved = [];
  seen.statusBarItem = new FakeStatusBarItem();
  seen.terminals = [];
  seen.messages = [];
  seen.executed = [];
  seen.contexts = {};
  seen.clipboard = '';
  seen.dialogs = [];
  seen.written = [];
  seen.shown = [];
  seen.watched = 0;
}
