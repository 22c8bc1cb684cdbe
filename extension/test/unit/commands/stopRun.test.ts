import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { CancellationTokenSource } from 'vscode';
import { discardRun } from '../../../src/commands/discardRun';
import { showRunning } from '../../../src/commands/showRunning';
import { stopRun } from '../../../src/commands/stopRun';
import { RunEnded, RunProgress, RunStart, RunStop } from '../../../src/protocol.gen';
import { RunStatus } from '../../../src/runs/runStatus';
import { Runs } from '../../../src/runs/runs';
import type { Services } from '../../../src/services';
import { FakeConnection, silentLog } from '../fakes/connection';
import { ended } from '../fakes/ended';
import { reset, seen, user } from '../fakes/vscode';

let server: FakeConnection;
let runs: Runs;
let status: RunStatus;

beforeEach(() => {
  reset();
  server = new FakeConnection();
  runs = new Runs(server, silentLog());
  status = new RunStatus(runs);
});

afterEach(() => {
  status.dispose();
  runs.dispose();
});

async function start(id: string, path: string): Promise<void> {
  server.answers[RunStart.method] = { run: id, folder: `/runs/${id}`, interpreter: {} };
  await runs.start({ target: { kind: 'script', path, args: [] }, folders: [] }, new CancellationTokenSource().token);
}

async function stop(): Promise<unknown[]> {
  await stopRun.run({ runs } as Services, undefined, []);
  return server.sent(RunStop);
}

describe('stopping from the palette', () => {
  test('says so when nothing is being profiled', async () => {
    expect(await stop()).toEqual([]);
    expect(seen.messages).toEqual(['Nothing is being profiled.']);
  });

  test('ends the only run at once', async () => {
    await start('r1', '/proj/shop.py');
    expect(await stop()).toEqual([{ run: 'r1' }]);
  });

  test('ends the run that is picked, and none when the choice is given up', async () => {
    await start('r1', '/proj/shop.py');
    await start('r2', '/proj/other.py');
    expect(await stop()).toEqual([]);
    user.pick = 1;
    expect(await stop()).toEqual([{ run: 'r2' }]);
  });
});

test('discarding ends the run that is picked, and keeps nothing of it', async () => {
  await start('r1', '/proj/shop.py');
  await start('r2', '/proj/other.py');
  user.pick = 1;
  await discardRun.run({ runs } as Services, undefined, []);
  expect(server.sent(RunStop)).toEqual([{ run: 'r2', discard: true }]);
});

describe('showing what has been measured so far', () => {
  const statistics = { functions: 412, calls: 1_240_000, self: 2.75, processes: 1, threads: 1, snapshotAge: 0.2 };
  let shown: string[];

  async function show(): Promise<string[]> {
    shown = [];
    const panels = { showBeside: async (file: vscode.Uri) => void shown.push(file.fsPath) };
    await showRunning.run({ runs, panels } as unknown as Services, undefined, []);
    return shown;
  }

  test('opens the file that the profile will be', async () => {
    await start('r1', '/proj/shop.py');
    server.send(RunProgress, { run: 'r1', seconds: 3.21, statistics });
    expect(await show()).toEqual(['/runs/r1/profile.stats']);
  });

  test('waits until there is something', async () => {
    expect(await show()).toEqual([]);
    await start('r1', '/proj/shop.py');
    expect(await show()).toEqual([]);
    expect(seen.messages).toEqual(['Nothing is being profiled.', 'Nothing of shop.py has been measured yet. Try again in a moment.']);
  });
});

test('the status bar tells what is being profiled, as long as something is', async () => {
  const shown = (): string | undefined => (seen.statusBarItem.visible ? seen.statusBarItem.text : undefined);
  expect(shown()).toBeUndefined();
  await start('r1', '/proj/shop.py');
  server.send(RunProgress, { run: 'r1', seconds: 3.21 });
  expect(shown()).toBe('$(debug-stop) Profiling shop.py — 3.2 s');
  const statistics = { functions: 412, calls: 1_240_000, self: 2.75, processes: 1, threads: 1, snapshotAge: 0.2 };
  server.send(RunProgress, { run: 'r1', seconds: 4.2, statistics });
  expect(shown()).toBe('$(debug-stop) Profiling shop.py — 4.2 s · 412 functions · 1.24 M calls');
  expect(seen.statusBarItem.tooltip?.value).toContain('[Show what has been measured](command:tottime.showRunning)');
  expect(seen.contexts).toMatchObject({ 'tottime.profiling': true });
  await start('r2', '/proj/other.py');
  expect(shown()).toBe('$(debug-stop) Profiling 2 programs');
  server.send(RunEnded, ended({ run: 'r1' }));
  server.send(RunEnded, ended({ run: 'r2' }));
  expect(shown()).toBeUndefined();
  expect(seen.contexts).toMatchObject({ 'tottime.profiling': false });
});
