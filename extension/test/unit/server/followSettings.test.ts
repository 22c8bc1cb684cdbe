import { beforeEach, expect, test } from 'vitest';
import type { Runs } from '../../../src/runs/runs';
import { followSettings } from '../../../src/server/followSettings';
import type { Server } from '../../../src/server/server';
import { EventEmitter } from '../fakes/values';
import { reset, user } from '../fakes/vscode';

let restarts: number;
let idle: boolean;
const changed = new EventEmitter<void>();

beforeEach(() => {
  reset();
  restarts = 0;
  idle = true;
});

/** Follows the settings while `change` is done. */
function follow(change: () => void): number {
  const restart = async () => void restarts++;
  const runs = {
    onDidChange: changed.event,
    get idle(): boolean {
      return idle;
    },
  } as unknown as Runs;
  const following = followSettings({ restart } as unknown as Server, runs);
  change();
  following.dispose();
  return restarts;
}

test.each([
  ['tottime.runsFolder', 1],
  ['tottime.keepRuns', 1],
  ['tottime.keepRunsSize', 1],
  ['tottime.python', 0],
])('a change of %s restarts the server %i times', (setting, times) => {
  expect(follow(() => user.changeSetting(setting))).toBe(times);
});

test('the server is not restarted before the last run has ended', () => {
  idle = false;
  const restarted = follow(() => {
    user.changeSetting('tottime.keepRuns');
    changed.fire();
    expect(restarts).toBe(0);
    idle = true;
    changed.fire();
    changed.fire();
  });
  expect(restarted).toBe(1);
});
