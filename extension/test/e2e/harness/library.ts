import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cpython } from './pstats';

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
