import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import type { WebviewMessage } from '../../../src/panel/messages';
import { ErrorCode, ProfileCallees, ProfileLocation, type ProfileLocationParams, ProfileOpen } from '../../../src/protocol.gen';
import { responseError } from '../fakes/connection';
import { OpenedPanel } from '../fakes/openedPanel';
import { reset, seen, user } from '../fakes/vscode';

const reveal: WebviewMessage = { type: 'reveal', function: '2', beside: false };
const act: WebviewMessage = { type: 'act', action: 'findSource' };
const gone = { problem: { code: 'source-gone', text: '/app/shop.py is not there any more.' } };

let panel: OpenedPanel;

beforeEach(async () => {
  reset();
  panel = await new OpenedPanel(vscode.Uri.file('/proj/a.stats')).loaded();
});

describe('the source of a function', () => {
  test('is shown where it is today', async () => {
    panel.server.answers[ProfileLocation.method] = { path: '/proj/shop.py', line: 12 };
    panel.say(reveal);
    await expect.poll(() => seen.shown).toEqual(['/proj/shop.py:12']);
    expect(panel.server.sent(ProfileLocation)).toEqual([{ profile: 'p1', function: '2', folders: ['/proj'] }]);
    expect(panel.sent).toEqual([]);
  });

  test('of the base is asked of the base', async () => {
    await panel.document.compare(vscode.Uri.file('/proj/b.stats'));
    panel.server.answers[ProfileLocation.method] = { path: '/proj/shop.py', line: 12 };
    panel.say({ ...reveal, inBase: true });
    await expect.poll(() => panel.server.sent(ProfileLocation)).toMatchObject([{ profile: 'p2', function: '2' }]);
  });

  test.each<[name: string, answer: unknown, action?: string]>([
    ['that is built in', { problem: { code: 'builtin', text: 'len is written in C.' } }],
    ['that has changed', { path: '/proj/shop.py', line: 3, problem: { code: 'source-changed', text: 'shop.py has changed.' } }],
    ['that is gone', { problem: { code: 'source-gone', text: 'shop.py is gone.' } }, 'findSource'],
  ])('%s has a notice', async (_name, answer, action) => {
    panel.server.answers[ProfileLocation.method] = answer;
    panel.say(reveal);
    await panel.expectNotice((answer as { problem: { text: string } }).problem.text, action);
  });

  test('that cannot be asked for has a notice', async () => {
    panel.server.fail(ProfileLocation, responseError(ErrorCode.InternalError, 'The server is broken.'));
    panel.say(reveal);
    await panel.expectNotice('The server is broken.');
  });
});

describe('a source that is elsewhere', () => {
  beforeEach(async () => {
    panel.server.answers[ProfileLocation.method] = ({ profile }: ProfileLocationParams) =>
      profile === 'p1' ? gone : { path: '/proj/src/shop.py', line: 3 };
    panel.server.answers[ProfileCallees.method] = { function: { file: '/app/shop.py' } };
    panel.say(reveal);
    await panel.expectNotice(gone.problem.text, 'findSource');
  });

  test('is found once the user has shown it, and the folder is remembered', async () => {
    user.choose = [vscode.Uri.file('/proj/src/shop.py')];
    panel.say(act);
    await expect.poll(() => seen.shown).toEqual(['/proj/src/shop.py:3']);
    expect(seen.dialogs).toMatchObject([{ title: 'Where is shop.py now?' }]);
    expect(seen.written).toEqual([['pathMappings', { '/app': '$' + '{workspaceFolder}/src' }, vscode.ConfigurationTarget.Workspace]]);
    expect(panel.server.sent(ProfileCallees)).toMatchObject([{ profile: 'p1', path: ['2'] }]);
    expect(panel.server.sent(ProfileOpen).at(-1)).toMatchObject({ mappings: [{ from: '/app', to: '/proj/src' }] });
    expect(panel.sent.at(-1)).toMatchObject({ type: 'open', summary: { profile: 'p2' }, reloaded: false });
  });

  test('stays where it is when the user gives the dialog up', async () => {
    panel.say(act);
    await expect.poll(() => seen.dialogs).toHaveLength(1);
    expect(seen.written).toEqual([]);
    expect(panel.server.sent(ProfileOpen)).toHaveLength(1);
  });

  test.each([
    ['of another name', vscode.Uri.file('/proj/basket.py'), 'basket.py is another file: choose the one that is called shop.py now, too.'],
    [
      'of another computer',
      vscode.Uri.from({ scheme: 'vscode-vfs', path: '/shop.py' }),
      'vscode-vfs:///shop.py is not on this computer. Choose a copy of it that is.',
    ],
  ])('is not a file %s; the user may choose again', async (_name, file, text) => {
    user.choose = [file];
    panel.say(act);
    await panel.expectNotice(text, 'findSource');
    expect(seen.written).toEqual([]);
  });

  test('of the base is looked for in the base again', async () => {
    await panel.document.compare(vscode.Uri.file('/proj/b.stats'));
    panel.server.answers[ProfileLocation.method] = ({ profile }: ProfileLocationParams) =>
      profile === 'p2' ? gone : { path: '/proj/src/shop.py', line: 3 };
    panel.say({ ...reveal, inBase: true });
    await panel.expectNotice(gone.problem.text, 'findSource');
    user.choose = [vscode.Uri.file('/proj/src/shop.py')];
    panel.say(act);
    await expect.poll(() => seen.shown).toEqual(['/proj/src/shop.py:3']);
    const base = panel.document.base?.summary.profile;
    expect(panel.server.sent(ProfileLocation).at(-1)).toMatchObject({ profile: base });
    expect(base).not.toBe('p2');
  });
});
