// Builds and vets the Go code for every platform that a package is made for.

import { devNull } from 'node:os';
import { run } from '../processes.mjs';

export default async function cross() {
  for (const GOOS of ['linux', 'darwin', 'windows']) {
    for (const GOARCH of ['amd64', 'arm64']) {
      const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0' };
      await run('go', ['build', '-o', devNull, './server/cmd/tottime'], { env });
      await run('go', ['vet', './...'], { env });
      console.log(`   ${GOOS}/${GOARCH} builds`);
    }
  }
}
