import * as path from 'node:path';
import type { RunsLimit } from './protocol.gen';

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

/** The settings that the server is told when it starts. */
export const startSettings = ['tottime.runsFolder', 'tottime.keepRuns', 'tottime.keepRunsSize'] as const;

/** Reads how many runs are kept. What is no number from 0 on, as a hand-written setting may be, is no limit. */
export function runsLimit(settings: { get(name: string): unknown }): RunsLimit {
  const whole = (name: string, unit: number): number => {
    const value = settings.get(name);
    return typeof value === 'number' && value > 0 ? Math.min(Math.round(value * unit), Number.MAX_SAFE_INTEGER) : 0;
  };
  return { count: whole('keepRuns', 1), bytes: whole('keepRunsSize', 1e6) };
}
