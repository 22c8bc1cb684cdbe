import { describe, expect, test } from 'vitest';
import { initialRunState, nextRunState, type RunEvent, type RunState } from '../../../src/runs/runState';
import { ended } from '../fakes/ended';

const progress = (seconds: number): RunEvent => ({ kind: 'progress', seconds });
const statistics = { functions: 2, calls: 43, self: 2.75, processes: 2, threads: 3, snapshotAge: 0.5 };
const end: RunEvent = { kind: 'ended', ended: ended({}) };

function stateAfter(...events: RunEvent[]): RunState {
  return events.reduce(nextRunState, initialRunState);
}

describe('a run', () => {
  test.each<[string, RunEvent[], RunState]>([
    ['begins at nothing', [], { kind: 'running', seconds: 0 }],
    ['goes on', [progress(0.5), progress(1)], { kind: 'running', seconds: 1 }],
    ['never goes back in time', [progress(2), progress(1)], { kind: 'running', seconds: 2 }],
    ['is stopping once that is asked', [progress(1), { kind: 'stop' }], { kind: 'stopping', seconds: 1 }],
    ['stays so while it goes on', [{ kind: 'stop' }, progress(3)], { kind: 'stopping', seconds: 3 }],
    [
      'knows what was measured last',
      [{ kind: 'progress', seconds: 1, statistics }, progress(2), { kind: 'stop' }],
      { kind: 'stopping', seconds: 2, statistics },
    ],
    ['is discarded', [progress(1), { kind: 'discard' }, progress(2)], { kind: 'discarding', seconds: 2 }],
    ['is discarded though it was stopped first', [{ kind: 'stop' }, { kind: 'discard' }], { kind: 'discarding', seconds: 0 }],
    ['stays discarded when it is stopped, too', [{ kind: 'discard' }, { kind: 'stop' }], { kind: 'discarding', seconds: 0 }],
    ['goes on when it could not be discarded', [{ kind: 'discard' }, { kind: 'stopFailed' }], { kind: 'running', seconds: 0 }],
    ['goes on when it could not be stopped', [progress(1), { kind: 'stop' }, { kind: 'stopFailed' }], { kind: 'running', seconds: 1 }],
    ['ends', [progress(1), end], { kind: 'ended', ended: ended({}) }],
    ['ends while it is being stopped', [{ kind: 'stop' }, end], { kind: 'ended', ended: ended({}) }],
    ['stays as it ended', [end, { kind: 'ended', ended: ended({ exitCode: 3 }) }], { kind: 'ended', ended: ended({}) }],
    ['cannot be stopped after its end', [end, { kind: 'stop' }, progress(9)], { kind: 'ended', ended: ended({}) }],
  ])('%s', (_name, events, state) => {
    expect(stateAfter(...events)).toEqual(state);
  });

  test('is the same object where nothing changes', () => {
    const stopping = stateAfter({ kind: 'stop' });
    expect(nextRunState(stopping, { kind: 'stop' })).toBe(stopping);
    const discarding = stateAfter({ kind: 'discard' });
    expect(nextRunState(discarding, { kind: 'discard' })).toBe(discarding);
    const over = stateAfter(end);
    expect(nextRunState(over, end)).toBe(over);
  });
});
