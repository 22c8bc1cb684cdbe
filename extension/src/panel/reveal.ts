import * as vscode from 'vscode';
import type { Profile } from '../profiles/profile';
import { ProfileLocation } from '../protocol.gen';
import { requestFailure } from '../server/failure';
import { workspaceFolders } from '../workspaceFolders';

/** Which function is to be shown, and where. */
export interface Target {
  readonly profile: Profile;
  readonly function: string;
  /** Next to the panel, else where the file is in view, or in another column than the panel's. */
  readonly beside: boolean;
}

/** Why a function's source is not shown, or is not certain. */
export interface RevealProblem {
  /** A sentence for the user. */
  readonly text: string;
  /** There is a file with the source, but it is not where the profile says: the user may know where. */
  readonly elsewhere: boolean;
}

/** The server's code for a source file that is not where the profile says. */
const sourceGone = 'source-gone';

/** Opens a function's source at its `def`. `panelColumn` is where the panel is. */
export async function revealFunction(target: Target, panelColumn: vscode.ViewColumn | undefined): Promise<RevealProblem | undefined> {
  const { path, line, problem } = await target.profile.call(ProfileLocation, (profile) => ({
    profile,
    function: target.function,
    folders: workspaceFolders(),
  }));
  if (path === undefined) {
    return { text: problem?.text ?? 'This function has no source.', elsewhere: problem?.code === sourceGone };
  }
  const file = vscode.Uri.file(path);
  const start = new vscode.Position((line ?? 1) - 1, 0);
  try {
    const editor = await vscode.window.showTextDocument(file, {
      viewColumn: target.beside ? vscode.ViewColumn.Beside : (columnOf(file) ?? columnBeside(panelColumn)),
      selection: new vscode.Range(start, start),
    });
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  } catch (error) {
    // The editor refuses binary files and ones that have just gone.
    return { text: `${path} cannot be shown: ${requestFailure(error).text}`, elsewhere: false };
  }
  return problem === undefined ? undefined : { text: problem.text, elsewhere: false };
}

function columnOf(file: vscode.Uri): vscode.ViewColumn | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString())?.viewColumn;
}

/** Another column than the panel's, so that the table stays in view. */
function columnBeside(panelColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== panelColumn);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
