import type * as vscode from 'vscode';
import type { HostMessage, WebviewMessage } from '../../../src/panel/messages';
import { EventEmitter } from './values';

/** A panel whose webview is the test. */
export class FakeWebviewPanel {
  /** What the extension sent to the webview. */
  readonly sent: HostMessage[] = [];

  private readonly received = new EventEmitter<WebviewMessage>();
  private readonly changed = new EventEmitter<void>();
  private readonly disposed = new EventEmitter<void>();

  active = true;
  title = '';
  readonly onDidChangeViewState = this.changed.event;
  readonly onDidDispose = this.disposed.event;
  private closed = false;
  private readonly page = {
    cspSource: 'https://editor',
    html: '',
    options: {},
    onDidReceiveMessage: this.received.event,
    asWebviewUri: (uri: vscode.Uri) => uri,
    postMessage: (message: HostMessage) => Promise.resolve(this.sent.push(message) > 0),
  };

  /** As VS Code does it, this throws once the panel is closed. */
  get webview() {
    if (this.closed) {
      throw new Error('Webview is disposed');
    }
    return this.page;
  }

  /** Sends a message as the webview does. */
  say(message: WebviewMessage): void {
    this.received.fire(message);
  }

  /** Another tab or window gets the focus, or this one. */
  focus(active: boolean): void {
    this.active = active;
    this.changed.fire();
  }

  /** The user closes the tab. */
  close(): void {
    this.closed = true;
    this.disposed.fire();
  }

  /** This panel as VS Code's type, of which it has as much as the extension uses. */
  asPanel(): vscode.WebviewPanel {
    return this as unknown as vscode.WebviewPanel;
  }
}
