import { describe, expect, test } from 'vitest';
import { progressText } from '../../../src/runs/runProgress';
import type { RunState } from '../../../src/runs/runState';
import { ended } from '../fakes/ended';

const measured = (functions: number, calls: number) => ({ functions, calls, self: 1, processes: 1, threads: 1, snapshotAge: 0.2 });

describe('progressText', () => {
  test.each<[RunState, string]>([
    [{ kind: 'running', seconds: 0.5 }, 'Profiling shop.py — 0.5 s'],
    [{ kind: 'running', seconds: 12, statistics: measured(412, 1_240_000) }, 'Profiling shop.py — 12.0 s · 412 functions · 1.24 M calls'],
    [{ kind: 'running', seconds: 1, statistics: measured(1, 1) }, 'Profiling shop.py — 1.0 s · 1 function · 1 call'],
    [{ kind: 'stopping', seconds: 12, statistics: measured(412, 9) }, 'Stopping shop.py, keeping what was measured…'],
    [{ kind: 'discarding', seconds: 12 }, 'Stopping shop.py, discarding what was measured…'],
    [{ kind: 'ended', ended: ended({}) }, 'Opening the profile of shop.py…'],
  ])('%o', (state, text) => {
    expect(progressText('shop.py', state)).toBe(text);
  });
});
