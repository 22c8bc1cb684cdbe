import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { Choices } from '../../../src/panel/choice';
import { PanelProvider } from '../../../src/panel/panelProvider';
import { ActiveProfile } from '../../../src/profiles/activeProfile';
import { ProfileOpen } from '../../../src/protocol.gen';
import { FakeConnection } from '../fakes/connection';
import { nothingRuns } from '../fakes/measuring';
import { FakeMemento } from '../fakes/memento';
import { TabInputCustom, TabInputText, Uri } from '../fakes/values';
import { reset, seen, user, window } from '../fakes/vscode';
import { FakeWebviewPanel } from '../fakes/webviewPanel';

const file = vscode.Uri.file('/runs/r1/profile.stats');
const code = { input: new TabInputText(Uri.file('/proj/shop.py')) };
const table = { input: new TabInputCustom(Uri.file('/proj/a.stats'), PanelProvider.viewType) };

let server: FakeConnection;
let active: ActiveProfile;
let provider: PanelProvider;
let choices: Choices;

beforeEach(() => {
  reset();
  server = new FakeConnection();
  server.answers[ProfileOpen.method] = { profile: 'p1', path: file.fsPath, files: [] };
  active = new ActiveProfile();
  choices = new Choices(new FakeMemento());
  provider = new PanelProvider(vscode.Uri.file('/extension'), server, nothingRuns, active, choices);
});

describe('a profile that was measured opens', () => {
  test.each([
    ['beside the code', [{ viewColumn: 1, activeTab: code, tabs: [code] }], vscode.ViewColumn.Beside],
    [
      'where there is a panel',
      [
        { viewColumn: 1, activeTab: code, tabs: [code] },
        { viewColumn: 3, activeTab: table, tabs: [table] },
      ],
      3,
    ],
    [
      'not over the code, though a panel is behind it',
      [
        { viewColumn: 1, activeTab: code, tabs: [code] },
        { viewColumn: 2, tabs: [table] },
      ],
      vscode.ViewColumn.Beside,
    ],
  ])('%s, and leaves the focus', async (_name, groups, viewColumn) => {
    window.tabGroups.all = groups;
    await provider.showBeside(file);
    expect(seen.executed).toEqual([['vscode.openWith', file, PanelProvider.viewType, { viewColumn, preserveFocus: true, preview: true }]]);
  });
});

test('what a running program had measured is read again when it is shown again, a saved profile is not', async () => {
  server.answers[ProfileOpen.method] = { profile: 'p1', path: file.fsPath, files: [], run: { name: 'shop.py', running: true } };
  const document = provider.openCustomDocument(file);
  await vi.waitFor(() => expect(document.profile?.live).toBe(true));
  server.answers[ProfileOpen.method] = { profile: 'p2', path: file.fsPath, files: [], run: { name: 'shop.py' } };
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
    server.answers[ProfileOpen.method] = { profile: 'p1', path: file.fsPath, files: [], run: { name: 'shop.py' } };
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

describe('a file that both editors show', () => {
  const tabIn = (viewType: string) => ({ input: new TabInputCustom(file, viewType) });

  test('is still found after one of them is closed', () => {
    const [first, last] = [provider.openCustomDocument(file), provider.openCustomDocument(file)];
    expect(provider.document(file)).toBe(last);
    last.dispose();
    expect(provider.document(file)).toBe(first);
    first.dispose();
    expect(provider.document(file)).toBeUndefined();
  });

  test('is the one in front where that is one of them', () => {
    const [first] = [provider.openCustomDocument(file), provider.openCustomDocument(file)];
    provider.resolveCustomEditor(first, new FakeWebviewPanel().asPanel());
    expect(provider.document(file)).toBe(first);
    expect(provider.document()).toBe(first);
  });

  test.each([
    ['the usual one', [], PanelProvider.viewType],
    ['the usual one that is open', [tabIn(PanelProvider.viewType)], PanelProvider.viewType],
    ['the other one that is open', [tabIn(PanelProvider.offeredViewType)], PanelProvider.offeredViewType],
  ])('is shown in %s', async (_name, tabs, viewType) => {
    window.tabGroups.all = [{ viewColumn: 1, tabs }];
    await provider.show(file);
    expect(seen.executed).toEqual([['vscode.openWith', file, viewType]]);
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

describe('what was chosen for a file', () => {
  const tab = (viewType: string = PanelProvider.viewType) => ({ input: new TabInputCustom(file, viewType) });
  const chosen = { added: ['file:///proj/b.stats'] };

  beforeEach(() => choices.remember(file, chosen));

  test.each([
    ['is forgotten when the user closes its tab', tab(), [], false],
    ['is forgotten when the user closes the tab of the other editor', tab(PanelProvider.offeredViewType), [], false],
    ['is kept while it has another tab', tab(), [tab()], true],
    ['is kept when a tab of another editor is closed', tab('other.viewer'), [], true],
    ['is kept when another file is closed', table, [], true],
    ['is kept when code is closed', code, [], true],
  ])('%s', (_name, closed, tabs, kept) => {
    window.tabGroups.all = [{ viewColumn: 1, tabs }];
    user.closeTab(closed);
    expect(choices.of(file)).toEqual(kept ? chosen : { added: [] });
  });

  test('is kept when the window is loaded again: documents are disposed of then, but no tab is closed', () => {
    provider.openCustomDocument(file).dispose();
    expect(choices.of(file)).toEqual(chosen);
  });
});

test('a change of the path mappings has everything read again, that of other settings does not', async () => {
  const document = provider.openCustomDocument(file);
  await vi.waitFor(() => expect(document.profile).toBeDefined());
  await document.compare(Uri.file('/proj/base.stats') as vscode.Uri);
  user.changeSetting('tottime.python');
  user.changeSetting('tottime.pathMappings');
  await vi.waitFor(() => expect(server.sent(ProfileOpen)).toHaveLength(4));
  provider.dispose();
  user.changeSetting('tottime.pathMappings');
  expect(server.sent(ProfileOpen)).toHaveLength(4);
});
