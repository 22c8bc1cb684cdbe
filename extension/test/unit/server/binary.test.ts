import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverBinary } from '../../../src/server/binary';

describe('serverBinary', () => {
  test.each<[NodeJS.Platform, string]>([
    ['linux', 'tottime'],
    ['darwin', 'tottime'],
    ['win32', 'tottime.exe'],
  ])('on %s', (platform, name) => {
    expect(serverBinary('/extension', platform, {})).toBe(path.join('/extension', 'bin', name));
  });

  test('is the one that a developer names', () => {
    expect(serverBinary('/extension', 'linux', { TOTTIME_SERVER: '/tmp/tottime' })).toBe('/tmp/tottime');
    expect(serverBinary('/extension', 'linux', { TOTTIME_SERVER: '' })).toBe(path.join('/extension', 'bin', 'tottime'));
  });
});
