import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../tools/paths.mjs';
import { python } from '../../../tools/setup.mjs';

const execute = promisify(execFile);

/** Profiles a program of the workspace as every Python does it, into a file of the workspace. */
export async function makeProfile(workspace: string, program: string, file: string): Promise<void> {
  await execute(python(), ['-m', 'cProfile', '-o', file, join(workspace, program)], { cwd: workspace });
}

/** Puts one of the committed profiles into the workspace. */
export function copyProfile(workspace: string, committed: string, name: string): Promise<void> {
  return cp(join(root, 'testdata', 'profiles', committed), join(workspace, name));
}

/** Puts a committed profile of a program in /srv/example into the workspace, as if the program were there. */
export async function moveProfile(workspace: string, committed: string, name: string): Promise<void> {
  const program = `
import marshal, sys
source, target, folder = sys.argv[1:]
def move(value):
    if isinstance(value, str):
        return value.replace("/srv/example", folder)
    if isinstance(value, tuple):
        return tuple(map(move, value))
    if isinstance(value, dict):
        return {move(key): move(item) for key, item in value.items()}
    return value
with open(source, "rb") as file:
    profile = move(marshal.load(file))
with open(target, "wb") as file:
    marshal.dump(profile, file)`;
  await execute(python(), ['-c', program, join(root, 'testdata', 'profiles', committed), join(workspace, name), workspace]);
}

/** What CPython's own pstats reads in a profile: its functions, most self time first, built-in ones named as it prints them. */
export interface Pstats {
  readonly calls: number;
  readonly primitiveCalls: number;
  readonly functions: readonly { readonly name: string; readonly calls: number; readonly primitiveCalls: number }[];
}

/** Reads a profile with pstats. */
export async function readWithPstats(file: string): Promise<Pstats> {
  const program = `
import json, pstats, sys
stats = pstats.Stats(sys.argv[1])
rows = sorted(stats.stats.items(), key=lambda item: -item[1][2])
print(json.dumps({
    "calls": stats.total_calls,
    "primitiveCalls": stats.prim_calls,
    "functions": [{"name": pstats.func_std_string(key) if key[0] == "~" else key[2], "calls": row[1], "primitiveCalls": row[0]} for key, row in rows],
}))`;
  const { stdout } = await execute(python(), ['-c', program, file], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}

/** How many functions of a run's profile share file, line and name with another one, not counting the first of each. */
export async function keptApart(file: string): Promise<number> {
  const { functions } = JSON.parse(await readFile(join(dirname(file), 'names.json'), 'utf8')) as {
    functions: { file: string; line: number; name: string }[];
  };
  return functions.length - new Set(functions.map(({ file, line, name }) => `${file}:${line}:${name}`)).size;
}
