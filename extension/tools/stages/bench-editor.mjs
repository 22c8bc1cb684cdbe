// Measures what must stay fast in a real editor.

import { measure } from '../measurements.mjs';

export default function benchEditor() {
  return measure('bench/editor');
}
