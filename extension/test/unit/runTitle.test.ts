import { expect, it } from 'vitest';
import { runTitle } from '../../src/runTitle';

it.each([
  [{ name: 'shop.py' }, 'Profile of shop.py'],
  [{ name: 'shop.py', part: { pid: 7 } }, 'Profile of shop.py, process 7'],
  [{ name: 'shop.py', part: { pid: 7, thread: '1', name: 'reader' } }, 'Profile of shop.py, reader'],
])('the title of %o', (run, expected) => {
  expect(runTitle(run)).toBe(expected);
});
