import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { reference } from '../../../tools/reference.mjs';

const execute = promisify(execFile);

/** The Python whose pstats the panel is compared with; programs of these tests are profiled with it, too. */
export const cpython: string = reference().path;

/** A function, or the calls between two functions, as CPython's own pstats has them. Times are in seconds. */
export interface PstatsRow {
  /** What tells it from the others: "file:line", or the name of what is written in C. */
  readonly id: string;
  readonly name: string;
  readonly calls: number;
  readonly primitiveCalls: number;
  readonly self: number;
  readonly cumulative: number;
}

const prelude = `
import io, json, pstats, sys

def id_of(function):
    if function[0] == "~":
        return pstats.func_std_string(function)
    return "%s:%d" % function[:2] if function[1] else function[0]

def row(function, figures):
    # Of edges pstats keeps the total calls first, of functions the primitive ones.
    primitive, calls, own, cumulative = figures[:4]
    return dict(id=id_of(function), name=function[2], calls=calls, primitiveCalls=primitive, self=own, cumulative=cumulative)

def edge(function, figures):
    calls, primitive, own, cumulative = figures
    return row(function, (primitive, calls, own, cumulative))

def rows(*keys, only=lambda row: True):
    stats.sort_stats(*keys)
    found = [row(function, stats.stats[function]) for function in stats.get_print_list(())[1]]
    return [each for each in found if only(each)]

def function(name):
    [found] = [each for each in stats.stats if each[2] == name]
    return found

def callers(name):
    called = stats.stats[function(name)][4]
    return sorted((edge(*each) for each in called.items()), key=lambda row: -row["cumulative"])

def callees(name):
    stats.calc_callees()
    return sorted((edge(*each) for each in stats.all_callees[function(name)].items()), key=lambda row: -row["cumulative"])

stats = pstats.Stats(*sys.argv[2:], stream=io.StringIO())
exec(sys.argv[1])
print(json.dumps(answer))`;

/**
 * Lets CPython's own pstats read files, which it adds up, as `stats`, and runs a script that leaves an `answer`. The script may use
 * `rows(*keys, only=condition)`, `callers(name)` and `callees(name)`.
 */
export async function askPstats<T>(files: readonly string[], script: string): Promise<T> {
  const { stdout } = await execute(cpython, ['-c', prelude, script, ...files], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}

/** The functions of a profile in an order of pstats, by a Python expression of the arguments of `rows`. */
export function pstatsRows(file: string, args: string): Promise<PstatsRow[]> {
  return askPstats([file], `answer = rows(${args})`);
}

/** Runs a Python program with arguments, and answers what it prints. */
export async function runPython(program: string, ...args: readonly string[]): Promise<string> {
  return (await execute(cpython, ['-c', program, ...args], { maxBuffer: 2 ** 26 })).stdout;
}
