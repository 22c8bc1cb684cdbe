import type { RunEndedParams } from '../../../src/protocol.gen';

/** The end of a run that went well, but for what a test says. */
export function ended(params: Partial<RunEndedParams>): RunEndedParams {
  return { run: 'r1', ending: 'exited', exitCode: 0, seconds: 3.21, profile: '/runs/r1/profile.stats', problems: [], ...params };
}
