import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import type { HostMessage, WebviewMessage } from '../../../src/panel/messages';
import { PanelProvider } from '../../../src/panel/panelProvider';
import { ActiveProfile } from '../../../src/profiles/activeProfile';
import { ErrorCode, ProfileClose, ProfileLocation, ProfileOpen, ProfileRows } from '../../../src/protocol.gen';
import { FakeConnection, responseError } from '../fakes/connection';
import { nothingRuns } from '../fakes/measuring';
import { reset, seen } from '../fakes/vscode';
import { FakeWebviewPanel } from '../fakes/webviewPanel';

const summary = { profile: 'p1', path: '/proj/a.stats', functions: 3 };
const query = { sort: [], filter: { text: '' }, offset: 0, limit: 50 };
const rows = { question: 'rows', params: query } as const;

let server: FakeConnection;
let active: ActiveProfile;
let panel: FakeWebviewPanel;
let document: ReturnType<PanelProvider['openCustomDocument']>;

beforeEach(() => {
  reset();
  server = new FakeConnection();
  active = new ActiveProfile();
  server.answers[ProfileOpen.method] = summary;
});

/** The requests to close a profile, once everything that was under way is done. */
async function closed(): Promise<unknown[]> {
  await setImmediate();
  return server.sent(ProfileClose);
}

function open(): void {
  const provider = new PanelProvider(vscode.Uri.file('/extension'), server, nothingRuns, active);
  document = provider.openCustomDocument(vscode.Uri.file('/proj/a.stats'));
  panel = new FakeWebviewPanel();
  provider.resolveCustomEditor(document, panel.asPanel());
}

async function expectSent(...messages: HostMessage[]): Promise<void> {
  await vi.waitFor(() => expect(panel.sent).toEqual(messages));
}

describe('a panel', () => {
  test('shows the profile, and again when its webview was loaded again', async () => {
    open();
    const message = { type: 'open', file: 'a.stats', summary, leftOut: [], reloaded: false } as unknown as HostMessage;
    await expectSent(message);
    panel.say({ type: 'ready' });
    await expectSent(message, message);
    expect(active.profile?.summary).toBe(summary);
  });

  test('closes the profile with its document, unless its marks are shown', async () => {
    open();
    await vi.waitFor(() => expect(document.profile).toBeDefined());
    document.dispose();
    expect(await closed()).toEqual([]);
    active.clear();
    expect(await closed()).toEqual([{ profile: 'p1' }]);
  });

  test.each([
    [ErrorCode.NotAProfile, ['openAsText', 'tryAgain']],
    [ErrorCode.FileNotFound, ['tryAgain']],
    [ErrorCode.InternalError, ['tryAgain', 'showLog']],
  ])('says what is wrong with a file that cannot be opened: %i', async (code, waysOut) => {
    server.answers[ProfileOpen.method] = () => {
      throw responseError(code, 'a.stats: not a profile.');
    };
    open();
    await expectSent({ type: 'failed', failure: { file: 'a.stats', text: 'a.stats: not a profile.', waysOut } } as HostMessage);
    expect(seen.messages).toEqual([]);
    expect(active.profile).toBeUndefined();
  });

  test('tries again', async () => {
    server.answers[ProfileOpen.method] = () => {
      throw responseError(ErrorCode.FileNotFound, 'gone');
    };
    open();
    await vi.waitFor(() => expect(panel.sent).toHaveLength(1));
    server.answers[ProfileOpen.method] = summary;
    panel.say({ type: 'wayOut', wayOut: 'tryAgain' });
    await vi.waitFor(() => expect(panel.sent[1]).toMatchObject({ type: 'open' }));
  });

  test.each<[WebviewMessage, unknown[]]>([
    [{ type: 'wayOut', wayOut: 'openAsText' }, ['vscode.openWith', expect.objectContaining({ path: '/proj/a.stats' }), 'default']],
    [{ type: 'wayOut', wayOut: 'showLog' }, ['tottime.showLog']],
  ])('%o', async (message, executed) => {
    open();
    panel.say(message);
    await vi.waitFor(() => expect(seen.executed).toEqual([executed]));
  });
});

describe('a panel that shows a profile', () => {
  beforeEach(async () => {
    open();
    await vi.waitFor(() => expect(panel.sent).toHaveLength(1));
    panel.sent.length = 0;
  });

  test('hands pages of the table through', async () => {
    const result = { rows: [], matching: 0, functions: 0, self: 0, share: 0 };
    server.answers[ProfileRows.method] = result;
    panel.say({ type: 'ask', request: 7, ...rows });
    await expectSent({ type: 'answer', request: 7, result });
    expect(server.sent(ProfileRows)).toEqual([{ ...query, profile: 'p1' }]);
  });

  test('tells why there is no page', async () => {
    server.answers[ProfileRows.method] = () => {
      throw responseError(ErrorCode.InternalError, 'The table is broken.');
    };
    panel.say({ type: 'ask', request: 8, ...rows });
    await expectSent({ type: 'refused', request: 8, text: 'The table is broken.' });
  });

  test('that is closed while the server is at work sends nothing to a webview that is gone', async () => {
    let answer: (value: unknown) => void = () => undefined;
    server.answers[ProfileRows.method] = () => new Promise((resolve) => (answer = resolve));
    panel.say({ type: 'ask', request: 9, ...rows });
    await vi.waitFor(() => expect(server.sent(ProfileRows)).toHaveLength(1));
    panel.close();
    answer({ rows: [], matching: 0 });
    await setImmediate();
    expect(panel.sent).toEqual([]);
  });

  test('tells why a function has no source', async () => {
    server.answers[ProfileLocation.method] = { problem: { code: 'builtin', text: 'len is built in.' } };
    panel.say({ type: 'reveal', function: '2', beside: false });
    await expectSent({ type: 'notice', text: 'len is built in.' });
    expect(server.sent(ProfileLocation)).toEqual([{ profile: 'p1', function: '2', folders: ['/proj'] }]);
  });
});
