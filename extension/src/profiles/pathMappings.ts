import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { PathMapping } from '../protocol.gen';
import { settingPath } from '../settings';
import { workspaceFolders } from '../workspaceFolders';

/** The setting that says where sources are now that were elsewhere when their program was run: folders by those that the profiles name. */
export const pathMappingsSetting = 'tottime.pathMappings';

/** What the setting holds; hand-written settings may hold anything. */
export type MappedFolders = Readonly<Record<string, string>>;

/** Reads the setting. The mapping of a folder goes before that of a folder around it. What is no mapping is ignored. */
export function pathMappings(): readonly PathMapping[] {
  return Object.entries(mappedFolders(vscode.workspace.getConfiguration('tottime').get('pathMappings')))
    .flatMap(([from, folder]) => {
      const to = absolute(folder);
      return from.trim() === '' || to === undefined ? [] : [{ from, to }];
    })
    .sort((one, other) => other.from.length - one.from.length);
}

/** The mappings among what a setting holds. */
function mappedFolders(value: unknown): MappedFolders {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function absolute(folder: string): string | undefined {
  const [workspaceFolder] = workspaceFolders();
  const expanded = settingPath(folder, { home: os.homedir(), ...(workspaceFolder === undefined ? {} : { workspaceFolder }) });
  if (expanded === undefined || path.isAbsolute(expanded)) {
    return expanded;
  }
  return workspaceFolder === undefined ? undefined : path.resolve(workspaceFolder, expanded);
}

/**
 * Adds a mapping to the setting: in the workspace, where there is one and its settings count, else for the user. A folder within the workspace is written
 * relative to it, so that the setting is as true for others who share it.
 */
export async function mapFolder({ from, to }: PathMapping): Promise<void> {
  const settings = vscode.workspace.getConfiguration('tottime');
  const inWorkspace = (vscode.workspace.workspaceFolders ?? []).length > 0 && vscode.workspace.isTrusted;
  const { globalValue, workspaceValue } = settings.inspect('pathMappings') ?? {};
  const written = mappedFolders(inWorkspace ? workspaceValue : globalValue);
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('pathMappings', { ...written, [from]: inWorkspace ? relativeToWorkspace(to) : to }, target);
}

function relativeToWorkspace(folder: string): string {
  const [workspaceFolder] = workspaceFolders();
  const inside = workspaceFolder === undefined ? '..' : path.relative(workspaceFolder, folder);
  if (inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside)) {
    return folder;
  }
  return ['$' + '{workspaceFolder}', ...inside.split(path.sep)].filter((part) => part !== '').join('/');
}
