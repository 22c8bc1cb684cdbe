import * as vscode from 'vscode';

/** Lets the user choose profile files. Other names than the usual ones are fine. Answers none when the user gives the dialog up. */
export async function chooseProfiles(
  options: Pick<vscode.OpenDialogOptions, 'title' | 'openLabel' | 'canSelectMany' | 'defaultUri'>,
): Promise<readonly vscode.Uri[]> {
  const chosen = await vscode.window.showOpenDialog({
    ...options,
    // Some dialogs know only the last part of a name such as profile.pb.gz.
    filters: { Profiles: ['stats', 'prof', 'pstats', 'pstat', 'pprof', 'gz'], 'All files': ['*'] },
  });
  return chosen ?? [];
}
