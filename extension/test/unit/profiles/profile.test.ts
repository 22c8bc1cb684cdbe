import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { ActiveProfile } from '../../../src/profiles/activeProfile';
import { Profile } from '../../../src/profiles/profile';
import { ProfileClose, ProfileOpen, ProfileRows } from '../../../src/protocol.gen';
import { FakeConnection } from '../fakes/connection';

let server: FakeConnection;
let ids: number;

beforeEach(() => {
  server = new FakeConnection();
  ids = 0;
  server.answers[ProfileOpen.method] = (params: { path: string }) => ({ profile: `p${++ids}`, path: params.path });
});

/** The requests to close a profile, once everything that was under way is done. */
async function closed(): Promise<unknown[]> {
  await setImmediate();
  return server.sent(ProfileClose);
}

const rows = (profile: string) => ({ profile, sort: [], filter: { text: '' }, offset: 0, limit: 1 });

describe('a profile', () => {
  test('is closed when the last one has let go of it, once', async () => {
    const profile = await Profile.open(server, { path: 'a.stats' }, 'a.stats');
    const [first, second] = [profile.retain(), profile.retain()];
    first.dispose();
    first.dispose();
    expect(await closed()).toEqual([]);
    second.dispose();
    expect(await closed()).toEqual([{ profile: 'p1' }]);
  });

  test('is opened again on a server that was started again', async () => {
    const profile = await Profile.open(server, { path: 'a.stats' }, 'a.stats');
    server.restart();
    await profile.call(ProfileRows, rows);
    await profile.call(ProfileRows, rows);
    const opened = { path: 'a.stats', folders: ['/proj'] };
    expect(server.sent(ProfileOpen)).toEqual([opened, opened]);
    expect(server.sent(ProfileRows)).toEqual([rows('p2'), rows('p2')]);
  });

  test('is asked for again where the new server could not open it', async () => {
    const profile = await Profile.open(server, { path: 'a.stats' }, 'a.stats');
    const working = server.answers[ProfileOpen.method];
    server.restart();
    server.answers[ProfileOpen.method] = () => {
      throw new Error('a.stats is gone');
    };
    await expect(profile.call(ProfileRows, rows)).rejects.toThrow('a.stats is gone');
    server.answers[ProfileOpen.method] = working;
    await profile.call(ProfileRows, rows);
    expect(server.sent(ProfileRows)).toEqual([rows('p2')]);
  });

  test('is not closed on a server that does not know it', async () => {
    const profile = await Profile.open(server, { path: 'a.stats' }, 'a.stats');
    const hold = profile.retain();
    server.restart();
    hold.dispose();
    expect(await closed()).toEqual([]);
  });
});

test.each([
  [undefined, undefined],
  [{ name: 'shop.py' }, 'Profile of shop.py'],
  [{ name: 'shop.py', part: { pid: 7, thread: '2', name: 'worker' } }, 'Profile of shop.py, worker'],
  [{ name: 'shop.py', part: { pid: 7 } }, 'Profile of shop.py, process 7'],
])('the profile of %j is called %s', async (run, title) => {
  server.answers[ProfileOpen.method] = { profile: 'p1', path: '/runs/r1/profile.stats', run };
  const profile = await Profile.open(server, { path: '/runs/r1/profile.stats' }, 'profile.stats');
  expect(profile.title).toBe(title);
  expect(profile.label).toBe(title ?? 'profile.stats');
});

describe('the active profile', () => {
  test('is held open, and let go when another one takes its place', async () => {
    const active = new ActiveProfile();
    active.set(await Profile.open(server, { path: 'a.stats' }, 'a.stats'));
    active.set(await Profile.open(server, { path: 'b.stats' }, 'b.stats'));
    expect(await closed()).toEqual([{ profile: 'p1' }]);
    active.dispose();
    expect(await closed()).toEqual([{ profile: 'p1' }, { profile: 'p2' }]);
  });

  test('that was cleared comes back when it is opened, not when its panel is focused', async () => {
    const active = new ActiveProfile();
    const profile = await Profile.open(server, { path: 'a.stats' }, 'a.stats');
    profile.retain();
    active.set(profile);
    active.clear();
    active.focus(profile);
    expect(active.profile).toBeUndefined();
    active.set(profile);
    expect(active.profile).toBe(profile);
  });

  test('tells of every change and of nothing else', async () => {
    const active = new ActiveProfile();
    const told: (Profile | undefined)[] = [];
    active.onDidChange((profile) => told.push(profile));
    const profile = await Profile.open(server, { path: 'a.stats' }, 'a.stats');
    active.clear();
    active.set(profile);
    active.focus(profile);
    active.clear();
    expect(told).toEqual([profile, undefined]);
  });
});
