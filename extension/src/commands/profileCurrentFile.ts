import * as os from 'node:os';
import * as vscode from 'vscode';
import type { RunStartParams } from '../protocol.gen';
import { presentEnding } from '../runs/presentEnding';
import { showRunProgress } from '../runs/runProgress';
import { showStartFailure } from '../runs/startFailure';
import type { Services } from '../services';
import { settingPath } from '../settings';
import { askForTrust } from '../trust';
import { workspaceFolders } from '../workspaceFolders';
import { command } from './command';

/** Runs a Python file under the profiler: the one that was clicked, else the one in the active editor. */
export const profileCurrentFile = command('tottime.profileCurrentFile', async (services, argument) => {
  if (!vscode.workspace.isTrusted) {
    await askForTrust('Profiling runs the file and the Python of this workspace');
    return;
  }
  const program = await savedFile(argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri);
  if (program !== undefined) {
    await profile(services, program);
  }
});

async function profile(services: Services, program: vscode.Uri): Promise<void> {
  const { runs } = services;
  try {
    const finished = await showRunProgress(runs, program.fsPath, (token) => runs.start(startParams(program), token));
    if (finished !== undefined) {
      await presentEnding(services, finished.run, finished.ended);
    }
  } catch (error) {
    services.log.error(`${program.fsPath} cannot be profiled.`, error);
    await showStartFailure(error);
  }
}

/** Saves what the user is about to run. Answers undefined, after a message, where there is nothing that can be run. */
async function savedFile(file: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (file === undefined) {
    void vscode.window.showInformationMessage('Open a Python file first: "Profile Current File" runs the file in the active editor.');
    return undefined;
  }
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  const saved = document === undefined || (!document.isDirty && !document.isUntitled) ? file : await vscode.workspace.save(file);
  if (saved === undefined) {
    void vscode.window.showWarningMessage('The file has not been saved, so it was not run: the profiler runs what is on disk.');
    return undefined;
  }
  if (saved.scheme !== 'file') {
    void vscode.window.showErrorMessage(
      `${saved.path} is not on this computer (${saved.scheme}:), so it cannot be run. Save a copy in a folder here.`,
    );
    return undefined;
  }
  return saved;
}

function startParams(program: vscode.Uri): RunStartParams {
  const folders = workspaceFolders();
  const [firstFolder] = folders;
  const python = settingPath(vscode.workspace.getConfiguration('tottime', program).get<string>('python'), {
    home: os.homedir(),
    ...(firstFolder === undefined ? {} : { workspaceFolder: firstFolder }),
  });
  const folder = vscode.workspace.getWorkspaceFolder(program)?.uri;
  return {
    target: { kind: 'script', path: program.fsPath, args: [] },
    folders,
    ...(python === undefined ? {} : { python }),
    // As VS Code's own ways of running a Python file do: in the workspace folder.
    ...(folder?.scheme === 'file' ? { workingDirectory: folder.fsPath } : {}),
  };
}
