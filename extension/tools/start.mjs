// npm start [-- SCRIPT ARGS…]: builds everything, profiles a program with the backend, and opens an editor with its folder.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { buildBackend, buildExtension } from './build.mjs';
import { installEditor, startEditor } from './editor.mjs';
import { backend, cache, programs, root, vsix } from './paths.mjs';
import { CommandError, outputOf, run } from './processes.mjs';
import { SetupError, setup } from './setup.mjs';
import pack from './stages/package.mjs';

const [given, ...args] = process.argv.slice(2);
// npm changes to the clone's folder and keeps the user's own in INIT_CWD.
const script = given === undefined ? join(programs, 'shop.py') : resolve(process.env['INIT_CWD'] ?? '.', given);

try {
  if (!existsSync(script)) {
    throw new SetupError(`${script}: there is no such file. Name a Python program: npm start -- path/to/script.py args`);
  }
  await setup();
  console.log('Building …');
  await buildBackend();
  await showHottest();
  await (hasDesktopEditor() ? openDesktopEditor() : openBrowserEditor());
} catch (error) {
  if (!(error instanceof CommandError || error instanceof SetupError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}

/** Profiles the program as `tottime run` does, and prints its ten hottest functions. */
async function showHottest() {
  const folder = mkdtempSync(join(tmpdir(), 'tottime-start-'));
  const profile = join(folder, 'profile.stats');
  try {
    console.log(`Profiling ${script} …\n`);
    // The program's own failure is no failure of ours: its profile is kept and shown.
    await run(backend, ['run', '--quiet', '--output', profile, '--cwd', dirname(script), '--', script, ...args]).catch((error) =>
      console.log(`\n${basename(script)}: ${error.ending || error.message}`),
    );
    if (!existsSync(profile)) {
      throw new SetupError(`${basename(script)} could not be profiled: see the message above.`);
    }
    await run(backend, ['stats', '--strip-dirs', '--sort', 'tottime', '--restrict', '10', profile]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether `code` on the PATH is a VS Code with a window: not one that is remote, not for root, which it refuses. */
function hasDesktopEditor() {
  const screen = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return screen && process.getuid?.() !== 0 && !process.env['VSCODE_IPC_HOOK_CLI'] && outputOf('code', ['--version']) !== undefined;
}

async function openDesktopEditor() {
  await buildExtension({ minify: false });
  await run('code', ['--new-window', `--extensionDevelopmentPath=${root}`, dirname(script), script]);
  console.log(`VS Code opens ${dirname(script)} with the extension.\n${nextStep()}`);
}

async function openBrowserEditor() {
  await pack();
  await installEditor();
  const { server, url } = await startEditor({ home: join(cache, 'editor'), workspace: dirname(script), vsix });
  const file = encodeURIComponent(JSON.stringify([['openFile', `vscode-remote://${new URL(url).host}${script}`]]));
  const address = `${url}&payload=${file}`;
  console.log(`\nVS Code is ready in the browser:\n\n  ${address}\n\n${nextStep()}\nCtrl-C ends it.`);
  if (process.stdout.isTTY) {
    openInBrowser(address);
  }
  await new Promise((done) => server.once('exit', done));
}

function nextStep() {
  return `Press F1 and run "Python Profiler: Profile Current File".`;
}

/** Opens an address where there is a browser; where there is none, the printed address is enough. @param {string} address */
function openInBrowser(address) {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
