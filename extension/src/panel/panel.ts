import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../profiles/profile';
import type { ProfileOpenResult, SaveFormat } from '../protocol.gen';
import { requestFailure } from '../server/failure';
import { visible } from '../visibleText';
import { chooseProfiles } from './chooseProfiles';
import type { Content, OpenProfile } from './content';
import { copyRows } from './copyRows';
import { findSource } from './findSource';
import type { AskMessage, HostMessage, NoticeAction, TextQuery, WayOut, WebviewMessage } from './messages';
import { panelPage } from './page';
import type { ProfileDocument } from './profileDocument';
import { answerTo } from './questions';
import { revealFunction, type Target } from './reveal';
import { saveProfile } from './saveProfile';
import { nameOf } from './watchedFile';

/** One panel: answers its webview from the document that it shows. */
export class Panel {
  private closed = false;
  /** The webview listens. */
  private ready = false;
  /** What there is to tell once the webview listens and shows something: a profile that opens takes the place of a notice. */
  private readonly waiting: HostMessage[] = [];
  private entitled = false;
  /** The function that `findSource` is about. */
  private missing: Target | undefined;

  constructor(
    private readonly document: ProfileDocument,
    private readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
  ) {
    const { webview } = panel;
    const bundle = vscode.Uri.joinPath(extension, 'extension', 'dist', 'webview');
    webview.options = { enableScripts: true, localResourceRoots: [bundle] };
    const subscriptions = [
      webview.onDidReceiveMessage((message: WebviewMessage) => this.receive(message).catch((error: unknown) => this.tellFailure(error))),
      document.onDidChange((content) => this.show(content)),
      document.onDidChangeBase(() => this.showBase()),
      document.onDidTell((text) => this.notify(text)),
    ];
    panel.onDidDispose(() => {
      this.closed = true;
      vscode.Disposable.from(...subscriptions).dispose();
    });
    const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(bundle, name)).toString();
    webview.html = panelPage({ cspSource: webview.cspSource, script: address('profile.js'), style: address('profile.css') });
  }

  private async receive(message: WebviewMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.begin();
      case 'ask':
        return this.answer(message);
      case 'reveal':
        return this.reveal(message.inBase === true ? this.document.base : this.document.profile, message.function, message.beside);
      case 'wayOut':
        return this.takeWayOut(message.wayOut);
      case 'act':
        return this.act(message.action);
      case 'showPart':
        return this.document.showPart(message.path);
      case 'addFiles':
        return this.document.add(
          await chooseProfiles({ title: 'Add profiles to this one', openLabel: 'Add', canSelectMany: true, ...this.place }),
        );
      case 'removeFile':
        return this.document.remove(message.path);
      case 'compare':
        return vscode.commands.executeCommand('tottime.compareWith', this.document.uri);
      case 'endComparison':
        return this.document.endComparison();
      case 'copy':
        return this.copy(message.query);
      case 'save':
        return this.save(message.format);
      default:
        return unknownMessage(message);
    }
  }

  /** Tells a webview that listens from now on all that there is. */
  private begin(): void {
    this.ready = true;
    if (this.document.content !== undefined) {
      this.show(this.document.content);
    }
    if (this.document.base !== undefined) {
      this.showBase();
    }
    this.notifyWaiting();
  }

  private show(content: Content): void {
    switch (content.kind) {
      case 'profile':
        this.open(content);
        this.entitle(content);
        break;
      case 'failed':
        this.send({ type: 'failed', failure: content.failure });
        break;
    }
    this.notifyWaiting();
  }

  private open({ profile, whole, names, leftOut, reloaded }: OpenProfile): void {
    const named = ({ summary }: Profile): ProfileOpenResult => ({
      ...summary,
      path: names.get(summary.path) ?? summary.path,
      files: summary.files.map((file) => ({ ...file, path: names.get(file.path) ?? file.path })),
    });
    const parts = whole === undefined ? {} : { whole: named(whole) };
    this.send({ type: 'open', file: this.document.label, summary: named(profile), ...parts, leftOut, reloaded });
  }

  private showBase(): void {
    const { base, baseFile } = this.document;
    const path = baseFile === undefined ? {} : { path: nameOf(baseFile) };
    this.send({
      type: 'comparison',
      ...(base === undefined ? {} : { base: { label: base.label, summary: { ...base.summary, ...path } } }),
    });
  }

  /** Names the tab after what it shows, where that is more than its file. VS Code forgets that when the window is loaded again. */
  private entitle({ profile }: OpenProfile): void {
    const { files } = profile.summary;
    const file = path.posix.basename(this.document.uri.path);
    const title = profile.title ?? (files.length > 1 ? `${file} + ${files.length - 1}` : undefined);
    if (title !== undefined || this.entitled) {
      this.panel.title = visible(title ?? file);
      this.entitled = true;
    }
  }

  /** Answers a question once, whatever becomes of it. */
  private async answer(message: AskMessage): Promise<void> {
    const { request } = message;
    try {
      this.send({ type: 'answer', request, result: await answerTo(message, { shown: this.shown, base: this.document.base }) });
    } catch (error) {
      this.send({ type: 'refused', request, text: requestFailure(error).text });
    }
  }

  /** The profile that is shown; throws where none is. */
  private get shown(): Profile {
    const { profile, label } = this.document;
    if (profile === undefined) {
      throw new Error(`${label} is not open.`);
    }
    return profile;
  }

  private async reveal(profile: Profile | undefined, functionId: string, beside: boolean): Promise<void> {
    if (profile === undefined) {
      return;
    }
    const target: Target = { profile, function: functionId, beside };
    const problem = await revealFunction(target, this.panel.viewColumn);
    this.missing = problem?.elsewhere === true ? target : undefined;
    if (problem !== undefined) {
      this.notify(problem.text, problem.elsewhere ? 'findSource' : undefined);
    }
  }

  private async act(action: NoticeAction): Promise<void> {
    switch (action) {
      case 'findSource':
        return this.findSource();
    }
  }

  /** Shows the source of the function that could not be shown, once the user has said where its file is. */
  private async findSource(): Promise<void> {
    const { missing, document } = this;
    if (missing === undefined) {
      return;
    }
    const inBase = missing.profile === document.base;
    try {
      if (await findSource(missing.profile, missing.function)) {
        // The folders are part of what is asked when a profile is opened. Its functions keep their ids.
        await document.loadAll();
        await this.reveal(inBase ? document.base : document.profile, missing.function, missing.beside);
      }
    } catch (error) {
      this.notify(requestFailure(error).text, 'findSource');
    }
  }

  private async copy(query: TextQuery): Promise<void> {
    this.notify(await copyRows(this.shown, query));
  }

  private async save(format: SaveFormat): Promise<void> {
    const text = await saveProfile(this.shown, this.document.uri, format);
    if (text !== undefined) {
      this.notify(text);
    }
  }

  private async takeWayOut(wayOut: WayOut): Promise<void> {
    switch (wayOut) {
      case 'tryAgain':
        return this.document.load();
      case 'openAsText':
        return vscode.commands.executeCommand('vscode.openWith', this.document.uri, 'default');
      case 'showLog':
        return vscode.commands.executeCommand('tottime.showLog');
    }
  }

  /** Where dialogs begin. */
  private get place(): { defaultUri?: vscode.Uri } {
    const { uri } = this.document;
    return uri.scheme === 'file' ? { defaultUri: vscode.Uri.joinPath(uri, '..') } : {};
  }

  /** Tells why something that the user wanted was not done: in the panel, or where it has no place for that, in the window. */
  private tellFailure(error: unknown): void {
    const { text } = requestFailure(error);
    if (this.document.profile === undefined) {
      void vscode.window.showErrorMessage(text);
    } else {
      this.notify(text);
    }
  }

  private notify(text: string, action?: NoticeAction): void {
    this.waiting.push({ type: 'notice', text, ...(action === undefined ? {} : { action }) });
    this.notifyWaiting();
  }

  private notifyWaiting(): void {
    if (this.ready && this.document.content !== undefined) {
      for (const notice of this.waiting.splice(0)) {
        this.send(notice);
      }
    }
  }

  /** Sends a message, unless the panel was closed while the server was at work: there is no webview any more then. */
  private send(message: HostMessage): void {
    if (!this.closed) {
      void this.panel.webview.postMessage(message);
    }
  }
}

/** Is never called with a message that the types know. */
function unknownMessage(message: never): never {
  throw new Error(`The panel sent an unknown message: ${JSON.stringify(message)}`);
}
