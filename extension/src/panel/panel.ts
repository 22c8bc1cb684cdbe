import * as vscode from 'vscode';
import type { Profile } from '../profiles/profile';
import type { ProfileOpenResult } from '../protocol.gen';
import { requestFailure } from '../server/failure';
import type { AskMessage, HostMessage, WayOut, WebviewMessage } from './messages';
import { panelPage } from './page';
import type { Content, ProfileDocument } from './profileDocument';
import { answerTo } from './questions';
import { revealFunction } from './reveal';

/** One panel: answers its webview from the document that it shows. */
export class Panel {
  private closed = false;

  constructor(
    private readonly document: ProfileDocument,
    private readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
  ) {
    const { webview } = panel;
    const bundle = vscode.Uri.joinPath(extension, 'extension', 'dist', 'webview');
    webview.options = { enableScripts: true, localResourceRoots: [bundle] };
    const subscriptions = [
      webview.onDidReceiveMessage((message: WebviewMessage) => this.receive(message).catch(tell)),
      document.onDidChange((content) => this.show(content)),
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
        if (this.document.content !== undefined) {
          this.show(this.document.content);
        }
        return;
      case 'ask':
        return this.answer(message);
      case 'reveal':
        return this.reveal(message.function, message.beside);
      case 'wayOut':
        return this.takeWayOut(message.wayOut);
      default:
        return unknownMessage(message);
    }
  }

  private show(content: Content): void {
    switch (content.kind) {
      case 'profile':
        this.send({
          type: 'open',
          file: this.document.label,
          summary: this.summaryOf(content.profile),
          leftOut: [],
          reloaded: content.reloaded,
        });
        this.entitle(content.profile);
        break;
      case 'failed':
        this.send({ type: 'failed', failure: content.failure });
        break;
    }
  }

  /** Names the tab after the program, where there is one. VS Code forgets that when the window is loaded again. */
  private entitle({ title }: Profile): void {
    if (title !== undefined) {
      this.panel.title = title;
    }
  }

  /** The profile's summary with the file that the user opened in place of the copy of ours that the server may have read. */
  private summaryOf({ summary }: Profile): ProfileOpenResult {
    const { uri } = this.document;
    return { ...summary, path: uri.scheme === 'file' ? summary.path : uri.toString(true) };
  }

  /** Answers a question once, whatever becomes of it. */
  private async answer(message: AskMessage): Promise<void> {
    const { request } = message;
    try {
      const { profile: shown } = this.document;
      if (shown === undefined) {
        throw new Error(`${this.document.label} is not open.`);
      }
      this.send({ type: 'answer', request, result: await answerTo(message, { shown, base: undefined }) });
    } catch (error) {
      this.send({ type: 'refused', request, text: requestFailure(error).text });
    }
  }

  private async reveal(functionId: string, beside: boolean): Promise<void> {
    const { profile } = this.document;
    if (profile === undefined) {
      return;
    }
    const problem = await revealFunction(profile, functionId, beside ? vscode.ViewColumn.Beside : undefined, this.panel.viewColumn).catch(
      (error: unknown) => requestFailure(error).text,
    );
    if (problem !== undefined) {
      this.send({ type: 'notice', text: problem });
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

  /** Sends a message, unless the panel was closed while the server was at work: there is no webview any more then. */
  private send(message: HostMessage): void {
    if (!this.closed) {
      void this.panel.webview.postMessage(message);
    }
  }
}

/** Tells the user of something that the panel has no place for, such as a file that the editor cannot open as text. */
function tell(error: unknown): void {
  void vscode.window.showErrorMessage(requestFailure(error).text);
}

/** Refuses a message that the host does not answer. */
function unknownMessage({ type }: WebviewMessage): never {
  throw new Error(`The panel sent a message that is not answered: ${type}`);
}
