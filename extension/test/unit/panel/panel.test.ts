import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import type { HostMessage, WebviewMessage } from '../../../src/panel/messages';
import { ErrorCode, ProfileClose, ProfileOpen, ProfileRows } from '../../../src/protocol.gen';
import { responseError } from '../fakes/connection';
import { OpenedPanel, summaryOf } from '../fakes/openedPanel';
import { reset, seen, user } from '../fakes/vscode';

const file = vscode.Uri.file('/proj/a.stats');
const summary = summaryOf('p1', file.fsPath);
const open = { type: 'open', file: 'a.stats', summary, leftOut: [], reloaded: false } as unknown as HostMessage;

beforeEach(reset);

describe('a panel', () => {
  test('shows the profile, and again when its webview was loaded again', async () => {
    const panel = new OpenedPanel(file);
    await panel.expectSent(open);
    panel.say({ type: 'ready' });
    await panel.expectSent(open, open);
    expect(panel.active.profile?.summary).toEqual(summary);
  });

  test('closes the profile with its document, unless its marks are shown', async () => {
    const { server, active, document } = await new OpenedPanel(file).loaded();
    document.dispose();
    await setImmediate();
    expect(server.sent(ProfileClose)).toEqual([]);
    active.clear();
    await setImmediate();
    expect(server.sent(ProfileClose)).toEqual([{ profile: 'p1' }]);
  });

  test.each([
    [ErrorCode.NotAProfile, ['openAsText', 'tryAgain']],
    [ErrorCode.FileNotFound, ['tryAgain']],
    [ErrorCode.InternalError, ['tryAgain', 'showLog']],
  ])('says what is wrong with a file that cannot be opened: %i', async (code, waysOut) => {
    const panel = new OpenedPanel(file, ({ server }) => server.fail(ProfileOpen, responseError(code, 'a.stats: not a profile.')));
    await panel.expectSent({ type: 'failed', failure: { file: 'a.stats', text: 'a.stats: not a profile.', waysOut } } as HostMessage);
    expect(seen.messages).toEqual([]);
    expect(panel.active.profile).toBeUndefined();
  });

  test('tries again', async () => {
    const panel = new OpenedPanel(file, ({ server }) => server.fail(ProfileOpen, responseError(ErrorCode.FileNotFound, 'gone')));
    await vi.waitFor(() => expect(panel.sent).toHaveLength(1));
    panel.server.answers[ProfileOpen.method] = summary;
    panel.say({ type: 'wayOut', wayOut: 'tryAgain' });
    await vi.waitFor(() => expect(panel.sent[1]).toEqual(open));
  });

  test.each<[WebviewMessage, unknown[]]>([
    [{ type: 'wayOut', wayOut: 'openAsText' }, ['vscode.openWith', file, 'default']],
    [{ type: 'wayOut', wayOut: 'showLog' }, ['tottime.showLog']],
    [{ type: 'compare' }, ['tottime.compareWith', file]],
  ])('%o', async (message, executed) => {
    new OpenedPanel(file).say(message);
    await vi.waitFor(() => expect(seen.executed).toEqual([executed]));
  });

  test('says that a file was read again because it has changed', async () => {
    const panel = await new OpenedPanel(file).loaded();
    user.changeFile();
    await panel.expectSent({ ...open, summary: summaryOf('p2', file.fsPath), reloaded: true } as HostMessage);
  });

  test('tells nothing before the webview listens and has something to show', async () => {
    const panel = new OpenedPanel(file, ({ choices }) => choices.remember(file, { added: [], part: '/proj/gone.stats' }));
    await vi.waitFor(() => expect(panel.document.content).toBeDefined());
    const told = {
      type: 'notice',
      text: '/proj/gone.stats is not the profile of a process or thread of this run any more. The whole run is shown instead.',
    };
    await panel.expectSent(open);
    panel.say({ type: 'ready' });
    await panel.expectSent(open, open, told as HostMessage);
  });

  test('that is closed while the server is at work sends nothing to a webview that is gone', async () => {
    const panel = await new OpenedPanel(file).loaded();
    let answer: (value: unknown) => void = () => undefined;
    panel.server.answers[ProfileRows.method] = () => new Promise((resolve) => (answer = resolve));
    panel.say({ type: 'ask', request: 9, question: 'rows', params: { sort: [], filter: { text: '' }, offset: 0, limit: 50 } });
    await vi.waitFor(() => expect(panel.server.sent(ProfileRows)).toHaveLength(1));
    panel.close();
    answer({ rows: [], matching: 0 });
    await setImmediate();
    expect(panel.sent).toEqual([]);
  });

  test('has no name for a message that it does not know', async () => {
    const panel = await new OpenedPanel(file).loaded();
    panel.say({ type: 'run' } as unknown as WebviewMessage);
    await panel.expectSent({ type: 'notice', text: 'The panel sent an unknown message: {"type":"run"}' });
  });
});
