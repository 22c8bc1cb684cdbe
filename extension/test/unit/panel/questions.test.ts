import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import type { AskMessage, HostMessage } from '../../../src/panel/messages';
import {
  ErrorCode,
  ProfileCallees,
  ProfileCallers,
  ProfileClose,
  ProfileDiff,
  ProfileIcicle,
  ProfileOpen,
  ProfileRows,
} from '../../../src/protocol.gen';
import { responseError } from '../fakes/connection';
import { OpenedPanel } from '../fakes/openedPanel';
import { reset } from '../fakes/vscode';

const filter = { text: '' };
const rows = { sort: [], filter, offset: 0, limit: 50 };
const edges = { path: ['3'], sort: [], offset: 0, limit: 50 };
const icicle = { path: [], least: 0.001, levels: 20, find: filter };
const diff = { sort: [], filter, tolerance: { seconds: 0, share: 0 }, offset: 0, limit: 50 };

let panel: OpenedPanel;

beforeEach(async () => {
  reset();
  panel = await new OpenedPanel(vscode.Uri.file('/proj/a.stats')).loaded();
});

describe('a question', () => {
  test.each<[AskMessage, method: { method: string }, params: unknown]>([
    [{ type: 'ask', request: 1, question: 'rows', params: rows }, ProfileRows, rows],
    [{ type: 'ask', request: 2, question: 'callers', params: edges }, ProfileCallers, edges],
    [{ type: 'ask', request: 3, question: 'callees', params: edges }, ProfileCallees, edges],
    [{ type: 'ask', request: 4, question: 'icicle', params: icicle }, ProfileIcicle, icicle],
  ])('$question is asked of the profile that is shown', async (message, method, params) => {
    const result = { rows: [] };
    panel.server.answers[method.method] = result;
    panel.say(message);
    await panel.expectSent({ type: 'answer', request: message.request, result } as unknown as HostMessage);
    expect(panel.server.sent(method)).toEqual([{ ...(params as object), profile: 'p1' }]);
  });

  test('cannot be about another profile', async () => {
    panel.say({ type: 'ask', request: 1, question: 'rows', params: { ...rows, profile: 'p7' } as typeof rows });
    await panel.expectSent({ type: 'answer', request: 1, result: {} } as unknown as HostMessage);
    expect(panel.server.sent(ProfileRows)).toEqual([{ ...rows, profile: 'p1' }]);
  });

  test.each([ProfileClose.method, 'profile/rows', 'run/start', 'toString', ''])('%s is none', async (question) => {
    panel.say({ type: 'ask', request: 1, question, params: rows } as unknown as AskMessage);
    const text = `The panel asked an unknown question: ${question}`;
    await panel.expectSent({ type: 'refused', request: 1, text });
    expect(panel.server.requests.filter(([method]) => method !== ProfileOpen.method)).toEqual([]);
  });

  test('that the server refuses is answered with its reason', async () => {
    panel.server.fail(ProfileRows, responseError(ErrorCode.InternalError, 'The table is broken.'));
    panel.say({ type: 'ask', request: 8, question: 'rows', params: rows });
    await panel.expectSent({ type: 'refused', request: 8, text: 'The table is broken.' });
  });

  test('about a file that is not open is answered too', async () => {
    panel.server.fail(ProfileOpen, responseError(ErrorCode.FileNotFound, 'a.stats is gone.'));
    await panel.document.load();
    panel.sent.length = 0;
    panel.say({ type: 'ask', request: 8, question: 'rows', params: rows });
    await panel.expectSent({ type: 'refused', request: 8, text: 'a.stats is not open.' });
  });
});

describe('a question about differences', () => {
  test.each([
    [false, { base: 'p2', head: 'p1' }],
    [true, { base: 'p1', head: 'p2' }],
  ])('is about the base and the profile that is shown; swapped: %s', async (swapped, profiles) => {
    await panel.document.compare(vscode.Uri.file('/proj/b.stats'));
    panel.sent.length = 0;
    panel.say({ type: 'ask', request: 5, question: 'diff', params: { ...diff, swapped } });
    await panel.expectSent({ type: 'answer', request: 5, result: {} } as unknown as HostMessage);
    expect(panel.server.sent(ProfileDiff)).toEqual([{ ...diff, ...profiles }]);
  });

  test('is refused where there is no base', async () => {
    panel.say({ type: 'ask', request: 5, question: 'diff', params: { ...diff, swapped: false } });
    const text = 'There is nothing to compare with any more. Choose a profile with "Compare With…".';
    await panel.expectSent({ type: 'refused', request: 5, text });
  });
});
