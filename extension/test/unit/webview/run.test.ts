import { describe, expect, test } from 'vitest';
import type { ProfileRun } from '../../../src/protocol.gen';
import { commandOf, endingOf } from '../../../src/webview/model/run';

/** A run that went well, but for what a test says. */
function run(changes: Partial<ProfileRun>): ProfileRun {
  const target = { kind: 'script', path: '/proj/shop.py', args: [] } as const;
  return {
    target,
    name: 'shop.py',
    python: 'CPython 3.13.0',
    started: 0,
    ending: 'exited',
    exitCode: 0,
    seconds: 3.21,
    profiler: 'cprofile',
    processes: [],
    ...changes,
  };
}

describe('commandOf', () => {
  test.each([
    ['shop.py', [], 'shop.py'],
    ['-m shop', ['--fast', '3'], '-m shop --fast 3'],
    ['my shop.py', ['two words', ''], 'my shop.py "two words" ""'],
  ])('%s %j', (name, args, command) => {
    expect(commandOf(run({ name, target: { kind: 'script', path: '/proj/shop.py', args } }))).toBe(command);
  });
});

describe('endingOf', () => {
  test.each<[Partial<ProfileRun>, string]>([
    [{}, 'ended after 3.2 s'],
    [{ exitCode: 3 }, 'ended with exit code 3 after 3.2 s'],
    [{ ending: 'signal', exitCode: 137, signal: 'SIGKILL' }, 'ended by SIGKILL after 3.2 s'],
    [{ ending: 'stopped', exitCode: 130 }, 'stopped after 3.2 s'],
    [{ ending: 'failed', seconds: 0 }, 'could not be started'],
  ])('%o', (changes, words) => {
    expect(endingOf(run(changes))).toBe(words);
  });

  test('knows that a program goes on', () => {
    const { ending: _, ...rest } = run({ running: true });
    expect(endingOf(rest)).toBe('still running after 3.2 s');
  });

  test('knows no end of a program whose supervisor was lost', () => {
    const { ending: _, ...rest } = run({});
    expect(endingOf(rest)).toBe('its end is not known');
  });
});
