import { describe, expect, test } from 'vitest';
import { runsLimit, settingPath } from '../../src/settings';

const folderVariable = '$' + '{workspaceFolder}';

describe('settingPath', () => {
  test.each([
    [undefined, undefined],
    ['  ', undefined],
    ['python3.12', 'python3.12'],
    ['/usr/bin/python3', '/usr/bin/python3'],
    [' /usr/bin/python3 ', '/usr/bin/python3'],
    ['~/py/bin/python', '/home/user/py/bin/python'],
    ['~', '/home/user'],
    ['~user/x', '/proj/~user/x'],
    ['.venv/bin/python', '/proj/.venv/bin/python'],
    [`${folderVariable}/runs`, '/proj/runs'],
  ])('%s is %s', (value, expected) => {
    expect(settingPath(value, { home: '/home/user', workspaceFolder: '/proj' })).toBe(expected);
  });

  test('leaves what it cannot know in a window without a folder', () => {
    expect(settingPath('./python', { home: '/home/user' })).toBe('./python');
    expect(settingPath(`${folderVariable}/x`, { home: '/home/user' })).toBe(`${folderVariable}/x`);
  });
});

describe('runsLimit', () => {
  test.each([
    [100, 1000, { count: 100, bytes: 1_000_000_000 }],
    [0, 0.5, { count: 0, bytes: 500_000 }],
    [1, 1e30, { count: 1, bytes: Number.MAX_SAFE_INTEGER }],
    [-5, Number.NaN, { count: 0, bytes: 0 }],
    ['many', undefined, { count: 0, bytes: 0 }],
  ])('%s runs of %s MB', (keepRuns, keepRunsSize, limit) => {
    const settings: Record<string, unknown> = { keepRuns, keepRunsSize };
    expect(runsLimit({ get: (name) => settings[name] })).toEqual(limit);
  });
});
