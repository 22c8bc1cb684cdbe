// The Go tests.

import { run } from '../processes.mjs';

export default function go() {
  return run('go', ['test', './...']);
}
