import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { python } from '../../tools/setup.mjs';
import type { Command } from './measure';

/** Python's own pstats, as the thing to be measured beside. */
export interface Peer {
  /** Such as "pstats of 3.13.0". */
  readonly name: string;
  /** The command that runs a script with arguments. */
  run(script: string, ...args: readonly string[]): Command;
}

/** The pstats of the reference. */
export function peer(): Peer {
  const { path, version } = reference();
  return { name: `pstats of ${version}`, run: (script, ...args) => [path, '-c', script, ...args] };
}

interface Python {
  readonly path: string;
  readonly version: string;
}

/** CPython 3.13, which is the reference, where it is on the PATH or among pyenv's versions; else any Python. */
export function reference(): Python {
  return referencePython() ?? described(python()) ?? { path: python(), version: 'this Python' };
}

function referencePython(): Python | undefined {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const installed = existsSync(versions) ? readdirSync(versions).filter((version) => version.startsWith('3.13.')) : [];
  for (const candidate of ['python3.13', ...installed.map((version) => join(versions, version, 'bin', 'python'))]) {
    const found = described(candidate);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** An interpreter's own path, not that of a shim, and its version. */
function described(command: string): Python | undefined {
  const script = 'import platform, sys; print(sys.executable); print(platform.python_version())';
  const { status, stdout } = spawnSync(command, ['-c', script], { encoding: 'utf8' });
  const [path, version] = (stdout ?? '').trim().split(/\r?\n/);
  return status === 0 && path && version ? { path, version } : undefined;
}
