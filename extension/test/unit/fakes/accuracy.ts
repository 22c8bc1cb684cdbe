import type { Accuracy } from '../../../src/protocol.gen';

/** A profile in which every call was recorded. */
export const traced: Accuracy = {
  calls: 'exact',
  self: 'exact',
  cumulative: 'exact',
  edgeCalls: 'exact',
  edgeTimes: 'exact',
  paths: 'estimated',
};

/** A profile of call stacks that were looked at from time to time. */
export const sampled: Accuracy = {
  calls: 'unknown',
  self: 'estimated',
  cumulative: 'estimated',
  edgeCalls: 'unknown',
  edgeTimes: 'estimated',
  paths: 'exact',
};
