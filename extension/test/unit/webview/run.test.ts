import { describe, expect, test } from 'vitest';
import type { ProfileRun } from '../../../src/protocol.gen';
import { commandOf, endingOf } from '../../../src/webview/model/run';

/** A run that went well, but for what a test says. */
function run(changes: Partial<ProfileRun>): ProfileRun {
  const target = { kind: 'script', path: '/proj/shop.py', args: [] } as const;
  return { target, python: 'CPython 3.13.0', started: 0, ending: 'exited', exitCode: 0, seconds: 3.21, ...changes };
}

describe('commandOf', () => {
  test.each([
    ['/proj/shop.py', [], 'shop.py'],
    ['C:\\work\\shop.py', ['--fast', '3'], 'shop.py --fast 3'],
    ['/proj/my shop.py', ['two words', ''], 'my shop.py "two words" ""'],
  ])('%s %j', (path, args, command) => {
    expect(commandOf(run({ target: { kind: 'script', path, args } }))).toBe(command);
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

  test('knows no end of a program whose supervisor was lost', () => {
    const { ending: _, ...rest } = run({});
    expect(endingOf(rest)).toBe('its end is not known');
  });
});
