import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { ErrorCode, ProfileClose, ProfileOpen, type ProfileOpenParams } from '../../../src/protocol.gen';
import { responseError } from '../fakes/connection';
import { OpenedPanel, opensFiles } from '../fakes/openedPanel';
import { reset, seen, user } from '../fakes/vscode';

const [head, base, other] = ['head', 'base', 'other'].map((name) => vscode.Uri.file(`/proj/${name}.stats`)) as [
  vscode.Uri,
  vscode.Uri,
  vscode.Uri,
];

/** A server that cannot read one file. */
function opensBut(broken: vscode.Uri) {
  const opens = opensFiles();
  return (params: ProfileOpenParams) => {
    if (params.path === broken.fsPath) {
      throw responseError(ErrorCode.NotAProfile, 'base.stats: damaged.');
    }
    return opens(params);
  };
}

let panel: OpenedPanel;

beforeEach(async () => {
  reset();
  panel = await new OpenedPanel(head).loaded();
});

describe('a comparison', () => {
  test('is told to the webview, also when that is loaded again, and remembered', async () => {
    await panel.document.compare(base);
    const told = { type: 'comparison', base: { label: 'base.stats', summary: { profile: 'p2', path: base.fsPath } } };
    expect(panel.sent).toMatchObject([told]);
    panel.say({ type: 'ready' });
    await expect.poll(() => panel.sent.slice(1)).toMatchObject([{ type: 'open' }, told]);
    expect(panel.choices.of(head)).toEqual({ added: [], base: base.toString() });
  });

  test('leaves the marks to the profile that is shown', async () => {
    await panel.document.compare(base);
    expect(panel.active.profile?.summary.path).toBe(head.fsPath);
  });

  test('ends when the user wants, and the base is closed', async () => {
    await panel.document.compare(base);
    panel.sent.length = 0;
    panel.say({ type: 'endComparison' });
    await panel.expectSent({ type: 'comparison' });
    await expect.poll(() => panel.server.sent(ProfileClose)).toEqual([{ profile: 'p2' }]);
    expect(panel.choices.of(head)).toEqual({ added: [] });
    expect(seen.watched).toBe(1);
  });

  test('with another file takes the place of the one before', async () => {
    await panel.document.compare(base);
    await panel.document.compare(other);
    expect(panel.sent.at(-1)).toMatchObject({ type: 'comparison', base: { summary: { path: other.fsPath } } });
    await expect.poll(() => panel.server.sent(ProfileClose)).toEqual([{ profile: 'p2' }]);
    expect(seen.watched).toBe(2);
  });

  test('with a file that cannot be read leaves the one before', async () => {
    await panel.document.compare(other);
    panel.sent.length = 0;
    panel.server.answers[ProfileOpen.method] = opensBut(base);
    await expect(panel.document.compare(base)).rejects.toThrow('base.stats: damaged.');
    expect(panel.document.base?.summary.path).toBe(other.fsPath);
    expect(panel.sent).toEqual([]);
    expect(panel.choices.of(head)).toEqual({ added: [], base: other.toString() });
    expect(seen.watched).toBe(2);
  });

  test('follows the base when that changes', async () => {
    await panel.document.compare(base);
    panel.sent.length = 0;
    user.changeFile(base.path);
    await expect.poll(() => panel.sent).toMatchObject([{ type: 'comparison', base: { summary: { profile: 'p3' } } }]);
    await expect.poll(() => panel.server.sent(ProfileClose)).toEqual([{ profile: 'p2' }]);
  });

  test('goes on with what the base was while that is damaged', async () => {
    await panel.document.compare(base);
    panel.server.answers[ProfileOpen.method] = opensBut(base);
    user.changeFile(base.path);
    await panel.expectNotice('base.stats: damaged. The comparison is with base.stats as it was before.');
    expect(panel.document.base?.summary.profile).toBe('p2');
    expect(panel.server.sent(ProfileClose)).toEqual([]);
  });

  test('ends with its document', async () => {
    await panel.document.compare(base);
    panel.active.clear();
    panel.document.dispose();
    await expect.poll(() => panel.server.sent(ProfileClose).length).toBe(2);
    expect(seen.watched).toBe(0);
  });
});

describe('in the next window', () => {
  test('a comparison goes on', async () => {
    const later = new OpenedPanel(head, ({ choices }) => choices.remember(head, { added: [], base: base.toString() }));
    await expect.poll(() => later.document.base?.summary.path).toBe(base.fsPath);
    expect(later.choices.of(head)).toEqual({ added: [], base: base.toString() });
  });

  test('a base that is gone has a notice, and is forgotten', async () => {
    const later = new OpenedPanel(head, ({ server, choices }) => {
      server.answers[ProfileOpen.method] = opensBut(base);
      choices.remember(head, { added: [], base: base.toString() });
    });
    later.say({ type: 'ready' });
    await later.expectNotice('base.stats: damaged. There is no comparison with base.stats.');
    expect(later.choices.of(head)).toEqual({ added: [] });
  });
});
