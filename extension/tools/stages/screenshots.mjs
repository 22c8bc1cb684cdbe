// Takes the pictures of the README anew: the end-to-end tests of the look put them among the extension's images.

import { join } from 'node:path';
import { root } from '../paths.mjs';
import e2e from './e2e.mjs';

export default function screenshots() {
  process.env['ONLY'] = 'look';
  return e2e({ TOTTIME_SCREENSHOTS: join(root, 'extension', 'images') });
}
