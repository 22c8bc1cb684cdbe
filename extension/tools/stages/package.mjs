// Packs the extension for this machine's platform, with the backend inside: tottime-<platform>-<version>.vsix.

import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { buildBackend, buildExtension } from '../build.mjs';
import { target, vsix } from '../paths.mjs';
import { packageTool, runQuietly } from '../processes.mjs';

export default async function pack() {
  await buildBackend();
  await buildExtension({ minify: true });
  await runQuietly(
    ...packageTool('@vscode/vsce', 'vsce', [
      ...['package', '--target', target, '--out', vsix],
      // The bundles hold every dependency.
      '--no-dependencies',
      ...['--allow-missing-repository', '--no-rewrite-relative-links'],
    ]),
  );
  console.log(`   ${basename(vsix)}: ${(statSync(vsix).size / 2 ** 20).toFixed(1)} MB`);
}
