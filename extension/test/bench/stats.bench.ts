import { statSync } from 'node:fs';
import { backend } from '../../tools/paths.mjs';
import { type Measurement, usageOf } from './measure';
import { peer } from './peer';
import { Profiles } from './profiles';

const script = 'import pstats, sys; pstats.Stats(sys.argv[1]).sort_stats("cumulative").print_stats(50)';

/** What it takes to load a profile, sort it by cumulative time and print 50 rows: the whole process, beside CPython's own pstats. */
export default function stats(): Promise<Measurement[]> {
  return Profiles.lend((profiles) => [
    ...measured(profiles.big(100_000, 500_000), 3, 20, 0.4),
    ...measured(profiles.big(20_000, 80_000), 9, 15),
  ]);
}

function measured(file: string, rounds: number, timesFaster: number, partOf?: number): Measurement[] {
  const python = peer();
  const ours = [backend, 'stats', '--sort', 'cumulative', '--restrict', '50', file] as const;
  const [us, them] = usageOf(rounds, ours, python.run(script, file));
  if (!us || !them) {
    return [];
  }
  const what = `stats: the top of ${(statSync(file).size / 1e6).toFixed(0)} MB`;
  return [
    { what, figure: us.wall, unit: 'ms', peer: { name: python.name, figure: them.wall }, goal: { timesFaster } },
    { what: `${what}, processor time`, figure: us.processor, unit: 'ms', peer: { name: python.name, figure: them.processor } },
    {
      what: `${what}, peak memory`,
      figure: us.memory,
      unit: 'MB',
      peer: { name: python.name, figure: them.memory },
      ...(partOf === undefined ? {} : { goal: { partOf } }),
    },
  ];
}
