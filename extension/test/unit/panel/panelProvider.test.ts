import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { PanelProvider } from '../../../src/panel/panelProvider';
import { ActiveProfile } from '../../../src/profiles/activeProfile';
import { ProfileOpen } from '../../../src/protocol.gen';
import { FakeConnection } from '../fakes/connection';
import { nothingRuns } from '../fakes/measuring';
import { TabInputCustom, TabInputText, Uri } from '../fakes/values';
import { reset, seen, window } from '../fakes/vscode';
import { FakeWebviewPanel } from '../fakes/webviewPanel';

const file = vscode.Uri.file('/runs/r1/profile.stats');
const code = { input: new TabInputText(Uri.file('/proj/shop.py')) };
const table = { input: new TabInputCustom(Uri.file('/proj/a.stats'), PanelProvider.viewType) };

let server: FakeConnection;
let active: ActiveProfile;
let provider: PanelProvider;

beforeEach(() => {
  reset();
  server = new FakeConnection();
  server.answers[ProfileOpen.method] = { profile: 'p1', path: file.fsPath };
  active = new ActiveProfile();
  provider = new PanelProvider(vscode.Uri.file('/extension'), server, nothingRuns, active);
});

describe('a profile that was measured opens', () => {
  test.each([
    ['beside the code', [{ viewColumn: 1, activeTab: code }], vscode.ViewColumn.Beside],
    [
      'where there is a panel',
      [
        { viewColumn: 1, activeTab: code },
        { viewColumn: 3, activeTab: table },
      ],
      3,
    ],
    ['not over the code, though a panel is behind it', [{ viewColumn: 1, activeTab: code }, { viewColumn: 2 }], vscode.ViewColumn.Beside],
  ])('%s, and leaves the focus', async (_name, groups, viewColumn) => {
    window.tabGroups.all = groups;
    await provider.showBeside(file);
    expect(seen.executed).toEqual([['vscode.openWith', file, PanelProvider.viewType, { viewColumn, preserveFocus: true, preview: true }]]);
  });
});

test('what a running program had measured is read again when it is shown again, a saved profile is not', async () => {
  server.answers[ProfileOpen.method] = { profile: 'p1', path: file.fsPath, run: { name: 'shop.py', running: true } };
  const document = provider.openCustomDocument(file);
  await vi.waitFor(() => expect(document.profile?.live).toBe(true));
  server.answers[ProfileOpen.method] = { profile: 'p2', path: file.fsPath, run: { name: 'shop.py' } };
  await provider.showBeside(file);
  expect(document.profile?.summary.profile).toBe('p2');
  expect(active.profile).toBe(document.profile);
  await provider.showBeside(file);
  expect(server.sent(ProfileOpen)).toHaveLength(2);
});

describe('a panel', () => {
  function open(): FakeWebviewPanel {
    const panel = new FakeWebviewPanel();
    provider.resolveCustomEditor(provider.openCustomDocument(file), panel.asPanel());
    return panel;
  }

  test('of a run has the name of its program, also after the window was loaded again', async () => {
    server.answers[ProfileOpen.method] = { profile: 'p1', path: file.fsPath, run: { name: 'shop.py' } };
    const panel = open();
    await vi.waitFor(() => expect(panel.title).toBe('Profile of shop.py'));
    expect(active.profile?.label).toBe('Profile of shop.py');
  });

  test('of another file keeps the name that the editor gives it', async () => {
    const panel = open();
    await vi.waitFor(() => expect(active.profile?.label).toBe('/runs/r1/profile.stats'));
    expect(panel.title).toBe('');
  });
});

describe('the profile in front', () => {
  test('is that of the focused panel, which becomes the active one', async () => {
    const panel = new FakeWebviewPanel();
    const document = provider.openCustomDocument(file);
    await vi.waitFor(() => expect(document.profile).toBeDefined());
    provider.resolveCustomEditor(document, panel.asPanel());
    expect(provider.profileInFront).toBe(document.profile);
    panel.focus(false);
    expect(provider.profileInFront).toBeUndefined();
    active.clear();
    panel.focus(true);
    expect(provider.profileInFront).toBe(document.profile);
    expect(active.profile).toBeUndefined();
  });

  test('that was cleared is marked again when its file is opened anew', async () => {
    const document = provider.openCustomDocument(file);
    await vi.waitFor(() => expect(active.profile).toBeDefined());
    active.clear();
    await provider.show(file);
    expect(active.profile).toBe(document.profile);
  });
});
