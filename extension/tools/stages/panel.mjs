// The panel in a real browser, without the editor around it. Its pictures are kept in .cache/panel.

import { join } from 'node:path';
import { root } from '../paths.mjs';
import { run } from '../processes.mjs';

export default function panel() {
  const reporter = process.stdout.isTTY ? 'spec' : 'tap';
  const tests = join(root, 'extension', 'test', 'preview', 'panel.test.mjs');
  return run(process.execPath, ['--test', `--test-reporter=${reporter}`, tests]);
}
