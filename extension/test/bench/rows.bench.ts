import type { ProfileOpenResult, ProfileRowsResult, SortKey } from '../../src/protocol.gen';
import { Client } from './client';
import { type Measurement, median } from './measure';
import { Profiles } from './profiles';

const rounds = 9;
const functions = 100_000;
const keys: readonly SortKey[] = [
  'tottime',
  'cumtime',
  'ncalls',
  'pcalls',
  'tottime/call',
  'cumtime/call',
  'stdname',
  'filename',
  'name',
  'line',
  'nfl',
];
const filters = ['function_1', 'module77', 'PACKAGE3/', 'e', '.py:38(', 'nothing like it'];

/**
 * How long the server takes, from the question to its answer, to sort a table of 100,000 rows by another column or to filter it by another
 * text, and to send 50 rows. It has done each once before.
 */
export default function rows(): Promise<Measurement[]> {
  return Profiles.lend(async (profiles) => {
    const path = profiles.big(functions, 5 * functions);
    const client = new Client();
    try {
      await client.request('initialize', {});
      const { profile } = await client.request<ProfileOpenResult>('profile/open', { path });
      const ask = async (key: SortKey, filter: string): Promise<number> => {
        const begun = performance.now();
        await client.request<ProfileRowsResult>('profile/rows', {
          profile,
          sort: [{ key, descending: true }],
          filter: { text: filter },
          offset: 0,
          limit: 50,
        });
        return performance.now() - begun;
      };
      const sorts = await slowest(keys, (key) => ask(key, ''));
      const searches = await slowest(filters, (filter) => ask('tottime', filter));
      return [
        { what: `server: sort 100,000 rows anew, by ${sorts.name}`, figure: sorts.time, unit: 'ms', goal: { atMost: 10 } },
        { what: `server: filter 100,000 rows anew, by “${searches.name}”`, figure: searches.time, unit: 'ms', goal: { atMost: 10 } },
      ];
    } finally {
      await client.end();
    }
  });
}

/** Asks all questions in turns, so that each differs from the one before, and returns the one whose median time is the longest. */
async function slowest<Name extends string>(
  names: readonly Name[],
  ask: (name: Name) => Promise<number>,
): Promise<{ name: Name; time: number }> {
  const times = names.map((name) => ({ name, times: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const each of times) {
      const time = await ask(each.name);
      if (round > 0) {
        each.times.push(time);
      }
    }
  }
  const medians = times.map((each) => ({ name: each.name, time: median(each.times) }));
  return medians.reduce((slow, each) => (each.time > slow.time ? each : slow));
}
