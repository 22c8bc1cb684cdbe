import * as vscode from 'vscode';
import { ErrorCode } from '../protocol.gen';
import { requestFailure } from '../server/failure';

/** A button under a message. */
interface Remedy {
  readonly title: string;
  readonly command: readonly [id: string, argument?: unknown];
}

const showLog: Remedy = { title: 'Show Log', command: ['tottime.showLog'] };

/** Tells why a program could not be started, with a button for what helps. */
export async function showStartFailure(error: unknown): Promise<void> {
  const { text, code } = requestFailure(error);
  const remedy = remedyFor(code);
  if (remedy === undefined) {
    void vscode.window.showErrorMessage(text);
  } else if ((await vscode.window.showErrorMessage(text, remedy.title)) === remedy.title) {
    await vscode.commands.executeCommand(...remedy.command);
  }
}

/** Chooses the button that helps against an error of `run/start`; none does where the program itself is missing. */
function remedyFor(code: ErrorCode | undefined): Remedy | undefined {
  switch (code) {
    case ErrorCode.FileNotFound:
      return undefined;
    case ErrorCode.NoInterpreter:
      return { title: 'Choose Python', command: settingsPage('tottime.python') };
    case ErrorCode.Untrusted:
      return { title: 'Manage Workspace Trust', command: ['workbench.trust.manage'] };
    case ErrorCode.RunFailed:
      return { title: 'Choose Folder', command: settingsPage('tottime.runsFolder') };
    default:
      return showLog;
  }
}

/** The command that shows a setting of ours. It belongs to a machine, so in a remote window the user's own page does not have it. */
function settingsPage(setting: string): Remedy['command'] {
  const query = `@id:${setting}`;
  return vscode.env.remoteName === undefined
    ? ['workbench.action.openSettings', query]
    : ['workbench.action.openRemoteSettings', { query }];
}
