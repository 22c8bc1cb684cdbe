// Takes the pictures of the README anew: the same end-to-end tests, which put their screenshots among the extension's images.

import { join } from 'node:path';
import { root } from '../paths.mjs';
import e2e from './e2e.mjs';

export default function screenshots() {
  return e2e({ TOTTIME_SCREENSHOTS: join(root, 'extension', 'images') });
}
