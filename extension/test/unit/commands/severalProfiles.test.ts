import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { registerCommand } from '../../../src/commands/command';
import { compareProfiles } from '../../../src/commands/compareProfiles';
import { compareWith } from '../../../src/commands/compareWith';
import { mergeProfiles } from '../../../src/commands/mergeProfiles';
import { RunsList, type SavedRun } from '../../../src/protocol.gen';
import type { Services } from '../../../src/services';
import { silentLog } from '../fakes/connection';
import { OpenedPanel } from '../fakes/openedPanel';
import { commands, reset, seen, user } from '../fakes/vscode';

const [a, b, c] = ['a', 'b', 'c'].map((name) => vscode.Uri.file(`/proj/${name}.stats`)) as [vscode.Uri, vscode.Uri, vscode.Uri];
const openA = ['vscode.openWith', a, 'tottime.profile'];
const openB = ['vscode.openWith', b, 'tottime.profile'];

let panel: OpenedPanel;
let services: Services;

beforeEach(async () => {
  reset();
  panel = await new OpenedPanel(a).loaded();
  services = { log: silentLog(), panels: panel.provider, server: panel.server } as unknown as Services;
  for (const command of [mergeProfiles, compareProfiles, compareWith]) {
    registerCommand(command, services);
  }
});

/** Runs a command as a menu does: with the file that was clicked and all that were selected. */
const run = (id: string, ...selection: vscode.Uri[]) => commands.run(id, selection[0], selection.length > 1 ? selection : undefined);

describe('merging', () => {
  test('opens the first file with the others added', async () => {
    await commands.run('tottime.mergeProfiles', b, [b, a, c]);
    expect(seen.executed).toEqual([openB]);
    expect(panel.choices.of(b)).toEqual({ added: [a, c].map(String) });
  });

  test('adds to a file that is open already', async () => {
    await run('tottime.mergeProfiles', a, b);
    expect(seen.executed).toEqual([openA]);
    expect(panel.sent).toMatchObject([{ type: 'open', summary: { files: [{ path: a.fsPath }, { path: b.fsPath }] } }]);
  });

  test('asks for the files when it is called from the palette', async () => {
    user.choose = [b, c];
    await commands.run('tottime.mergeProfiles');
    expect(panel.choices.of(b)).toEqual({ added: [c.toString()] });
    user.choose = undefined;
    await commands.run('tottime.mergeProfiles');
    expect(seen.executed).toEqual([openB]);
  });

  test('needs more than one', async () => {
    user.choose = [b];
    await commands.run('tottime.mergeProfiles');
    expect(seen.messages).toEqual(['One profile alone cannot be merged. Select several, with Ctrl or Shift, and try again.']);
    expect(seen.executed).toEqual([]);
  });
});

describe('comparing two files', () => {
  test.each([
    ['the second one when the first is older', 1, 2, openB, b, a],
    ['the first one when the second is older', 2, 1, openA, a, b],
    ['the second one when both are as old', 1, 1, openB, b, a],
  ])('opens %s', async (_name, timeOfA, timeOfB, opened, head, base) => {
    user.times = { [a.path]: timeOfA, [b.path]: timeOfB };
    await run('tottime.compareProfiles', a, b);
    expect(seen.executed).toEqual([opened]);
    expect(panel.choices.of(head)).toEqual({ added: [], base: base.toString() });
  });

  test.each([[[]], [[a]], [[a, b, c]]])('needs two: %s', async (files) => {
    await run('tottime.compareProfiles', ...files);
    expect(seen.messages).toEqual(['Two profiles can be compared. Select two in the Explorer, with Ctrl or Shift, and try again.']);
  });
});

describe('comparing with', () => {
  const saved: SavedRun[] = [
    { run: 'r3', profile: '/runs/r3/profile.stats', name: 'shop.py', python: 'CPython 3.13.0', started: 1_700_000_000, seconds: 83.2 },
    { run: 'r2', name: 'broken.py', started: 0, seconds: 0, problem: { code: 'damaged', text: 'damaged' } },
    { run: 'r1', profile: '/runs/r1/profile.stats', name: 'shop.py', started: 0, seconds: 0, label: 'before the cache' },
    { run: 'r0', profile: a.fsPath, name: 'shop.py', started: 0, seconds: 0 },
  ];
  const items = () => ((seen.dialogs[0]?.['items'] ?? []) as vscode.QuickPickItem[]).map(({ label, detail }) => [label, detail]);

  beforeEach(() => {
    panel.server.answers[RunsList.method] = { runs: saved, matching: saved.length };
  });

  test('a saved run offers those that have a profile, but not the one that is shown', async () => {
    user.pick = 3;
    await commands.run('tottime.compareWith');
    expect(items()).toEqual([
      ['$(folder-opened) Choose File…', undefined],
      ['Saved runs', undefined],
      ['shop.py', '1:23 min · CPython 3.13.0'],
      ['before the cache', 'shop.py'],
    ]);
    expect(panel.document.base?.summary.path).toBe('/runs/r1/profile.stats');
  });

  test('a file', async () => {
    user.pick = 0;
    user.choose = [b];
    await commands.run('tottime.compareWith', a);
    expect(panel.document.base?.summary.path).toBe(b.fsPath);
  });

  test('a file works where runs cannot be listed', async () => {
    panel.server.fail(RunsList, new Error('The folder is gone.'));
    user.pick = 0;
    user.choose = [b];
    await commands.run('tottime.compareWith');
    expect(seen.messages).toEqual(['The saved runs cannot be listed. The folder is gone.']);
    expect(items()).toHaveLength(1);
    expect(panel.document.base?.summary.path).toBe(b.fsPath);
  });

  test.each([
    ['nothing is chosen', undefined, [b]],
    ['no file is chosen', 0, undefined],
    ['the heading is chosen', 1, [b]],
  ])('nothing where %s', async (_name, pick, choose) => {
    user.pick = pick;
    user.choose = choose;
    await commands.run('tottime.compareWith');
    expect(panel.document.base).toBeUndefined();
    expect(seen.messages).toEqual([]);
  });

  test('needs a panel', async () => {
    await commands.run('tottime.compareWith', b);
    expect(seen.messages).toEqual(['Open a profile first: "Compare With…" compares the one in the panel in front.']);
    expect(seen.dialogs).toEqual([]);
  });
});
