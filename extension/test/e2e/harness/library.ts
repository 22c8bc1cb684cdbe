import { execFile } from 'node:child_process';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cpython, runPython } from './pstats';

const execute = promisify(execFile);

/** A program of some hundred functions: of its own, of an installed package, of the standard library and in C. */
const program = `
import sys
sys.path.insert(0, sys.argv[1])
import argparse, decimal, json, orders, textwrap

def main():
    parser = argparse.ArgumentParser(prog="library")
    for name in ("first", "second", "third"):
        parser.add_argument("--" + name, help=textwrap.fill(name * 40, 30))
    parser.parse_args(["--first", "1"])
    for _ in range(200):
        json.loads(json.dumps({"numbers": list(range(50))}, indent=1))
    print(orders.total(500), parser.format_help()[:1])

main()
`;

const orders = `
import decimal

def price(number):
    return decimal.Decimal(number) / 7

def total(count):
    return sum(price(number) for number in range(count)) + depth(30)

def depth(left):
    return left and 1 + depth(left - 1)
`;

/** Writes library.py into a workspace, runs it, and leaves its profile beside it as every Python writes it. */
export async function makeLibraryProfile(workspace: string, name: string): Promise<void> {
  const packages = join(workspace, 'env', 'lib', 'python3.13', 'site-packages');
  await mkdir(packages, { recursive: true });
  await writeFile(join(packages, 'orders.py'), orders);
  await writeFile(join(workspace, 'library.py'), program);
  await execute(cpython, ['-m', 'cProfile', '-o', join(workspace, name), join(workspace, 'library.py'), packages], { cwd: workspace });
}

const change = `
import marshal, sys
stats = marshal.load(open(sys.argv[1], "rb"))
slower = float(sys.argv[3])
def moved(function):
    file, line, name = function
    return (file, line + 3, name) if name == "price" else function
result = {}
for function, (primitive, calls, own, cumulative, callers) in stats.items():
    if function[2] == "total":
        continue
    if function[2] == "depth":
        own, cumulative = own + slower, cumulative + slower
    callers = {moved(caller): edge for caller, edge in callers.items() if caller[2] != "total"}
    result[moved(function)] = primitive, calls, own, cumulative, callers
result[("added.py", 1, "added")] = 1, 1, 2 * slower, 2 * slower, {}
marshal.dump(result, open(sys.argv[2], "wb"))`;

/**
 * Writes the profile that another one would be if `depth` were slower by some seconds, `price` had moved, `total` were gone and there were a new
 * function that takes twice as much. The other one is the older file then.
 */
export async function makeChangedProfile(before: string, after: string, slower: number): Promise<void> {
  await runPython(change, before, after, String(slower));
  await utimes(before, 1_700_000_000, 1_700_000_000);
}
