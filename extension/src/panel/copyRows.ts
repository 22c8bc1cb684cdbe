import * as vscode from 'vscode';
import { formatCount } from '../format';
import type { Profile } from '../profiles/profile';
import { ProfileText, type TextFormat } from '../protocol.gen';
import type { TextQuery } from './messages';

/** The rows that are copied at most: about a megabyte, which every clipboard and every spreadsheet takes. */
const rowsAtMost = 10_000;

const names: Readonly<Record<TextFormat, string>> = { pstats: 'pstats text', markdown: 'Markdown', csv: 'CSV' };

/** Copies rows of the table to the clipboard. Answers a sentence that says how many. */
export async function copyRows(profile: Profile, query: TextQuery): Promise<string> {
  const { text, rows, matching } = await profile.call(ProfileText, (id) => ({ ...query, profile: id, limit: rowsAtMost }));
  await vscode.env.clipboard.writeText(text);
  const format = names[query.format];
  return rows < matching
    ? `Copied the first ${formatCount(rows)} of ${formatCount(matching)} rows as ${format}. Save the profile to a file to have all of them.`
    : `Copied ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'} as ${format}.`;
}
