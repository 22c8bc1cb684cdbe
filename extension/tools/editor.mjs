// A real VS Code for the browser: code-server, with the Node.js that it needs, from the package registry.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { runQuietly, start } from './processes.mjs';
import { installPackages, SetupError } from './setup.mjs';

const folder = join(root, 'extension', 'test', 'e2e', 'editor');
const codeServer = join(folder, 'node_modules', 'code-server');

/** The Node.js that code-server runs on: this one where it is of that line, else a package of its own, which not every platform has. */
const nodeLine = '24';
const nodePackage = `node-${process.platform}-${process.arch}`;
const nodeFolder = join(folder, 'node');
const node =
  process.versions.node.split('.')[0] === nodeLine ? process.execPath : join(nodeFolder, 'node_modules', nodePackage, 'bin', 'node');

/** Settings that keep the editor quiet: no welcome page, no assistant, nothing sent or looked up. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * How an editor is started.
 *
 * @typedef {object} EditorOptions
 * @property {string} home a folder for all that the editor writes
 * @property {string} workspace the folder to open
 * @property {string} vsix the extension's package
 * @property {Record<string, unknown>} [settings] the user's settings besides the quiet ones, unless there are some in `home`
 * @property {NodeJS.ProcessEnv} [env] variables that differ from this process's
 * @property {boolean} [workspaceTrust] whether the editor asks for trust; else it trusts everything
 */

/**
 * A running editor.
 *
 * @typedef {object} Editor
 * @property {string} url where a browser finds it, with the workspace open
 * @property {import('node:child_process').ChildProcess} server
 */

/** Installs the editor's packages where they are missing. */
export async function installEditor() {
  if (process.platform === 'win32') {
    throw new SetupError(
      'The editor for the browser, code-server, does not run on Windows. Use WSL, or a VS Code with `code` on the PATH.',
    );
  }
  await installPackages(folder);
  // Its own dependencies come as shrink-wrapped folders inside the package, which npm does not install with it.
  for (const inner of [join(codeServer, 'lib', 'vscode'), join(codeServer, 'lib', 'vscode', 'extensions')]) {
    if (!existsSync(join(inner, 'node_modules', '.package-lock.json'))) {
      await runQuietly('npm', ['install', '--omit=dev', '--ignore-scripts', '--loglevel', 'error'], { cwd: inner });
    }
  }
  if (!existsSync(node)) {
    await installNode();
  }
}

async function installNode() {
  await mkdir(nodeFolder, { recursive: true });
  try {
    await runQuietly('npm', [
      'install',
      '--prefix',
      nodeFolder,
      '--no-save',
      '--ignore-scripts',
      '--loglevel',
      'error',
      `${nodePackage}@${nodeLine}`,
    ]);
  } catch (error) {
    throw new SetupError(
      `The editor for the browser needs Node.js ${nodeLine}, and no package of it could be installed. Run this with Node.js ${nodeLine} itself.`,
      { cause: error },
    );
  }
}

/**
 * Starts an editor for a browser on a free port of this machine. `end` of processes.mjs ends it.
 *
 * @param {EditorOptions} options
 * @param {(line: string) => void} [log] gets what the server prints
 * @returns {Promise<Editor>} when it listens
 */
export async function startEditor({ home, workspace, vsix, settings = {}, env = {}, workspaceTrust = false }, log = () => {}) {
  const folders = [
    '--config',
    join(home, 'code-server.yaml'),
    '--user-data-dir',
    join(home, 'data'),
    '--extensions-dir',
    join(home, 'extensions'),
  ];
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, ...env };
  // Inside another VS Code's terminal these would make code-server talk to that one.
  for (const name of Object.keys(environment).filter((name) => name.startsWith('VSCODE_'))) {
    delete environment[name];
  }
  // This environment is the wanted one: without the variable the editor would take the one of a new login shell.
  environment['VSCODE_CLI'] = '1';
  if (!existsSync(settingsFile(home))) {
    await writeSettings(home, settings);
  }
  const entry = join(codeServer, 'out', 'node', 'entry.js');
  await runQuietly(node, [entry, ...folders, '--install-extension', vsix, '--force'], { env: environment });
  const server = start(
    node,
    [
      ...[entry, ...folders, '--auth', 'none', '--bind-addr', '127.0.0.1:0'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ],
    { env: environment },
  );
  const address = await listening(server, log);
  return { server, url: `${address}?folder=${encodeURIComponent(workspace)}` };
}

/**
 * Writes the user's settings of an editor, which takes them on also while it runs.
 *
 * @param {string} home
 * @param {Record<string, unknown>} settings besides the quiet ones
 */
export async function writeSettings(home, settings) {
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  // For a browser this machine is a remote one, and settings that belong to a machine are read from a file of their own.
  for (const file of [settingsFile(home), join(home, 'data', 'Machine', 'settings.json')]) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** @param {string} home */
function settingsFile(home) {
  return join(home, 'data', 'User', 'settings.json');
}

/**
 * The address that the server prints once it listens.
 *
 * @param {import('node:child_process').ChildProcess} server
 * @param {(line: string) => void} log
 * @returns {Promise<string>}
 */
function listening(server, log) {
  return new Promise((found, failed) => {
    let said = '';
    /** @param {Buffer} data */
    const listen = (data) => {
      said += data;
      log(String(data));
      const address = /HTTP server listening on (http:\S+)/.exec(said)?.[1];
      if (address) {
        found(address);
      }
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.on('error', failed);
    server.on('exit', (code) => failed(new Error(`code-server ended with exit code ${code}:\n${said}`)));
  });
}
