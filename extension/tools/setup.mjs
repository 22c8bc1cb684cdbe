// What every script needs before it begins: Go, Node.js, npm, Python, and the packages of the lock file.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, root } from './paths.mjs';
import { outputOf, runQuietly } from './processes.mjs';

/** This machine lacks something; the message says what, and where to get it. */
export class SetupError extends Error {}

/** Checks the tools and installs the packages where they are not those of the lock file. */
export async function setup() {
  checkGo();
  checkNode();
  python();
  await installPackages(root);
}

/** The oldest Python whose programs can be profiled. */
const oldestPython = [3, 6];

/**
 * A Python of this machine, 3.6 or newer: the one that `python3`, `python` or `py` starts.
 *
 * @returns {string} the interpreter's own path, not that of a shim
 */
export function python() {
  for (const command of ['python3', 'python', 'py']) {
    const [path, version] = (outputOf(command, ['-c', 'import sys; print(sys.executable); print(sys.version)']) ?? '').split('\n');
    if (path && version && atLeast(version, oldestPython)) {
      return path.trim();
    }
  }
  throw new SetupError('Python 3.6 or newer is needed, as python3 or python on the PATH. Get it from https://www.python.org/downloads/');
}

/**
 * Installs the packages of a folder's lock file, unless they are there already.
 *
 * @param {string} folder
 */
export async function installPackages(folder) {
  if (isInstalled(folder)) {
    return;
  }
  console.log(`Installing the packages of ${folder === root ? 'package-lock.json' : join(folder, 'package-lock.json')} …`);
  await runQuietly('npm', ['ci', '--loglevel', 'error'], { cwd: folder });
}

/**
 * Whether node_modules holds what the lock file names: npm keeps a list of what it installed, in which packages for other platforms
 * are missing.
 *
 * @param {string} folder
 */
function isInstalled(folder) {
  const installedList = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList)) {
    return false;
  }
  /** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */
  /** @type {Packages} */
  const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages;
  /** @type {Packages} */
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

function checkGo() {
  const wanted = /^go (\d+\.\d+)/m.exec(readFileSync(join(root, 'go.mod'), 'utf8'))?.[1] ?? '1.26';
  const found = /go(\d+\.\d+)/.exec(outputOf('go', ['version']) ?? '')?.[1];
  if (!found || !atLeast(found, wanted.split('.').map(Number))) {
    throw new SetupError(`Go ${wanted} or newer is needed${found ? `, this is ${found}` : ''}. Get it from https://go.dev/dl/`);
  }
}

function checkNode() {
  const wanted = manifest.engines.node.replace(/^\D+/, '');
  if (!atLeast(process.versions.node, wanted.split('.').map(Number))) {
    throw new SetupError(`Node.js ${wanted} or newer is needed, this is ${process.versions.node}. Get it from https://nodejs.org/`);
  }
}

/**
 * Whether a version such as "3.11.7 (main, …)" is a given one or a later one.
 *
 * @param {string} version
 * @param {readonly number[]} oldest
 */
function atLeast(version, oldest) {
  const parts = version.split(/[^\d]/).map(Number);
  for (const [index, least] of oldest.entries()) {
    const difference = (parts[index] ?? 0) - least;
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return true;
}
