// Builds the backend into bin/ and the extension into extension/dist/, for this machine.

import { buildBackend, buildExtension } from '../build.mjs';

export default async function build() {
  await buildBackend();
  await buildExtension({ minify: false });
}
