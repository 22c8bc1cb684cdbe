import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backend } from '../../tools/paths.mjs';
import { python } from '../../tools/setup.mjs';
import { type Measurement, timesOf } from './measure';

/** Writes a profile of many functions, each called by three others. */
const writer = `
import marshal, sys
count = 100000
keys = [("/srv/app/package_%d/module_%d.py" % (n % 40, n % 900), n % 5000 + 1, "function_%d" % n) for n in range(count)]
row = lambda n: (n % 97 + 1, n % 97 + 2, n * 1e-6, n * 3e-6)
marshal.dump({key: row(n) + ({keys[n * k % count]: row(n) for k in (3, 7, 11)},) for n, key in enumerate(keys)}, open(sys.argv[1], "wb"))`;

/** How long it takes to print the twenty hottest functions of a profile of 100,000, beside CPython's own pstats. */
export default async function stats(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tottime-bench-'));
  try {
    const file = join(folder, 'large.stats');
    execFileSync(python(), ['-c', writer, file]);
    const reader = 'import pstats, sys; pstats.Stats(sys.argv[1]).sort_stats("tottime").print_stats(20)';
    const [ours = Number.NaN, theirs = Number.NaN] = timesOf(
      5,
      [backend, 'stats', '--sort', 'tottime', '--restrict', '20', file],
      [python(), '-c', reader, file],
    );
    const megabytes = ((await stat(file)).size / 1e6).toFixed(0);
    return [{ what: `stats: the top of ${megabytes} MB`, figure: ours, unit: 'ms', peer: { name: 'pstats', figure: theirs } }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
