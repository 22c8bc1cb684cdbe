import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { profileCurrentFile } from '../../../src/commands/profileCurrentFile';
import { ErrorCode, RunEnded, type RunEndedParams, RunProgress, RunStart, RunStop, RunTerminal } from '../../../src/protocol.gen';
import { Runs } from '../../../src/runs/runs';
import type { Services } from '../../../src/services';
import { FakeConnection, responseError, silentLog } from '../fakes/connection';
import { ended } from '../fakes/ended';
import { Uri } from '../fakes/values';
import { env, FakeDocument, FakeEditor, reset, seen, user, window, workspace } from '../fakes/vscode';

let server: FakeConnection;
let runs: Runs;
/** The profiles that were opened. */
let shown: string[];

beforeEach(() => {
  reset();
  server = new FakeConnection();
  server.answers[RunStart.method] = () => {
    server.send(RunTerminal, { run: 'r1', title: 'shop.py', command: 'tottime', args: [], workingDirectory: '/proj' });
    return { run: 'r1', folder: '/runs/r1', interpreter: {} };
  };
  runs = new Runs(server, silentLog());
  shown = [];
});

afterEach(() => runs.dispose());

/** Runs the command, as a menu does with a file and the palette does without. */
async function profile(file?: vscode.Uri): Promise<void> {
  const panels = { showBeside: async (uri: vscode.Uri) => void shown.push(uri.fsPath) };
  const services = { log: silentLog(), server, runs, panels } as unknown as Services;
  await profileCurrentFile.run(services, file, []);
}

async function started(): Promise<void> {
  await vi.waitFor(() => expect(runs.active).toHaveLength(1));
}

/** Profiles a file that ends in a given way. */
async function profileToItsEnd(params: RunEndedParams): Promise<void> {
  const profiling = profile(vscode.Uri.file('/proj/shop.py'));
  await started();
  server.send(RunEnded, params);
  await profiling;
}

function edit(document: FakeDocument): void {
  workspace.textDocuments = [document];
  window.activeTextEditor = new FakeEditor(document);
}

describe('what is run', () => {
  test('is the file that was clicked, in its workspace folder', async () => {
    user.settings = { python: '.venv/bin/python' };
    await profileToItsEnd(ended({}));
    expect(server.sent(RunStart)).toEqual([
      {
        target: { kind: 'script', path: '/proj/shop.py', args: [] },
        folders: ['/proj'],
        python: '/proj/.venv/bin/python',
        workingDirectory: '/proj',
      },
    ]);
  });

  test('is the file in the active editor, saved before', async () => {
    const document = new FakeDocument(Uri.file('/elsewhere/a.py'), '');
    document.isDirty = true;
    edit(document);
    void profile();
    await started();
    expect(seen.saved).toEqual(['file:///elsewhere/a.py']);
    expect(server.sent(RunStart)).toEqual([{ target: { kind: 'script', path: '/elsewhere/a.py', args: [] }, folders: ['/proj'] }]);
  });

  test('is an untitled document once it has a name', async () => {
    const document = new FakeDocument(Uri.from({ scheme: 'untitled', path: 'Untitled-1' }), '');
    document.isUntitled = true;
    edit(document);
    await profile();
    expect(seen.messages).toEqual([expect.stringContaining('has not been saved')]);
    user.saveAs = Uri.file('/proj/new.py');
    void profile();
    await started();
    expect(server.sent(RunStart)).toMatchObject([{ target: { path: '/proj/new.py' } }]);
  });

  test.each([
    ['no file', undefined, /Open a Python file first/],
    ['a file that is elsewhere', vscode.Uri.from({ scheme: 'vscode-vfs', path: '/github/a.py' }), /is not on this computer/],
  ])('is not %s', async (_name, file, message) => {
    await profile(file);
    expect(seen.messages).toEqual([expect.stringMatching(message)]);
    expect(server.requests).toEqual([]);
  });

  test('is nothing of a workspace that is not trusted', async () => {
    workspace.isTrusted = false;
    user.answer = 'Manage Workspace Trust';
    await profile(vscode.Uri.file('/proj/shop.py'));
    expect(server.requests).toEqual([]);
    expect(seen.executed).toEqual([['workbench.trust.manage']]);
  });
});

describe('while it runs', () => {
  test('the notification tells how long, and its button stops it', async () => {
    const profiling = profile(vscode.Uri.file('/proj/shop.py'));
    await started();
    server.send(RunProgress, { run: 'r1', seconds: 3.21 });
    user.cancelProgress();
    server.send(RunEnded, ended({ ending: 'stopped' }));
    await profiling;
    expect(seen.progress).toEqual([
      'Profiling shop.py — starting…',
      'Profiling shop.py — 0.0 s',
      'Profiling shop.py — 3.2 s',
      'Stopping shop.py, keeping what was measured…',
      'Opening the profile of shop.py…',
    ]);
    expect(server.sent(RunStop)).toEqual([{ run: 'r1' }]);
  });

  test('a button that is pressed before the start stops it as soon as it has started', async () => {
    let begin: (value: unknown) => void = () => undefined;
    server.answers[RunStart.method] = () => new Promise((resolve) => (begin = resolve));
    const profiling = profile(vscode.Uri.file('/proj/shop.py'));
    await vi.waitFor(() => expect(server.sent(RunStart)).toHaveLength(1));
    user.cancelProgress();
    begin({ run: 'r1', folder: '/runs/r1', interpreter: {} });
    await vi.waitFor(() => expect(server.sent(RunStop)).toEqual([{ run: 'r1' }]));
    server.send(RunEnded, ended({ ending: 'stopped' }));
    await profiling;
  });

  test('a start that is given up is no failure', async () => {
    server.answers[RunStart.method] = () => {
      user.cancelProgress();
      throw responseError(ErrorCode.RequestCancelled, 'cancelled');
    };
    await profile(vscode.Uri.file('/proj/shop.py'));
    expect(seen.messages).toEqual([]);
  });
});

describe('after it ended', () => {
  test('well, its panel opens and nothing is said', async () => {
    await profileToItsEnd(ended({}));
    expect(shown).toEqual(['/runs/r1/profile.stats']);
    expect(seen.messages).toEqual([]);
  });

  test('badly, its panel opens, and the message shows the terminal', async () => {
    user.answer = 'Show Terminal';
    await profileToItsEnd(ended({ exitCode: 3 }));
    expect(shown).toEqual(['/runs/r1/profile.stats']);
    expect(seen.messages).toEqual([expect.stringContaining('shop.py ended with exit code 3')]);
  });

  test('without a profile, no panel opens', async () => {
    const { profile: _, ...nothing } = ended({ exitCode: 1 });
    await profileToItsEnd(nothing);
    expect(shown).toEqual([]);
    expect(seen.messages).toEqual([expect.stringContaining('Nothing was measured.')]);
  });
});

describe('a start that fails', () => {
  test('because the program is gone has no button', async () => {
    server.answers[RunStart.method] = () => {
      throw responseError(ErrorCode.FileNotFound, 'shop.py does not exist.');
    };
    user.answer = 'Show Log';
    await profile(vscode.Uri.file('/proj/shop.py'));
    expect(seen.messages).toEqual(['shop.py does not exist.']);
    expect(seen.executed).toEqual([]);
  });

  test.each([
    [ErrorCode.NoInterpreter, 'Choose Python', ['workbench.action.openSettings', '@id:tottime.python']],
    [ErrorCode.Untrusted, 'Manage Workspace Trust', ['workbench.trust.manage']],
    [ErrorCode.RunFailed, 'Choose Folder', ['workbench.action.openSettings', '@id:tottime.runsFolder']],
    [ErrorCode.InternalError, 'Show Log', ['tottime.showLog']],
  ])('with %i is told with the button "%s"', async (code, button, executed) => {
    server.answers[RunStart.method] = () => {
      throw responseError(code, 'It does not start.');
    };
    user.answer = button;
    await profile(vscode.Uri.file('/proj/shop.py'));
    expect(seen.messages).toEqual(['It does not start.']);
    expect(seen.executed).toEqual([executed]);
  });

  test('offers the settings of the machine that has the program, in a remote window', async () => {
    env.remoteName = 'ssh-remote';
    server.answers[RunStart.method] = () => {
      throw responseError(ErrorCode.NoInterpreter, 'No Python.');
    };
    user.answer = 'Choose Python';
    await profile(vscode.Uri.file('/proj/shop.py'));
    expect(seen.executed).toEqual([['workbench.action.openRemoteSettings', { query: '@id:tottime.python' }]]);
  });
});
