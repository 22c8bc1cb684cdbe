import type { Measuring } from '../../../src/panel/profileDocument';

/** Runs of which none goes on. */
export const nothingRuns: Measuring = { measuring: () => undefined };
