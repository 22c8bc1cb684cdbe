import * as vscode from 'vscode';
import { formatElapsed } from '../format';
import { chooseProfiles } from '../panel/chooseProfiles';
import { RunsList, type SavedRun } from '../protocol.gen';
import { joinSentences, requestFailure } from '../server/failure';
import type { Connection } from '../server/server';
import { visible } from '../visibleText';
import { command } from './command';

/** Compares the profile in the panel in front, or in the one whose menu was used, with a saved run or with a file. */
export const compareWith = command('tottime.compareWith', async ({ panels, server }, argument) => {
  const document = panels.document(argument instanceof vscode.Uri ? argument : undefined);
  if (document === undefined) {
    void vscode.window.showInformationMessage('Open a profile first: "Compare With…" compares the one in the panel in front.');
    return;
  }
  const base = await chooseBase(server, document.uri);
  if (base !== undefined) {
    await document.compare(base);
  }
});

interface Item extends vscode.QuickPickItem {
  readonly choose?: () => Promise<vscode.Uri | undefined>;
}

async function chooseBase(server: Connection, opened: vscode.Uri): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showQuickPick(itemsFor(server, opened), {
    title: 'Compare With',
    placeHolder: 'A saved run, or a file',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.choose?.();
}

/** What can be chosen. Where the runs cannot be had, a file still can. */
async function itemsFor(server: Connection, opened: vscode.Uri): Promise<Item[]> {
  const runs = await savedRuns(server, opened);
  const file: Item = { label: '$(folder-opened) Choose File…', choose: () => chooseFile(opened) };
  return runs.length === 0 ? [file] : [file, { label: 'Saved runs', kind: vscode.QuickPickItemKind.Separator }, ...runs];
}

async function savedRuns(server: Connection, opened: vscode.Uri): Promise<Item[]> {
  try {
    const { runs } = await server.call(RunsList, {});
    return runs.flatMap((run) => {
      const file = run.profile === undefined ? undefined : vscode.Uri.file(run.profile);
      return file === undefined || file.toString() === opened.toString() ? [] : [itemFor(run, file)];
    });
  } catch (error) {
    void vscode.window.showWarningMessage(joinSentences('The saved runs cannot be listed', requestFailure(error).text));
    return [];
  }
}

function itemFor({ label, name, started, seconds, python }: SavedRun, file: vscode.Uri): Item {
  const when = new Date(started * 1000).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const facts = [label === undefined ? undefined : name, seconds > 0 ? formatElapsed(seconds) : undefined, python];
  return {
    label: visible(label ?? name),
    description: when,
    detail: visible(facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')),
    choose: async () => file,
  };
}

async function chooseFile(opened: vscode.Uri): Promise<vscode.Uri | undefined> {
  const place = opened.scheme === 'file' ? { defaultUri: vscode.Uri.joinPath(opened, '..') } : {};
  const [file] = await chooseProfiles({ title: 'Choose the profile before', openLabel: 'Compare', ...place });
  return file;
}
