import * as vscode from 'vscode';

/** Tells that something needs a trusted workspace and offers VS Code's page on which trust is granted; extensions cannot ask for it themselves. */
export async function askForTrust(reason: string): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const chosen = await vscode.window.showWarningMessage(
    `${reason}, so the workspace must be trusted first. Opening profiles works without that.`,
    manage,
  );
  if (chosen === manage) {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }
}
