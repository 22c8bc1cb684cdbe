// Puts every source file into the form that the lint stage asks for.

import { packageTool, run } from '../processes.mjs';

export default async function format() {
  await run('gofmt', ['-w', 'protocol', 'profiler', 'server', 'testdata']);
  await run(...packageTool('@biomejs/biome', 'biome', ['check', '--write']));
}
