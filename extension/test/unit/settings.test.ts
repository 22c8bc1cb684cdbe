import { describe, expect, test } from 'vitest';
import { settingPath } from '../../src/settings';

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
