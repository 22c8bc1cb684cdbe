// The TypeScript unit tests.

import { packageTool, run } from '../processes.mjs';

export default function unit() {
  return run(...packageTool('vitest', 'vitest', ['run', '--config', 'extension/vitest.config.mjs', '--configLoader', 'native']));
}
