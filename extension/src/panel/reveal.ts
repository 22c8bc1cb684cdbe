import * as vscode from 'vscode';
import type { Profile } from '../profiles/profile';
import { ProfileLocation } from '../protocol.gen';
import { requestFailure } from '../server/failure';
import { workspaceFolders } from '../workspaceFolders';

/**
 * Opens a function's source at its `def`. Without a column it goes where the file is visible already, else next to the panel in
 * `panelColumn`. Answers a sentence for the user when there is no source to show.
 */
export async function revealFunction(
  profile: Profile,
  functionId: string,
  column: vscode.ViewColumn | undefined,
  panelColumn: vscode.ViewColumn | undefined,
): Promise<string | undefined> {
  const { path, line, problem } = await profile.call(ProfileLocation, (id) => ({
    profile: id,
    function: functionId,
    folders: workspaceFolders(),
  }));
  if (path === undefined) {
    return problem?.text ?? 'This function has no source.';
  }
  const file = vscode.Uri.file(path);
  const start = new vscode.Position((line ?? 1) - 1, 0);
  try {
    const editor = await vscode.window.showTextDocument(file, {
      viewColumn: column ?? columnOf(file) ?? columnBeside(panelColumn),
      selection: new vscode.Range(start, start),
    });
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } catch (error) {
    // The editor refuses binary files and ones that have just gone.
    return `${path} cannot be shown: ${requestFailure(error).text}`;
  }
  return problem?.text;
}

function columnOf(file: vscode.Uri): vscode.ViewColumn | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString())?.viewColumn;
}

/** Another column than the panel's, so that the table stays in view. */
function columnBeside(panelColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== panelColumn);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
