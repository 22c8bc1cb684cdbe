// Where things are, from whatever folder a script is started.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the clone. */
export const root = resolve(import.meta.dirname, '..', '..');

/** The backend that a build makes for this machine. */
export const backend = join(root, 'bin', process.platform === 'win32' ? 'tottime.exe' : 'tottime');

/** The sample programs. */
export const programs = join(root, 'testdata', 'programs');

/** What the scripts keep between runs: editors' settings, kept screenshots. Deleting it is always safe. */
export const cache = join(root, '.cache');

/** The extension's manifest. */
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The marketplace's name of this machine's platform, as `vsce package --target` takes it. */
export const target = `${process.platform}-${process.arch}`;

/** The package that `npm run package` makes for this machine. */
export const vsix = join(root, `${manifest.name}-${target}-${manifest.version}.vsix`);
