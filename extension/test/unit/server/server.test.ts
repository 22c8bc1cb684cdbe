import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CancellationTokenSource } from 'vscode';
import { ProfileClose, RunProgress } from '../../../src/protocol.gen';
import { CrashBudget } from '../../../src/server/crashBudget';
import type { Launch } from '../../../src/server/languageClient';
import { Server } from '../../../src/server/server';
import { silentLog } from '../fakes/connection';

/** The clients that were made, newest last; each stands for one process. */
const clients: FakeClient[] = [];
/** Why the next processes do not start. */
let startError: Error | undefined;

class FakeClient {
  readonly requests: unknown[][] = [];
  readonly notificationHandlers: string[] = [];
  disposed = false;

  constructor(private readonly launch: Launch) {
    clients.push(this);
  }

  async start(): Promise<void> {
    if (startError !== undefined) {
      throw startError;
    }
  }

  async sendRequest(...request: unknown[]): Promise<string> {
    this.requests.push(request);
    return 'answer';
  }

  onNotification(method: string): void {
    this.notificationHandlers.push(method);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    this.launch.gone(true);
  }

  crash(): void {
    this.launch.gone(false);
  }
}

vi.mock('../../../src/server/languageClient', () => ({ createLanguageClient: (launch: Launch) => new FakeClient(launch) }));

let server: Server;
let gaveUp: number;
/** How often a server was gone with no other in its place. */
let stops: number;
/** The runs that a server is told to follow. */
let following: string[];

beforeEach(() => {
  clients.length = 0;
  startError = undefined;
  gaveUp = 0;
  stops = 0;
  following = [];
  server = new Server({
    command: process.execPath,
    log: silentLog(),
    initializationOptions: () => ({ runs: following }),
    crashes: new CrashBudget(3, 60_000),
    gaveUp: () => gaveUp++,
  });
  server.onDidStop(() => stops++);
});

const request = (): Promise<unknown> => server.call(ProfileClose, { profile: 'p1' });

async function crash(): Promise<void> {
  const started = clients.length;
  clients.at(-1)?.crash();
  await vi.waitFor(() => expect(clients.length + gaveUp).toBeGreaterThan(started));
}

describe('the server', () => {
  test('starts with the first request, once', async () => {
    expect(clients).toHaveLength(0);
    await Promise.all([request(), request()]);
    const sent = [ProfileClose.method, { profile: 'p1' }];
    expect(clients.map(({ requests }) => requests)).toEqual([[sent, sent]]);
    expect(server.generation).toBe(0);
  });

  test('is sent a token only where there is one', async () => {
    const { token } = new CancellationTokenSource();
    await server.call(ProfileClose, { profile: 'p1' }, token);
    await request();
    expect(clients[0]?.requests.map((parts) => parts.length)).toEqual([3, 2]);
  });

  test('is started again after a crash, with the handlers that it had', async () => {
    server.on(RunProgress, () => undefined);
    await request();
    await crash();
    expect(server.generation).toBe(1);
    expect(stops).toBe(0);
    expect(clients.map(({ notificationHandlers }) => notificationHandlers)).toEqual([[RunProgress.method], [RunProgress.method]]);
  });

  test('is given up after too many crashes, until the user wants it back', async () => {
    await request();
    await crash();
    await crash();
    await crash();
    expect(gaveUp).toBe(1);
    expect(stops).toBe(1);
    await expect(request()).rejects.toThrow('crashed again and again');
    await server.restart();
    await expect(request()).resolves.toBe('answer');
    expect(clients).toHaveLength(4);
  });

  test('that cannot be started after a crash is gone, until the next request', async () => {
    await request();
    startError = new Error('The disk is full.');
    await crash();
    await vi.waitFor(() => expect(stops).toBe(1));
    startError = undefined;
    await expect(request()).resolves.toBe('answer');
  });

  test('that is restarted starts with the next request', async () => {
    await request();
    await server.restart();
    expect(stops).toBe(1);
    expect(clients).toHaveLength(1);
    await request();
    expect(clients).toHaveLength(2);
  });

  test('that is restarted while programs run starts at once, when the old one has ended: their runs are not lost', async () => {
    await request();
    following = ['r1'];
    await server.restart();
    await vi.waitFor(() => expect(clients).toHaveLength(2));
    expect(clients[0]?.disposed).toBe(true);
    expect(server.generation).toBe(1);
    expect(stops).toBe(0);
    await request();
    expect(clients[1]?.requests).toHaveLength(1);
  });

  test('that cannot be restarted while programs run is gone', async () => {
    await request();
    following = ['r1'];
    startError = new Error('The disk is full.');
    await server.restart();
    await vi.waitFor(() => expect(stops).toBe(1));
  });

  test('that did not start is tried again by the next request', async () => {
    startError = new Error('The protocol is too old.');
    await expect(request()).rejects.toThrow('The protocol is too old.');
    startError = undefined;
    await expect(request()).resolves.toBe('answer');
  });

  test('is not started to be told something', async () => {
    await server.notify(RunProgress, { run: 'r1', seconds: 1 });
    expect(clients).toHaveLength(0);
  });

  test('ends with the extension', async () => {
    await request();
    await server.dispose();
    expect(stops).toBe(1);
    expect(clients.map(({ disposed }) => disposed)).toEqual([true]);
    expect(gaveUp).toBe(0);
  });
});

test('a missing binary is told with the way out', async () => {
  const missing = new Server({
    command: '/nowhere/tottime',
    log: silentLog(),
    initializationOptions: () => ({}),
    crashes: new CrashBudget(3, 60_000),
    gaveUp: () => undefined,
  });
  await expect(missing.call(ProfileClose, { profile: 'p1' })).rejects.toThrow(/^\/nowhere\/tottime: .*Install the extension/);
});
