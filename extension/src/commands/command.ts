import * as vscode from 'vscode';
import { requestFailure } from '../server/failure';
import type { Services } from '../services';

/**
 * A command of the palette. `argument` is what a menu passes: the file that was clicked, where there is one. `selection` are all files that were selected
 * in the Explorer then.
 */
export interface Command {
  readonly id: `tottime.${string}`;
  readonly run: (services: Services, argument: unknown, selection: readonly vscode.Uri[]) => void | Promise<void>;
}

/** Declares a command. */
export function command(id: Command['id'], run: Command['run']): Command {
  return { id, run };
}

/** Makes a command known to VS Code. Whatever it throws is logged and told to the user. */
export function registerCommand({ id, run }: Command, services: Services): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown, selection: unknown) => {
    try {
      await run(services, argument, Array.isArray(selection) ? selection.filter((file) => file instanceof vscode.Uri) : []);
    } catch (error) {
      services.log.error(id, error);
      void vscode.window.showErrorMessage(requestFailure(error).text);
    }
  });
}
