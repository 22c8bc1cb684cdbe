// The panel in a real browser, without the editor around it. Its pictures are kept in .cache/panel.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { run } from '../processes.mjs';

export default function panel() {
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  const folder = join(root, 'extension', 'test', 'preview');
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  return run(process.execPath, ['--test', `--test-reporter=${reporter}`, ...tests.map((name) => join(folder, name))]);
}
