import { describe, expect, test } from 'vitest';
import type { RunEndedParams } from '../../../src/protocol.gen';
import { endingOf } from '../../../src/runs/ending';
import { ended } from '../fakes/ended';

const nothing = (params: Partial<RunEndedParams>): RunEndedParams => {
  const { profile: _, ...rest } = ended(params);
  return rest;
};
const problem = { code: 'snapshot', text: 'The last second is missing.' };

describe('endingOf', () => {
  test.each<[RunEndedParams, string | undefined]>([
    [ended({}), undefined],
    [ended({ problems: [problem] }), 'warning: The last second is missing.'],
    [
      ended({ exitCode: 3 }),
      'warning: shop.py ended with exit code 3; what it wrote is in its terminal. What was measured until then is shown.',
    ],
    [nothing({ exitCode: 1 }), 'warning: shop.py ended with exit code 1; what it wrote is in its terminal. Nothing was measured.'],
    [
      nothing({ exitCode: 1, problems: [{ code: 'syntax', text: 'Python did not run its first line.' }] }),
      'warning: shop.py ended with exit code 1; what it wrote is in its terminal. Python did not run its first line.',
    ],
    [nothing({}), 'warning: Nothing was measured.'],
    [ended({ ending: 'stopped' }), 'information: shop.py was stopped after 3.2 s. What was measured until then is shown.'],
    [nothing({ ending: 'stopped' }), 'warning: shop.py was stopped after 3.2 s. Nothing was measured.'],
    [ended({ ending: 'signal', signal: 'SIGKILL' }), 'warning: shop.py was ended by SIGKILL. What was measured until then is shown.'],
    [nothing({ ending: 'cancelled' }), undefined],
    [
      nothing({ ending: 'cancelled', problems: [{ code: 'run-not-removed', text: 'Its folder cannot be removed.' }] }),
      'warning: Its folder cannot be removed.',
    ],
    [
      nothing({ ending: 'failed', problems: [{ code: 'python', text: 'Python does not start.' }] }),
      'error: Profiling shop.py failed. Python does not start.',
    ],
  ])('%o', (end, expected) => {
    const ending = endingOf('shop.py', end);
    expect(ending && `${ending.severity}: ${ending.text}`).toBe(expected);
  });
});
