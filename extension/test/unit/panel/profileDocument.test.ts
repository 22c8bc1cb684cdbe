import { existsSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { ProfileDocument } from '../../../src/panel/profileDocument';
import { ErrorCode, ProfileClose, ProfileOpen, type ProfileOpenParams } from '../../../src/protocol.gen';
import { FakeConnection, responseError } from '../fakes/connection';
import { nothingRuns } from '../fakes/measuring';
import { reset, user } from '../fakes/vscode';

let server: FakeConnection;
let ids: number;

beforeEach(() => {
  reset();
  server = new FakeConnection();
  ids = 0;
  server.answers[ProfileOpen.method] = ({ path }: ProfileOpenParams) => ({ profile: `p${++ids}`, path });
});

/** The requests to close a profile, once everything that was under way is done. */
async function closed(): Promise<unknown[]> {
  await setImmediate();
  return server.sent(ProfileClose);
}

describe('a profile file', () => {
  test('is read again when it has changed, once for several changes', async () => {
    const document = new ProfileDocument(vscode.Uri.file('/proj/a.stats'), server, nothingRuns);
    await document.load();
    user.changeFile();
    user.changeFile();
    await vi.waitFor(() => expect(document.profile?.summary.profile).toBe('p2'));
    expect(server.sent(ProfileOpen)).toHaveLength(2);
    expect(await closed()).toEqual([{ profile: 'p1' }]);
    document.dispose();
    expect(await closed()).toEqual([{ profile: 'p1' }, { profile: 'p2' }]);
  });

  test('that was damaged shows its profile once it is mended', async () => {
    const working = server.answers[ProfileOpen.method];
    server.answers[ProfileOpen.method] = () => {
      throw responseError(ErrorCode.NotAProfile, 'a.stats: damaged.');
    };
    const document = new ProfileDocument(vscode.Uri.file('/proj/a.stats'), server, nothingRuns);
    await document.load();
    expect(document.content).toMatchObject({ kind: 'failed', failure: { text: 'a.stats: damaged.' } });
    server.answers[ProfileOpen.method] = working;
    user.changeFile();
    await vi.waitFor(() => expect(document.content).toMatchObject({ kind: 'profile' }));
    document.dispose();
  });

  test('that is closed while it is read is closed on the server too', async () => {
    const document = new ProfileDocument(vscode.Uri.file('/proj/a.stats'), server, nothingRuns);
    const loading = document.load();
    document.dispose();
    await loading;
    expect(await closed()).toEqual([{ profile: 'p1' }]);
  });
});

describe('the profile of a run that goes on', () => {
  const file = vscode.Uri.file('/runs/r1/profile.stats');

  test('is what has been measured so far, and the saved one when that is written', async () => {
    let going: { id: string } | undefined = { id: 'r1' };
    server.answers[ProfileOpen.method] = ({ path, run }: ProfileOpenParams) => ({
      profile: `p${++ids}`,
      path: path ?? file.fsPath,
      ...(run === undefined ? {} : { run: { running: true } }),
    });
    const document = new ProfileDocument(file, server, { measuring: (uri) => (uri.fsPath === file.fsPath ? going : undefined) });
    await document.load();
    expect(document.profile?.live).toBe(true);
    going = undefined;
    user.changeFile();
    await vi.waitFor(() => expect(document.profile?.live).toBe(false));
    expect(server.sent(ProfileOpen)).toEqual([
      { run: 'r1', folders: ['/proj'] },
      { path: '/runs/r1/profile.stats', folders: ['/proj'] },
    ]);
    document.dispose();
  });

  test('can be tried again when nothing has been measured', async () => {
    server.answers[ProfileOpen.method] = () => {
      throw responseError(ErrorCode.NothingMeasured, 'nothing has been measured yet');
    };
    const document = new ProfileDocument(file, server, { measuring: () => ({ id: 'r1' }) });
    await document.load();
    expect(document.content).toMatchObject({ kind: 'failed', failure: { waysOut: ['tryAgain'] } });
    document.dispose();
  });
});

describe('a file of another scheme', () => {
  const uri = vscode.Uri.from({ scheme: 'vscode-vfs', path: '/github/a.stats' });

  test('is copied for the server, and the copy goes with the panel', async () => {
    user.files = { 'vscode-vfs:///github/a.stats': 'profile' };
    const document = new ProfileDocument(uri, server, nothingRuns);
    await document.load();
    const copy = document.profile?.summary.path ?? '';
    expect(copy).toMatch(/tottime-\w+[/\\]a\.stats$/);
    expect(readFileSync(copy, 'utf8')).toBe('profile');
    document.dispose();
    await vi.waitFor(() => expect(existsSync(copy)).toBe(false));
  });

  test('that is closed while it is fetched leaves no copy', async () => {
    user.files = { 'vscode-vfs:///github/a.stats': 'profile' };
    const document = new ProfileDocument(uri, server, nothingRuns);
    const loading = document.load();
    document.dispose();
    await loading;
    expect(server.sent(ProfileOpen)).toEqual([]);
  });

  test('that cannot be read says so in the panel', async () => {
    const document = new ProfileDocument(uri, server, nothingRuns);
    await document.load();
    expect(document.content).toMatchObject({
      kind: 'failed',
      failure: { file: '/github/a.stats', text: expect.stringContaining('is not there') },
    });
    expect(server.sent(ProfileOpen)).toEqual([]);
    document.dispose();
  });
});
