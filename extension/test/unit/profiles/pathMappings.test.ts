import * as os from 'node:os';
import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { mapFolder, pathMappings } from '../../../src/profiles/pathMappings';
import { Profile } from '../../../src/profiles/profile';
import { ProfileOpen } from '../../../src/protocol.gen';
import { FakeConnection } from '../fakes/connection';
import { reset, seen, user, workspace } from '../fakes/vscode';

const { Global, Workspace } = vscode.ConfigurationTarget;
const folders = workspace.workspaceFolders;

beforeEach(() => {
  reset();
  workspace.workspaceFolders = folders;
});

describe('the setting', () => {
  test.each<[value: unknown, mappings: unknown]>([
    [undefined, []],
    [{ '/app': '/home/me' }, [{ from: '/app', to: '/home/me' }]],
    [{ '/app': '$' + '{workspaceFolder}/src' }, [{ from: '/app', to: '/proj/src' }]],
    [{ '/app': 'src' }, [{ from: '/app', to: '/proj/src' }]],
    [{ '/app': '~/src' }, [{ from: '/app', to: `${os.homedir()}/src` }]],
    [
      { '/app': '/one', '/app/vendored': '/two', '.': '/three' },
      [
        { from: '/app/vendored', to: '/two' },
        { from: '/app', to: '/one' },
        { from: '.', to: '/three' },
      ],
    ],
    [{ ' ': '/one', '/app': '', '/lib': 3 }, []],
    [['/app'], []],
    ['/app', []],
  ])('%j', (value, mappings) => {
    user.settings['pathMappings'] = value;
    expect(pathMappings()).toEqual(mappings);
  });

  test('says nothing of a relative folder where there is no workspace', () => {
    workspace.workspaceFolders = [];
    user.settings['pathMappings'] = { '/app': 'src' };
    expect(pathMappings()).toEqual([]);
  });

  test('is told to the server with every profile', async () => {
    user.settings['pathMappings'] = { '/app': '/home/me' };
    const server = new FakeConnection();
    server.answers[ProfileOpen.method] = { profile: 'p1', path: 'a.stats' };
    await Profile.open(server, { path: 'a.stats' }, 'a.stats');
    expect(server.sent(ProfileOpen)).toEqual([{ path: 'a.stats', folders: ['/proj'], mappings: [{ from: '/app', to: '/home/me' }] }]);
  });
});

describe('a folder that was found', () => {
  test.each<[name: string, to: string, written: unknown]>([
    ['in the workspace', '/proj/src', '$' + '{workspaceFolder}/src'],
    ['that is the workspace', '/proj', '$' + '{workspaceFolder}'],
    ['beside the workspace', '/project', '/project'],
    ['elsewhere', '/home/me', '/home/me'],
  ])('%s is written to the settings of the workspace', async (_name, to, written) => {
    user.settings['pathMappings'] = { '/lib': '/usr/lib', '/app': '/old' };
    await mapFolder({ from: '/app', to });
    expect(seen.written).toEqual([['pathMappings', { '/lib': '/usr/lib', '/app': written }, Workspace]]);
  });

  test.each<[name: string, prepare: () => void]>([
    ['without a workspace', () => (workspace.workspaceFolders = [])],
    ['in a workspace whose settings do not count', () => (workspace.isTrusted = false)],
  ])('%s is written to those of the user', async (_name, prepare) => {
    prepare();
    await mapFolder({ from: '/app', to: '/proj/src' });
    expect(seen.written).toEqual([['pathMappings', { '/app': '/proj/src' }, Global]]);
  });
});
