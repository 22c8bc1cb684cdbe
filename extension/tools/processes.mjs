// Starting other programs, and ending them with everything that they started.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { root } from './paths.mjs';

/** A program could not be started, or ended with another exit code than 0. */
export class CommandError extends Error {
  /** How it ended, without what was run. */
  ending = '';
}

const windows = process.platform === 'win32';

/**
 * Runs a program with this terminal, in the clone's folder unless `options.cwd` says otherwise.
 *
 * @param {string} command
 * @param {readonly string[]} [args]
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {import('node:stream').Writable} [output] gets what it prints, if that is piped, instead of the error; it is ended with the program
 * @returns {Promise<void>} rejected with a CommandError unless the exit code is 0
 */
export async function run(command, args = [], options = {}, output) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: needsShell(command), ...options });
  running.add(child);
  child.on('close', () => running.delete(child));
  let said = '';
  if (output) {
    child.stdout?.pipe(output);
  } else {
    child.stdout?.on('data', (data) => (said += data));
  }
  child.stderr?.on('data', (data) => (said += data));
  const line = [command, ...args].join(' ');
  await new Promise((done, failed) => {
    child.on('error', (error) => failed(new CommandError(`${command} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) {
        done(undefined);
        return;
      }
      const ending = signal ? `ended by ${signal}` : `exit code ${code}`;
      failed(Object.assign(new CommandError(`${said}${line}: ${ending}`), { ending }));
    });
  });
}

/**
 * Runs a program and hands on each line that it prints, instead of showing it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {(line: string) => void} onLine
 */
export async function runByLine(command, args, onLine) {
  const output = new PassThrough();
  const lines = createInterface({ input: output }).on('line', onLine);
  const ended = once(lines, 'close');
  try {
    await run(command, args, { stdio: ['ignore', 'pipe', 'inherit'] }, output);
  } finally {
    output.end(); // a program that cannot be started does not end it
    await ended;
  }
}

/**
 * Runs a program without showing what it prints, unless it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function runQuietly(command, args, options = {}) {
  return run(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * The command line of a tool that is one of our packages: this Node.js, running the script that the package declares.
 *
 * @param {string} packageName
 * @param {string} tool
 * @param {readonly string[]} args
 * @returns {[command: string, args: string[]]}
 */
export function packageTool(packageName, tool, args) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [process.execPath, [join(folder, typeof bin === 'string' ? bin : bin[tool]), ...args]];
}

/**
 * What a short command prints on stdout, trimmed; undefined when it cannot be started or fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function outputOf(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, shell: needsShell(command), ...options, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** The programs that `run` waits for. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** The ids of the processes that have been started by `start` and not ended. @type {Set<number>} */
const started = new Set();

/**
 * Starts a program at the head of a process group of its own, so that `end` reaches all of it. What is still running when this process
 * exits, whatever the reason, is killed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: !windows });
  const { pid } = child;
  if (pid !== undefined) {
    started.add(pid);
    child.on('exit', () => started.delete(pid));
  }
  return child;
}

/**
 * Ends a process that `start` started, and all its descendants: politely first, by force after five seconds.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export async function end(child) {
  const { pid } = child;
  if (pid === undefined) {
    return;
  }
  const family = descendants(pid);
  if (child.exitCode === null && child.signalCode === null) {
    const exited = new Promise((done) => child.once('exit', done));
    signal(pid, 'SIGTERM');
    const force = setTimeout(() => signal(pid, 'SIGKILL'), 5_000);
    await exited;
    clearTimeout(force);
  }
  kill(family);
}

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(name, () => process.exit(name === 'SIGINT' ? 130 : 143));
}
if (process.env['npm_lifecycle_event']) {
  // npm has a shell between itself and us, which passes no signal on when npm is ended.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(143), 500).unref();
}
process.on('exit', () => {
  for (const child of running) {
    child.kill(); // Politely, so that it ends what it has started in its turn.
  }
  for (const pid of started) {
    const family = descendants(pid);
    signal(pid, 'SIGKILL');
    kill(family);
  }
});

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  if (windows) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    return;
  }
  kill([-pid], name);
}

/** @param {readonly number[]} pids @param {NodeJS.Signals} name */
function kill(pids, name = 'SIGKILL') {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * The processes below one. A terminal's program has a group of its own, which a signal to the editor's group does not reach.
 *
 * @param {number} ancestor
 * @returns {number[]}
 */
function descendants(ancestor) {
  if (windows) {
    return []; // taskkill /t walks the tree itself.
  }
  const family = new Set([ancestor]);
  const table = outputOf('ps', ['-A', '-o', 'pid=,ppid=']) ?? '';
  const pairs = table.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const [pid = 0, parent = 0] of pairs) {
      if (family.has(parent)) {
        family.add(pid);
      }
    }
  }
  family.delete(ancestor);
  return [...family];
}

/** npm is a batch file on Windows, which only a shell starts. @param {string} command */
function needsShell(command) {
  return windows && command === 'npm';
}
