// Go and TypeScript as they should be: formatted, and free of what the analysers find.

import { CommandError, outputOf, packageTool, run } from '../processes.mjs';

/** The Go packages: `./...` leaves out what is under testdata. */
const packages = ['./...', './testdata/profiles/record_pprof'];
const staticcheck = 'honnef.co/go/tools/cmd/staticcheck@v0.8.2';

/** The TypeScript programs: the extension and its tests, the panel that lives in a webview, the end-to-end tests, the panel's preview, these scripts. */
export const programs = ['extension', 'extension/src/webview', 'extension/test/e2e', 'extension/test/preview', 'extension/tools'];

export default async function lint() {
  const unformatted = outputOf('gofmt', ['-l', 'protocol', 'profiler', 'server', 'testdata']);
  if (unformatted !== '') {
    throw new CommandError(`gofmt would change these files, so run npm run format:\n${unformatted ?? 'gofmt itself failed'}`);
  }
  await run('go', ['vet', ...packages]);
  await run('go', ['run', staticcheck, ...packages]);
  await run(...packageTool('@biomejs/biome', 'biome', ['check', '--error-on-warnings']));
  for (const program of programs) {
    await run(...packageTool('typescript', 'tsc', ['--project', program]));
  }
}
