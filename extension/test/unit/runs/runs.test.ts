import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CancellationTokenSource, Uri } from 'vscode';
import { RunEnded, RunProgress, RunStart, type RunStartParams, RunStop, RunTerminal } from '../../../src/protocol.gen';
import type { Run } from '../../../src/runs/run';
import { Runs } from '../../../src/runs/runs';
import { FakeConnection, responseError, silentLog } from '../fakes/connection';
import { ended } from '../fakes/ended';
import { reset, seen, user } from '../fakes/vscode';

let server: FakeConnection;
let runs: Runs;

beforeEach(() => {
  reset();
  server = new FakeConnection();
  runs = new Runs(server, silentLog());
});

afterEach(() => runs.dispose());

/** Starts a run as the server does: it asks for a terminal before it answers. */
function start(id: string, path = '/proj/shop.py'): Promise<Run> {
  server.answers[RunStart.method] = () => {
    server.send(RunTerminal, { run: id, title: 'shop.py', command: '/bin/tottime', args: ['run'], workingDirectory: '/proj' });
    return { run: id, folder: `/runs/${id}`, interpreter: { path: '/bin/python3', version: '3.13.0', implementation: 'CPython' } };
  };
  const params: RunStartParams = { target: { kind: 'script', path, args: [] }, folders: [] };
  return runs.start(params, new CancellationTokenSource().token);
}

describe('a run', () => {
  test('gets a terminal of its own, which a reopened window does not start again', async () => {
    const run = await start('r1');
    expect(seen.terminals.map(({ creationOptions }) => creationOptions)).toMatchObject([
      { name: 'shop.py', shellPath: '/bin/tottime', shellArgs: ['run'], cwd: '/proj', isTransient: true },
    ]);
    expect(seen.terminals[0]?.shown).toBe(true);
    expect(run.terminal).toBe(seen.terminals[0]);
  });

  test('takes what the server tells before it answers run/start', async () => {
    server.answers[RunStart.method] = () => {
      server.send(RunEnded, ended({ run: 'r1' }));
      return { run: 'r1', folder: '/runs/r1', interpreter: {} };
    };
    const run = await runs.start({ target: { kind: 'script', path: '/a.py', args: [] }, folders: [] }, new CancellationTokenSource().token);
    expect(run.ended).toBe(true);
    expect(runs.active).toEqual([]);
  });

  test('is among the active ones until it has ended', async () => {
    const [first, second] = [await start('r1'), await start('r2', '/proj/other.py')];
    expect(runs.active).toEqual([first, second]);
    server.send(RunProgress, { run: 'r2', seconds: 1.5 });
    expect(second.state).toEqual({ kind: 'running', seconds: 1.5 });
    server.send(RunEnded, ended({ run: 'r1' }));
    expect(runs.active).toEqual([second]);
  });

  test('is known by the file of its profile until it has ended', async () => {
    const run = await start('r1');
    const file = Uri.file('/runs/r1/profile.stats');
    expect(run.profile?.fsPath).toBe(file.fsPath);
    expect(runs.measuring(file)).toBe(run);
    expect(runs.measuring(Uri.file('/runs/r2/profile.stats'))).toBeUndefined();
    server.send(RunEnded, ended({ run: 'r1' }));
    expect(runs.measuring(file)).toBeUndefined();
  });

  test('that cannot be started says why', async () => {
    server.answers[RunStart.method] = () => {
      throw responseError(5, 'No Python.');
    };
    await expect(
      runs.start({ target: { kind: 'script', path: '/a.py', args: [] }, folders: [] }, new CancellationTokenSource().token),
    ).rejects.toThrow('No Python.');
  });
});

describe('stopping', () => {
  test('asks the server once', async () => {
    const run = await start('r1');
    runs.stop(run);
    runs.stop(run);
    expect(server.sent(RunStop)).toEqual([{ run: 'r1' }]);
    expect(run.state.kind).toBe('stopping');
  });

  test('and discarding asks for both, once', async () => {
    const run = await start('r1');
    runs.stop(run);
    runs.discard(run);
    runs.discard(run);
    runs.stop(run);
    expect(server.sent(RunStop)).toEqual([{ run: 'r1' }, { run: 'r1', discard: true }]);
    expect(run.state.kind).toBe('discarding');
  });

  test('that fails is told, and the run goes on', async () => {
    server.answers[RunStop.method] = () => {
      throw responseError(8, 'The run folder is gone.');
    };
    const run = await start('r1');
    runs.stop(run);
    await vi.waitFor(() => expect(seen.messages).toEqual(['The run folder is gone.']));
    expect(run.state.kind).toBe('running');
  });

  test('is what closing the terminal does', async () => {
    const run = await start('r1');
    const [terminal] = seen.terminals;
    if (terminal !== undefined) {
      user.closeTerminal(terminal);
    }
    expect(server.sent(RunStop)).toEqual([{ run: 'r1' }]);
    expect(run.terminal).toBeUndefined();
  });

  test('is not asked for by closing the terminal of a start that was given up', async () => {
    server.answers[RunStart.method] = () => {
      server.send(RunTerminal, { run: 'r1', title: 'shop.py', command: '/bin/tottime', args: [], workingDirectory: '/proj' });
      throw responseError(-32800, 'cancelled');
    };
    const token = new CancellationTokenSource().token;
    await expect(runs.start({ target: { kind: 'script', path: '/a.py', args: [] }, folders: [] }, token)).rejects.toThrow('cancelled');
    const [terminal] = seen.terminals;
    if (terminal !== undefined) {
      user.closeTerminal(terminal);
    }
    expect(server.sent(RunStop)).toEqual([]);
  });
});

describe('a terminal', () => {
  test('of an ended run is closed when the same program runs again, others stay', async () => {
    await start('r1');
    await start('r2', '/proj/other.py');
    server.send(RunEnded, ended({ run: 'r1' }));
    server.send(RunEnded, ended({ run: 'r2' }));
    await start('r3');
    expect(seen.terminals.map(({ disposed }) => disposed)).toEqual([true, false, false]);
  });

  test('of a run that goes on stays when the same program is started once more', async () => {
    await start('r1');
    await start('r2');
    expect(seen.terminals.map(({ disposed }) => disposed)).toEqual([false, false]);
  });
});

test('nothing is idle from the request for a start on until the end', async () => {
  const idle: boolean[] = [];
  runs.onDidChange(() => idle.push(runs.idle));
  expect(runs.idle).toBe(true);
  const starting = start('r1');
  expect(runs.idle).toBe(false);
  await starting;
  expect(runs.folder).toBe('/runs');
  expect(idle.at(-1)).toBe(false);
  server.send(RunEnded, ended({ run: 'r1' }));
  expect(runs.folder).toBeUndefined();
  expect(idle.at(-1)).toBe(true);
});

test('a start that fails leaves it idle, and says so', async () => {
  const idle: boolean[] = [];
  runs.onDidChange(() => idle.push(runs.idle));
  server.answers[RunStart.method] = () => {
    throw responseError(5, 'No Python.');
  };
  const token = new CancellationTokenSource().token;
  await expect(runs.start({ target: { kind: 'script', path: '/a.py', args: [] }, folders: [] }, token)).rejects.toThrow('No Python.');
  expect(idle).toEqual([true]);
});

test('a run goes on when the server crashes and the next one follows it', async () => {
  const run = await start('r1');
  server.restart();
  server.send(RunProgress, { run: 'r1', seconds: 2 });
  expect(runs.active).toEqual([run]);
  expect(run.state).toEqual({ kind: 'running', seconds: 2 });
});

describe('a server that crashes before it answers run/start', () => {
  const token = new CancellationTokenSource().token;
  const params: RunStartParams = { target: { kind: 'script', path: '/proj/shop.py', args: [] }, folders: [] };
  const answer = (opens: boolean, error: Error) => () => {
    if (opens) {
      const args = ['run', '--', '/proj/shop.py'];
      server.send(RunTerminal, { run: 'r1', title: 'shop.py', command: '/bin/tottime', args, workingDirectory: '/proj' });
    }
    throw error;
  };

  test('leaves a program that has its terminal to the next server', async () => {
    server.answers[RunStart.method] = answer(true, responseError(-32097, 'gone'));
    const run = await runs.start(params, token);
    expect(run).toMatchObject({ id: 'r1', program: { fsPath: '/proj/shop.py' } });
    expect(runs.unfinished).toEqual([run]);
    server.send(RunEnded, ended({ run: 'r1' }));
    expect(run.ended).toBe(true);
    expect(runs.unfinished).toEqual([]);
  });

  test('has started nothing without a terminal', async () => {
    server.answers[RunStart.method] = answer(false, responseError(-32097, 'gone'));
    await expect(runs.start(params, token)).rejects.toThrow('gone');
    expect(runs.unfinished).toEqual([]);
  });

  test('is another matter than one that gives the program up', async () => {
    server.answers[RunStart.method] = answer(true, responseError(5, 'No terminal.'));
    await expect(runs.start(params, token)).rejects.toThrow('No terminal.');
    expect(runs.unfinished).toEqual([]);
  });
});

test('runs end when the server is gone for good, and the message says where the profile will be', async () => {
  const run = await start('r1');
  server.stop();
  expect(run.state).toMatchObject({
    kind: 'ended',
    ended: { ending: 'failed', problems: [{ text: expect.stringContaining('/runs/r1/profile.stats') }] },
  });
});
