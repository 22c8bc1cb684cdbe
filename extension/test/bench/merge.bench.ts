import { join } from 'node:path';
import { backend } from '../../tools/paths.mjs';
import { type Command, type Measurement, usageOf } from './measure';
import { peer } from './peer';
import { Profiles } from './profiles';

const script = `
import pstats, sys
stats = pstats.Stats(sys.argv[2])
for file in sys.argv[3:]:
    stats.add(file)
stats.dump_stats(sys.argv[1])`;

/**
 * What it takes to add up 500 files of 2,000 functions with 8,000 edges and to write the sum: the whole process, beside CPython's own pstats.
 * Memory that depends on the sum alone must not grow with the number of files, as long as they are of one program.
 */
export default function merge(): Promise<Measurement[]> {
  return Profiles.lend((profiles) => {
    const python = peer();
    const one = profiles.big(2_000, 8_000);
    const many = profiles.runs(one, 500, 'runs');
    const few = many.slice(0, 50);
    const apart = profiles.runs(one, 50, 'apart');
    const sum = join(profiles.folder, 'sum.stats');
    const ours = (files: readonly string[]): Command => [backend, 'merge', '-o', sum, ...files];
    // Once, since it takes the greater part of a minute: the difference is far larger than what another run would change.
    const [them] = usageOf(1, python.run(script, sum, ...many));
    const [us, usFew, usApart, themApart] = usageOf(5, ours(many), ours(few), ours(apart), python.run(script, sum, ...apart));
    if (!us || !them || !usFew || !usApart || !themApart) {
      return [];
    }
    return [
      {
        what: 'merge: 500 files of one program',
        figure: us.wall,
        unit: 'ms',
        peer: { name: python.name, figure: them.wall },
        goal: { timesFaster: 20 },
      },
      {
        what: 'merge: the same, processor time',
        figure: us.processor,
        unit: 'ms',
        peer: { name: python.name, figure: them.processor },
      },
      { what: 'merge: the same, peak memory', figure: us.memory, unit: 'MB', peer: { name: python.name, figure: them.memory } },
      {
        what: 'merge: the same, peak memory',
        figure: us.memory,
        unit: 'MB',
        peer: { name: 'with 50 files', figure: usFew.memory },
        goal: { partOf: 1.2 },
      },
      {
        what: 'merge: 50 files without common functions',
        figure: usApart.wall,
        unit: 'ms',
        peer: { name: python.name, figure: themApart.wall },
      },
      {
        what: 'merge: the same, peak memory',
        figure: usApart.memory,
        unit: 'MB',
        peer: { name: python.name, figure: themApart.memory },
      },
    ];
  });
}
