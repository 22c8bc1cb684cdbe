// The panel in a real browser, without the editor around it. Its pictures are kept in .cache/panel.

import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { run } from '../processes.mjs';

export default function panel() {
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  const folder = join(root, 'extension', 'test', 'preview');
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  // Each file has a browser of its own, which waits for the screen much of its time: also a small machine has room for two.
  const files = `--test-concurrency=${Math.max(2, availableParallelism() - 1)}`;
  return run(process.execPath, ['--test', files, `--test-reporter=${reporter}`, ...tests.map((name) => join(folder, name))]);
}
