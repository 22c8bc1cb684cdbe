import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode';
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
  await stopRun.run({ runs } as Services, undefined);
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

test('the status bar tells what is being profiled, as long as something is', async () => {
  const shown = (): string | undefined => (seen.statusBarItem.visible ? seen.statusBarItem.text : undefined);
  expect(shown()).toBeUndefined();
  await start('r1', '/proj/shop.py');
  server.send(RunProgress, { run: 'r1', seconds: 3.21 });
  expect(shown()).toBe('$(debug-stop) Profiling shop.py — 3.2 s');
  expect(seen.contexts).toMatchObject({ 'tottime.profiling': true });
  await start('r2', '/proj/other.py');
  expect(shown()).toBe('$(debug-stop) Profiling 2 programs');
  server.send(RunEnded, ended({ run: 'r1' }));
  server.send(RunEnded, ended({ run: 'r2' }));
  expect(shown()).toBeUndefined();
  expect(seen.contexts).toMatchObject({ 'tottime.profiling': false });
});
