// Writes every generated file anew. The Go tests prove that the committed ones are fresh.

import { run } from '../processes.mjs';

export default function generate() {
  return run('go', ['generate', './...']);
}
