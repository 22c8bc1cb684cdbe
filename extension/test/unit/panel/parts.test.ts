import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { ProfileClose, ProfileOpen, type ProfileRun } from '../../../src/protocol.gen';
import { OpenedPanel, opensFiles } from '../fakes/openedPanel';
import { reset, user } from '../fakes/vscode';

const file = vscode.Uri.file('/runs/1/profile.stats');
const thread = '/runs/1/parts/7-2.stats';
const process = '/runs/1/parts/8.stats';
const run = {
  name: 'shop.py',
  processes: [
    {
      pid: 7,
      threads: [
        { id: '1', name: 'MainThread' },
        { id: '2', name: 'worker', file: thread },
      ],
    },
    { pid: 8, file: process, threads: [] },
  ],
} as unknown as ProfileRun;
const runs = {
  [file.fsPath]: run,
  [thread]: { ...run, part: { pid: 7, thread: '2', name: 'worker' } },
  [process]: { ...run, part: { pid: 8 } },
};

let panel: OpenedPanel;

beforeEach(async () => {
  reset();
  panel = await new OpenedPanel(file, ({ server }) => {
    server.answers[ProfileOpen.method] = opensFiles(runs);
  }).loaded();
});

describe('a part of a run', () => {
  test.each([
    ['a thread', thread, 'Profile of shop.py, worker'],
    ['a process', process, 'Profile of shop.py, process 8'],
  ])('that is %s takes the place of the whole: in the panel, its tab and the marks', async (_name, path, title) => {
    panel.say({ type: 'showPart', path });
    await expect.poll(() => panel.sent).toMatchObject([{ type: 'open', summary: { path }, whole: { path: file.fsPath }, reloaded: false }]);
    expect(panel.active.profile?.summary.path).toBe(path);
    expect(panel.title).toBe(title);
    expect(panel.choices.of(file)).toEqual({ part: path, added: [] });
    panel.say({ type: 'showPart' });
    await expect.poll(() => panel.sent.at(-1)).toMatchObject({ type: 'open', summary: { path: file.fsPath } });
    expect(panel.sent.at(-1)).not.toHaveProperty('whole');
    expect(panel.active.profile?.summary.path).toBe(file.fsPath);
    expect(panel.title).toBe('Profile of shop.py');
    expect(panel.choices.of(file)).toEqual({ added: [] });
  });

  test('leaves nothing open on the server once it is not shown any more', async () => {
    panel.active.clear();
    panel.say({ type: 'showPart', path: thread });
    await expect.poll(() => panel.sent).toHaveLength(1);
    panel.document.dispose();
    await expect.poll(() => panel.server.sent(ProfileClose)).toEqual([{ profile: 'p1' }, { profile: 'p2' }, { profile: 'p3' }]);
    expect(panel.server.sent(ProfileOpen)).toHaveLength(3);
  });

  test.each(['/proj/secret.stats', '/runs/1/profile.stats', ''])('is no other file: %s', async (path) => {
    panel.say({ type: 'showPart', path });
    await panel.expectNotice(`${path} is not the profile of a process or thread of this run.`);
    expect(panel.server.sent(ProfileOpen)).toHaveLength(1);
  });

  test('can be changed for another one', async () => {
    panel.say({ type: 'showPart', path: thread });
    await expect.poll(() => panel.sent).toHaveLength(1);
    panel.say({ type: 'showPart', path: process });
    await expect.poll(() => panel.sent.at(-1)).toMatchObject({ type: 'open', summary: { path: process }, whole: { path: file.fsPath } });
  });

  test('stays when the run is read again, unless it is gone from it', async () => {
    panel.say({ type: 'showPart', path: thread });
    await expect.poll(() => panel.sent).toHaveLength(1);
    user.changeFile(file.path);
    await expect.poll(() => panel.sent.at(-1)).toMatchObject({ type: 'open', summary: { path: thread }, reloaded: true });
    panel.server.answers[ProfileOpen.method] = opensFiles();
    user.changeFile(file.path);
    await panel.expectNotice(`${thread} is not the profile of a process or thread of this run any more. The whole run is shown instead.`);
    expect(panel.sent.at(-2)).toMatchObject({ type: 'open', summary: { path: file.fsPath } });
    expect(panel.choices.of(file)).toEqual({ added: [] });
  });

  test('that cannot be read leaves the whole', async () => {
    const opens = opensFiles(runs);
    panel.server.answers[ProfileOpen.method] = (params: { path: string }) => {
      if (params.path === thread) {
        throw new Error(`${thread} is gone.`);
      }
      return opens(params);
    };
    panel.say({ type: 'showPart', path: thread });
    await panel.expectNotice(`${thread} is gone. The whole run is shown instead.`);
    expect(panel.active.profile?.summary.path).toBe(file.fsPath);
  });
});

test('a part that was shown is shown again in the next window', async () => {
  const later = new OpenedPanel(file, ({ server, choices }) => {
    server.answers[ProfileOpen.method] = opensFiles(runs);
    choices.remember(file, { part: thread, added: [] });
  });
  await expect.poll(() => later.sent).toMatchObject([{ type: 'open', summary: { path: thread }, whole: { path: file.fsPath } }]);
});
