// Measures what must stay fast in the backend and the command line.

import { measure } from '../measurements.mjs';

export default function bench() {
  return measure('bench');
}
