import { join } from 'node:path';
import { type Command, type Measurement, median, outputOf, usageOf } from './measure';
import { peer } from './peer';
import { Profiles } from './profiles';

const rounds = 3;

/** Loads a profile and prints the seconds that the operation itself takes. */
const script = `
import pstats, sys, time
stats = pstats.Stats(sys.argv[1])
begun = time.perf_counter()
stats.strip_dirs()
print(time.perf_counter() - begun)`;

/**
 * What it takes to strip the directories of 100,000 functions with 500,000 edges: the operation itself, once, in a process that has just
 * loaded them. Ours is a Go benchmark of one turn.
 */
export default function strip(): Promise<Measurement[]> {
  return Profiles.lend((profiles) => {
    const benchmark = join(profiles.folder, 'pstats.test');
    outputOf('go', ['test', '-c', '-o', benchmark, './profiler/pstats']);
    const big = profiles.big(100_000, 500_000);
    return [
      measured('strip: 100,000 functions, no two fall together', big, benchmark),
      measured('strip: the same, all fall together in pairs', profiles.twins(big), benchmark),
    ];
  });
}

function measured(what: string, file: string, benchmark: string): Measurement {
  const python = peer();
  const once = ['-test.run', '^$', '-test.bench', '^BenchmarkStats/strip$', '-test.benchtime', '1x'];
  const ours: Command = [benchmark, ...once, '-profile', file];
  const [us, them] = usageOf(rounds, ours, python.run(script, file));
  return {
    what,
    figure: median((us?.outputs ?? []).map((output) => Number(/(\S+) ns\/op/.exec(output)?.[1]) / 1e6)),
    unit: 'ms',
    peer: { name: python.name, figure: median((them?.outputs ?? []).map((output) => Number(output) * 1e3)) },
    goal: { timesFaster: 20 },
  };
}
