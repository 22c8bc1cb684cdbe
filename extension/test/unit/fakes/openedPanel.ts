import { expect, vi } from 'vitest';
import * as vscode from 'vscode';
import { Choices } from '../../../src/panel/choice';
import type { HostMessage, WebviewMessage } from '../../../src/panel/messages';
import { PanelProvider } from '../../../src/panel/panelProvider';
import type { ProfileDocument } from '../../../src/panel/profileDocument';
import { ActiveProfile } from '../../../src/profiles/activeProfile';
import { ProfileOpen, type ProfileOpenParams, type ProfileOpenResult, type ProfileRun } from '../../../src/protocol.gen';
import { FakeConnection } from './connection';
import { nothingRuns } from './measuring';
import { FakeMemento } from './memento';
import { FakeWebviewPanel } from './webviewPanel';

/** A profile as the server describes it, as much of it as the host looks at. */
export function summaryOf(profile: string, path: string, run?: Partial<ProfileRun>, files: readonly string[] = []): ProfileOpenResult {
  const described = { profile, path, files: files.map((each) => ({ path: each, modified: 0 })), ...(run === undefined ? {} : { run }) };
  return described as unknown as ProfileOpenResult;
}

/** Opens every file that it is asked for, as p1, p2 and so on. `runs` are those of files, by their paths. */
export function opensFiles(runs: Record<string, Partial<ProfileRun>> = {}): (params: ProfileOpenParams) => ProfileOpenResult {
  let ids = 0;
  return ({ path = '', add = [] }) => summaryOf(`p${++ids}`, path, runs[path], add.length === 0 ? [] : [path, ...add]);
}

/** A file in a panel, from the provider to what its webview is sent. */
export class OpenedPanel {
  readonly server = new FakeConnection();
  readonly active = new ActiveProfile();
  readonly choices = new Choices(new FakeMemento());
  readonly provider: PanelProvider;
  readonly document: ProfileDocument;
  private readonly panel = new FakeWebviewPanel();

  /** @param prepare is done before the file is opened */
  constructor(file: vscode.Uri, prepare: (panel: Pick<OpenedPanel, 'server' | 'choices'>) => void = () => undefined) {
    this.server.answers[ProfileOpen.method] = opensFiles();
    prepare(this);
    this.provider = new PanelProvider(vscode.Uri.file('/extension'), this.server, nothingRuns, this.active, this.choices);
    this.document = this.provider.openCustomDocument(file);
    this.provider.resolveCustomEditor(this.document, this.panel.asPanel());
  }

  /** What the webview was sent. */
  get sent(): HostMessage[] {
    return this.panel.sent;
  }

  get title(): string {
    return this.panel.title;
  }

  /** The panel once it shows its file and its webview listens, with all that forgotten. */
  async loaded(): Promise<this> {
    await vi.waitFor(() => expect(this.sent).not.toEqual([]));
    this.say({ type: 'ready' });
    await vi.waitFor(() => expect(this.sent.length).toBeGreaterThan(1));
    this.sent.length = 0;
    return this;
  }

  say(message: WebviewMessage): void {
    this.panel.say(message);
  }

  close(): void {
    this.panel.close();
  }

  async expectSent(...messages: HostMessage[]): Promise<void> {
    await vi.waitFor(() => expect(this.sent).toEqual(messages));
  }

  /** Waits for a notice, as the newest message. */
  async expectNotice(text: string, action?: string): Promise<void> {
    await vi.waitFor(() => expect(this.sent.at(-1)).toEqual({ type: 'notice', text, ...(action === undefined ? {} : { action }) }));
  }
}
