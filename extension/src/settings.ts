import * as path from 'node:path';

/** What paths in settings may refer to. */
export interface Places {
  readonly home: string;
  /** The first workspace folder on this computer; absent in an empty window. */
  readonly workspaceFolder?: string;
}

/**
 * Reads a path in a setting: `~` is the home folder and `${workspaceFolder}` the first workspace folder, which a relative path starts from
 * too. A bare command name such as `python3.12` stays as it is. Answers undefined for an empty setting.
 */
export function settingPath(value: string | undefined, { home, workspaceFolder }: Places): string | undefined {
  const text = value?.trim();
  if (!text) {
    return undefined;
  }
  const expanded = text.replace(/^~(?=$|[/\\])/, home).replaceAll('$' + '{workspaceFolder}', workspaceFolder ?? '$' + '{workspaceFolder}');
  const bare = !/[/\\]/.test(expanded);
  return bare || workspaceFolder === undefined ? expanded : path.resolve(workspaceFolder, expanded);
}
