import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { ErrorCode, ProfileOpen, type ProfileOpenParams } from '../../../src/protocol.gen';
import { responseError } from '../fakes/connection';
import { OpenedPanel, opensFiles } from '../fakes/openedPanel';
import { reset, seen, user } from '../fakes/vscode';

const [a, b, c] = ['a', 'b', 'c'].map((name) => vscode.Uri.file(`/proj/${name}.stats`)) as [vscode.Uri, vscode.Uri, vscode.Uri];
const leftOut = { path: '/proj/b.stats', text: 'b.stats: damaged. b.stats is left out until it can be added.' };

/** A server that cannot read some files, and says which, or does not. */
function opensBut(broken: readonly string[], named = true) {
  const opens = opensFiles();
  return (params: ProfileOpenParams) => {
    const path = [params.path ?? '', ...(params.add ?? [])].find((each) => broken.includes(each));
    if (path !== undefined) {
      throw responseError(ErrorCode.NotAProfile, `${path.slice(path.lastIndexOf('/') + 1)}: damaged.`, named ? { path } : undefined);
    }
    return opens(params);
  };
}

let panel: OpenedPanel;

beforeEach(async () => {
  reset();
  panel = await new OpenedPanel(a).loaded();
});

/** Adds files as the user does. */
async function add(...files: vscode.Uri[]): Promise<void> {
  user.choose = files;
  panel.say({ type: 'addFiles' });
  await expect.poll(() => panel.sent).not.toEqual([]);
}

describe('files that are added', () => {
  test('are one profile with the first: in the panel, its tab and the marks', async () => {
    await add(b, c);
    const files = [a, b, c].map(({ fsPath }) => ({ path: fsPath, modified: 0 }));
    expect(panel.sent).toMatchObject([{ type: 'open', summary: { profile: 'p2', files }, leftOut: [], reloaded: false }]);
    expect(panel.server.sent(ProfileOpen).at(-1)).toMatchObject({ path: a.fsPath, add: [b.fsPath, c.fsPath] });
    expect(panel.title).toBe('a.stats + 2');
    expect(panel.active.profile?.summary.profile).toBe('p2');
    expect(panel.choices.of(a)).toEqual({ added: [b.toString(), c.toString()] });
    expect(seen.dialogs).toMatchObject([{ title: 'Add profiles to this one', canSelectMany: true }]);
  });

  test('after the panel was closed are not: nobody would let go of them', async () => {
    panel.document.dispose();
    const asked = panel.server.sent(ProfileOpen).length;
    await panel.document.add([b]);
    await panel.document.compare(c);
    await panel.document.load();
    expect(panel.server.sent(ProfileOpen)).toHaveLength(asked);
    expect(seen.watched).toBe(0);
  });

  test('can be taken out again', async () => {
    await add(b, c);
    panel.say({ type: 'removeFile', path: b.fsPath });
    await expect.poll(() => panel.title).toBe('a.stats + 1');
    panel.say({ type: 'removeFile', path: c.fsPath });
    await expect.poll(() => panel.title).toBe('a.stats');
    expect(panel.server.sent(ProfileOpen).at(-1)).toEqual({ path: a.fsPath, folders: ['/proj'] });
    expect(panel.choices.of(a)).toEqual({ added: [] });
    expect(seen.watched).toBe(1);
  });

  test.each([a, c])('are not taken out where they are none: %s', async (file) => {
    await add(b);
    panel.say({ type: 'removeFile', path: file.fsPath });
    panel.say({ type: 'ready' });
    await expect.poll(() => panel.sent).toHaveLength(2);
    expect(panel.server.sent(ProfileOpen)).toHaveLength(2);
  });

  test('are counted once', async () => {
    await add(b, a, b);
    await expect.poll(() => panel.sent).toHaveLength(2);
    expect(panel.sent[0]).toEqual({ type: 'notice', text: 'a.stats is part of this profile already.' });
    expect(panel.server.sent(ProfileOpen).at(-1)).toMatchObject({ add: [b.fsPath] });
  });

  test('that nobody chooses change nothing', async () => {
    user.choose = undefined;
    panel.say({ type: 'addFiles' });
    await expect.poll(() => seen.dialogs).toHaveLength(1);
    expect(panel.server.sent(ProfileOpen)).toHaveLength(1);
  });

  test('are read again when one of them has changed', async () => {
    await add(b);
    user.changeFile(b.path);
    await expect.poll(() => panel.sent.at(-1)).toMatchObject({ type: 'open', summary: { profile: 'p3' }, reloaded: true });
  });

  test('are added again in the next window, and watched until the panel is closed', async () => {
    const before = seen.watched;
    const later = new OpenedPanel(a, ({ choices }) => choices.remember(a, { added: [b.toString()] }));
    await expect.poll(() => later.sent).toMatchObject([{ type: 'open', summary: { files: [{ path: a.fsPath }, { path: b.fsPath }] } }]);
    expect(seen.watched).toBe(before + 2);
    later.document.dispose();
    expect(seen.watched).toBe(before);
  });
});

describe('a file that cannot be added', () => {
  test.each([true, false])('is left out, said, and added once it can be; named by the server: %s', async (named) => {
    panel.server.answers[ProfileOpen.method] = opensBut([b.fsPath], named);
    await add(b);
    await panel.expectNotice(leftOut.text);
    expect(panel.sent[0]).toMatchObject({ type: 'open', summary: { path: a.fsPath, files: [] }, leftOut: [leftOut] });
    panel.server.answers[ProfileOpen.method] = opensFiles();
    user.changeFile(b.path);
    await expect.poll(() => panel.sent.at(-1)).toMatchObject({ type: 'open', summary: { files: [{}, {}] }, leftOut: [] });
  });

  test('takes none of the others with it', async () => {
    panel.server.answers[ProfileOpen.method] = opensBut([b.fsPath]);
    await add(b, c);
    await panel.expectNotice(leftOut.text);
    expect(panel.sent[0]).toMatchObject({ summary: { files: [{ path: a.fsPath }, { path: c.fsPath }] }, leftOut: [leftOut] });
  });

  test('is told of once, not with every change of another one', async () => {
    panel.server.answers[ProfileOpen.method] = opensBut([b.fsPath]);
    await add(b, c);
    await panel.expectNotice(leftOut.text);
    panel.sent.length = 0;
    user.changeFile(c.path);
    await expect.poll(() => panel.sent).toMatchObject([{ type: 'open', leftOut: [leftOut] }]);
  });

  test('can be taken out', async () => {
    panel.server.answers[ProfileOpen.method] = opensBut([b.fsPath]);
    await add(b);
    await panel.expectNotice(leftOut.text);
    panel.say({ type: 'removeFile', path: b.fsPath });
    await expect.poll(() => panel.sent.at(-1)).toMatchObject({ type: 'open', leftOut: [] });
  });

  test('does not hide that the first one is damaged', async () => {
    panel.server.answers[ProfileOpen.method] = opensBut([a.fsPath]);
    await add(b);
    expect(panel.sent).toMatchObject([{ type: 'failed', failure: { file: 'a.stats', text: 'a.stats: damaged.' } }]);
    panel.server.answers[ProfileOpen.method] = opensFiles();
    user.changeFile(a.path);
    await expect.poll(() => panel.sent.at(-1)).toMatchObject({ type: 'open', summary: { files: [{}, {}] } });
  });

  test('is not blamed where the server is gone', async () => {
    panel.server.fail(ProfileOpen, new Error('The server is gone.'));
    await add(b);
    expect(panel.sent).toMatchObject([{ type: 'failed', failure: { text: 'The server is gone.' } }]);
    expect(panel.server.sent(ProfileOpen)).toHaveLength(2);
  });

  test('of another computer is left out where it cannot be fetched', async () => {
    const remote = vscode.Uri.from({ scheme: 'vscode-vfs', path: '/r.stats' });
    await add(remote);
    await expect.poll(() => panel.sent).toHaveLength(2);
    expect(panel.sent[0]).toMatchObject({ type: 'open', leftOut: [{ path: 'vscode-vfs:///r.stats' }] });
  });
});

test('a file of another computer is known by its address, not by that of its copy', async () => {
  const remote = vscode.Uri.from({ scheme: 'vscode-vfs', path: '/r.stats' });
  user.files = { 'vscode-vfs:///r.stats': 'profile' };
  await add(remote);
  expect(panel.sent).toMatchObject([{ summary: { files: [{ path: a.fsPath }, { path: 'vscode-vfs:///r.stats' }] } }]);
  expect(panel.server.sent(ProfileOpen).at(-1)).not.toMatchObject({ add: ['vscode-vfs:///r.stats'] });
  panel.document.dispose();
});
