import * as vscode from 'vscode';
import type { Profile, ProfileSource } from '../profiles/profile';
import { joinSentences, requestFailure } from '../server/failure';
import type { Connection } from '../server/server';
import { BaseProfile } from './base';
import { type Choice, nothingChosen } from './choice';
import { type Content, isPartOf, type Loaded, loadContent, type OpenProfile } from './content';
import { Latest } from './latest';
import { WatchedFile } from './watchedFile';

/** Knows which run's profile a file will be. */
export interface Measuring {
  measuring(file: vscode.Uri): { readonly id: string } | undefined;
}

/**
 * A profile file in one or more panels, with what the user has chosen to see of it: read when it is opened and again whenever it changes. That of a run
 * that goes on is not there yet: it is what has been measured so far.
 */
export class ProfileDocument implements vscode.CustomDocument {
  private readonly file: WatchedFile;
  private readonly latest = new Latest<Loaded>();
  private readonly comparison = new Latest<BaseProfile>();
  private added: readonly WatchedFile[];
  private part: string | undefined;
  private readonly changed = new vscode.EventEmitter<Content>();
  private readonly baseChanged = new vscode.EventEmitter<void>();
  private readonly told = new vscode.EventEmitter<string>();
  private readonly chosen = new vscode.EventEmitter<Choice>();
  private readonly disposed = new vscode.EventEmitter<void>();

  /** Fires when the file has been read, or read again, or something else of it is shown. */
  readonly onDidChange = this.changed.event;
  /** Fires when what is shown is compared with something, or with something else, or not any more, and when that has been read again. */
  readonly onDidChangeBase = this.baseChanged.event;
  /** Fires with a sentence for the user about what became of a file. */
  readonly onDidTell = this.told.event;
  /** Fires when something else is chosen. */
  readonly onDidChoose = this.chosen.event;
  readonly onDidDispose = this.disposed.event;

  constructor(
    readonly uri: vscode.Uri,
    private readonly server: Connection,
    private readonly runs: Measuring,
    { part, added, base }: Choice = nothingChosen,
  ) {
    this.file = new WatchedFile(uri, () => this.reload());
    this.part = part;
    this.added = added.map((address) => this.watch(vscode.Uri.parse(address)));
    if (base !== undefined) {
      void this.restoreBase(vscode.Uri.parse(base));
    }
  }

  /** The file as the user knows it. */
  get label(): string {
    return this.file.label;
  }

  /** What the file was when it was last read; undefined until it has been. */
  get content(): Content | undefined {
    return this.latest.value?.content;
  }

  get profile(): Profile | undefined {
    return this.content?.kind === 'profile' ? this.content.profile : undefined;
  }

  /** What the profile is compared with. */
  get base(): Profile | undefined {
    return this.comparison.value?.profile;
  }

  /** The file of that profile. */
  get baseFile(): vscode.Uri | undefined {
    return this.comparison.value?.uri;
  }

  /** Reads the file; `reloaded` says that it has changed. Never rejects: a file that cannot be read is content too. */
  load(reloaded = false): Promise<void> {
    const { file, added, part } = this;
    const before = this.content?.kind === 'profile' ? this.content : undefined;
    return this.latest.read(
      (token) => loadContent(this.server, { file, source: () => this.source(), added, part, reloaded }, token),
      ({ content }) => this.loaded(content, before),
    );
  }

  /** Reads all files again because of something that the figures of all depend on. */
  async loadAll(): Promise<void> {
    await Promise.all([this.load(), this.comparison.value?.load().catch((error: unknown) => this.tell(error))]);
  }

  /** Shows the profile of a process or thread of the run, by its path, or else that of the whole. Any other file is refused. */
  async showPart(path: string | undefined): Promise<void> {
    const content = this.content;
    if (path !== undefined && (content?.kind !== 'profile' || !isPartOf(content.whole ?? content.profile, path))) {
      throw new Error(`${path} is not the profile of a process or thread of this run.`);
    }
    this.part = path;
    this.choose();
    await this.load();
  }

  /** Adds files to this one. None is counted twice. */
  async add(files: readonly vscode.Uri[]): Promise<void> {
    if (this.latest.isOver) {
      // It was closed while the user chose the files.
      return;
    }
    const known = new Set([this.uri, ...this.added.map(({ uri }) => uri)].map(String));
    const fresh = files.filter((file) => !known.has(file.toString()) && known.add(file.toString()));
    const again = files.filter((file) => !fresh.includes(file)).map((file) => vscode.workspace.asRelativePath(file));
    if (again.length > 0) {
      this.told.fire(`${again.join(', ')} ${again.length === 1 ? 'is' : 'are'} part of this profile already.`);
    }
    if (fresh.length > 0) {
      this.added = [...this.added, ...fresh.map((file) => this.watch(file))];
      // Files that are added up have no processes and threads to choose from.
      this.part = undefined;
      this.choose();
      await this.load();
    }
  }

  /** Takes a file out again that was added, by its name. */
  async remove(name: string): Promise<void> {
    const removed = this.added.find((file) => file.name === name);
    if (removed !== undefined) {
      this.added = this.added.filter((file) => file !== removed);
      removed.dispose();
      this.choose();
      await this.load();
    }
  }

  /** Compares what is shown with a file; is rejected where that cannot be read, and what it was compared with before stays. */
  async compare(file: vscode.Uri): Promise<void> {
    await this.comparison.read(
      () => this.openBase(file),
      () => {
        this.baseChanged.fire();
        this.choose(file);
      },
    );
  }

  endComparison(): void {
    this.comparison.clear();
    this.baseChanged.fire();
    this.choose();
  }

  dispose(): void {
    vscode.Disposable.from(this.changed, this.baseChanged, this.told, this.chosen).dispose();
    this.latest.dispose();
    this.comparison.dispose();
    vscode.Disposable.from(this.file, ...this.added).dispose();
    this.disposed.fire();
    this.disposed.dispose();
  }

  private watch(file: vscode.Uri): WatchedFile {
    return new WatchedFile(file, () => this.reload());
  }

  private reload(): void {
    void this.load(true);
  }

  private async source(): Promise<ProfileSource> {
    const run = this.runs.measuring(this.uri);
    return run === undefined ? { path: await this.file.path() } : { run: run.id };
  }

  /** Shows what was read, and tells what is missing of it that was not missing before. */
  private loaded(content: Content, before: OpenProfile | undefined): void {
    this.changed.fire(content);
    if (content.kind === 'failed') {
      return;
    }
    const texts = content.leftOut.filter(({ path }) => !before?.leftOut.some((file) => file.path === path)).map(({ text }) => text);
    if (content.partProblem !== undefined) {
      this.part = undefined;
      this.choose();
      texts.push(content.partProblem);
    }
    if (texts.length > 0) {
      this.told.fire(texts.join(' '));
    }
  }

  private async openBase(file: vscode.Uri): Promise<BaseProfile> {
    const base = new BaseProfile(file, this.server, {
      read: () => this.comparison.value === base && this.baseChanged.fire(),
      broken: (error) => this.tell(error, `The comparison is with ${base.label} as it was before.`),
    });
    try {
      await base.load();
      return base;
    } catch (error) {
      base.dispose();
      throw error;
    }
  }

  /** Compares with the file of before the window was loaded again. */
  private async restoreBase(file: vscode.Uri): Promise<void> {
    await this.compare(file).catch((error: unknown) => {
      this.tell(error, `There is no comparison with ${vscode.workspace.asRelativePath(file)}.`);
      this.choose();
    });
  }

  private choose(base: vscode.Uri | undefined = this.baseFile): void {
    this.chosen.fire({
      ...(this.part === undefined ? {} : { part: this.part }),
      added: this.added.map(({ uri }) => uri.toString()),
      ...(base === undefined ? {} : { base: base.toString() }),
    });
  }

  private tell(error: unknown, consequence = ''): void {
    this.told.fire(joinSentences(requestFailure(error).text, consequence));
  }
}
