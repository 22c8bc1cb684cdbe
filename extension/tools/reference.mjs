// The Python that Tottime is compared with.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { python } from './setup.mjs';

/** @typedef {{ path: string, version: string }} Python An interpreter's own path, not that of a shim, and its version. */

/**
 * CPython 3.13, which is the reference, where it is on the PATH or among pyenv's versions; else any Python.
 *
 * @returns {Python}
 */
export function reference() {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const installed = existsSync(versions) ? readdirSync(versions).filter((version) => version.startsWith('3.13.')) : [];
  for (const candidate of ['python3.13', ...installed.map((version) => join(versions, version, 'bin', 'python')), python()]) {
    const found = described(candidate);
    if (found) {
      return found;
    }
  }
  return { path: python(), version: 'this Python' };
}

/**
 * @param {string} command
 * @returns {Python | undefined}
 */
function described(command) {
  const script = 'import platform, sys; print(sys.executable); print(platform.python_version())';
  const { status, stdout } = spawnSync(command, ['-c', script], { encoding: 'utf8' });
  const [path, version] = (stdout ?? '').trim().split(/\r?\n/);
  return status === 0 && path && version ? { path, version } : undefined;
}
