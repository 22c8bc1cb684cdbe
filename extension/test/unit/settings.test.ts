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
    ['~/py/bin/python', '/home/ada/py/bin/python'],
    ['~', '/home/ada'],
    ['~ada/x', '/work/~ada/x'],
    ['.venv/bin/python', '/work/.venv/bin/python'],
    [`${folderVariable}/runs`, '/work/runs'],
  ])('%s is %s', (value, expected) => {
    expect(settingPath(value, { home: '/home/ada', workspaceFolder: '/work' })).toBe(expected);
  });

  test('leaves what it cannot know in a window without a folder', () => {
    expect(settingPath('./python', { home: '/home/ada' })).toBe('./python');
    expect(settingPath(`${folderVariable}/x`, { home: '/home/ada' })).toBe(`${folderVariable}/x`);
  });
});
