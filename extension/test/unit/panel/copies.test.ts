import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import type { TextQuery } from '../../../src/panel/messages';
import { ErrorCode, ProfileOpen, type ProfileRun, ProfileSave, ProfileText, type SaveFormat } from '../../../src/protocol.gen';
import { responseError } from '../fakes/connection';
import { OpenedPanel, opensFiles } from '../fakes/openedPanel';
import { reset, seen, user } from '../fakes/vscode';

const file = vscode.Uri.file('/proj/results/a.b.stats');
const query: TextQuery = { format: 'csv', sort: [], filter: { text: '' } };

let panel: OpenedPanel;

beforeEach(async () => {
  reset();
  panel = await new OpenedPanel(file).loaded();
});

describe('rows are copied', () => {
  test.each<[format: TextQuery['format'], rows: number, matching: number, notice: string]>([
    ['csv', 37, 37, 'Copied 37 rows as CSV.'],
    ['pstats', 1, 1, 'Copied 1 row as pstats text.'],
    ['markdown', 0, 0, 'Copied 0 rows as Markdown.'],
    ['csv', 10_000, 41_234, 'Copied the first 10,000 of 41,234 rows as CSV. Save the profile to a file to have all of them.'],
  ])('as %s: %i of %i', async (format, rows, matching, notice) => {
    panel.server.answers[ProfileText.method] = { text: 'the rows', rows, matching };
    panel.say({ type: 'copy', query: { ...query, format } });
    await panel.expectNotice(notice);
    expect(seen.clipboard).toBe('the rows');
    expect(panel.server.sent(ProfileText)).toEqual([{ ...query, format, profile: 'p1', limit: 10_000 }]);
  });

  test('not where the server refuses', async () => {
    panel.server.fail(ProfileText, responseError(ErrorCode.InternalError, 'There is no text.'));
    panel.say({ type: 'copy', query });
    await panel.expectNotice('There is no text.');
    expect(seen.clipboard).toBe('');
  });
});

describe('a profile is saved', () => {
  test.each<[SaveFormat, saved: string[], notice: string, notes?: string[]]>([
    ['pstats', ['/proj/new.stats'], 'Saved new.stats. Its stacks are not in it.', ['Its stacks are not in it']],
    ['pstats', ['/proj/new.stats', '/proj/new.stats.json'], 'Saved new.stats and new.stats.json.'],
    ['csv', ['/proj/new.csv'], 'Saved new.csv.'],
    ['json', ['/elsewhere/new.json'], 'Saved /elsewhere/new.json.'],
  ])('as %s', async (format, paths, notice, notes = []) => {
    user.saveAs = vscode.Uri.file(paths[0] ?? '');
    panel.server.answers[ProfileSave.method] = { paths, notes };
    panel.say({ type: 'save', format });
    await panel.expectNotice(notice);
    expect(panel.server.sent(ProfileSave)).toEqual([{ profile: 'p1', format, path: paths[0] }]);
  });

  test.each<[name: string, run: Partial<ProfileRun> | undefined, proposed: string]>([
    ['a file, beside it', undefined, '/proj/results/a.b.csv'],
    ['a run, in the workspace under the name of its program', { name: 'shop.py' }, '/proj/shop.csv'],
    ['a module', { name: '-m shop.reports' }, '/proj/m-shop.csv'],
    ['a text that was run', { name: '-c …' }, '/proj/c.csv'],
    ['a run whose name is no name for files', { name: '../…' }, '/proj/profile.csv'],
  ])('%s', async (_name, run, proposed) => {
    panel.server.answers[ProfileOpen.method] = opensFiles(run === undefined ? {} : { [file.fsPath]: run });
    await panel.document.load();
    panel.say({ type: 'save', format: 'csv' });
    await expect
      .poll(() => seen.dialogs)
      .toMatchObject([{ defaultUri: { path: proposed }, filters: { 'Comma-separated values': ['csv'] } }]);
    expect(panel.server.sent(ProfileSave)).toEqual([]);
  });

  test('on this computer alone', async () => {
    user.saveAs = vscode.Uri.from({ scheme: 'vscode-vfs', path: '/new.csv' });
    panel.say({ type: 'save', format: 'csv' });
    await panel.expectNotice(
      'vscode-vfs:///new.csv is not on this computer (vscode-vfs:), so the profile cannot be saved there. Choose a folder that is.',
    );
    expect(panel.server.sent(ProfileSave)).toEqual([]);
  });

  test('unless it cannot be written', async () => {
    user.saveAs = vscode.Uri.file('/readonly/new.csv');
    panel.server.fail(ProfileSave, responseError(ErrorCode.InternalError, '/readonly/new.csv cannot be written.'));
    panel.say({ type: 'save', format: 'csv' });
    await panel.expectNotice('/readonly/new.csv cannot be written.');
  });
});
