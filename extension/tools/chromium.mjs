// The browser in which the end-to-end tests open the editor.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packageTool, run, runQuietly } from './processes.mjs';
import { SetupError } from './setup.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const applications = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** How every browser of ours is started: quiet, and without what a machine of tests may lack. */
export const browserArguments = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

/**
 * The path of a Chromium: the one that the variable CHROMIUM names, else one of this machine, else one that is installed now.
 *
 * @returns {Promise<string>}
 */
export async function chromium() {
  const chosen = process.env['CHROMIUM'];
  if (chosen) {
    if (!isExecutable(chosen)) {
      throw new SetupError(`CHROMIUM is ${chosen}, which is not an executable file.`);
    }
    return chosen;
  }
  return (await found()) ?? (await install());
}

/** A Chromium that is on the PATH, at a usual place, or that playwright-core has installed. */
async function found() {
  const { chromium } = await import('playwright-core');
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...applications, chromium.executablePath()];
  return paths.find(isExecutable);
}

async function install() {
  const root = process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');
  console.log(`No Chromium found. Installing one with ${root ? 'apt-get' : 'playwright-core'} …`);
  let problem = 'it is still not there';
  try {
    if (root) {
      await runQuietly('apt-get', ['update']);
      await runQuietly('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
    } else {
      await run(...packageTool('playwright-core', 'playwright-core', ['install', 'chromium']));
    }
    const installed = await found();
    if (installed) {
      return installed;
    }
  } catch (error) {
    problem = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? problem) : String(error);
  }
  throw new SetupError(`The end-to-end tests need Chromium: install it, or name one with the variable CHROMIUM (${problem}).`);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
