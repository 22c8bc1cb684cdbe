import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backend, root } from '../../tools/paths.mjs';
import { reference } from '../../tools/reference.mjs';
import { type Command, type Measurement, median, type Usage, usageOf } from './measure';

const rounds = 9;
const starts = 41;

/** What `tottime run` costs: beside `python -m cProfile` while a program runs, beside plain Python when it starts and ends. */
export default function run(): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'tottime-bench-'));
  try {
    return measured(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measured(folder: string): Measurement[] {
  const python = reference();
  const profile = join(folder, 'out.stats');
  const nothing = join(folder, 'nothing.py');
  const calls = join(root, 'extension', 'test', 'bench', 'calls.py');
  writeFileSync(nothing, '');
  const plain = (...program: readonly string[]): Command => [python.path, ...program];
  const peer = (...program: readonly string[]): Command => [python.path, '-m', 'cProfile', '-o', profile, ...program];
  const ours = (...program: readonly string[]): Command => [backend, 'run', '--quiet', '--python', python.path, '-o', profile, ...program];

  usageOf(1, ours(nothing)); // the first run of all compiles the driver and asks the Python for its version
  const [empty, emptyPeer, emptyOurs] = usageOf(starts, plain(nothing), peer(nothing), ours(nothing)) as [Usage, Usage, Usage];
  const [one, onePeer, oneOurs] = usageOf(rounds, plain(calls), peer(calls), ours(calls)) as [Usage, Usage, Usage];
  const [four, fourOurs] = usageOf(rounds, plain(calls, '4'), ours(calls, '4')) as [Usage, Usage];
  const name = `Python ${python.version}`;
  const cProfile = `cProfile of ${python.version}`;
  return [
    { what: 'run: one thread of calls and loops', figure: oneOurs.wall, unit: 'ms', peer: { name: cProfile, figure: onePeer.wall } },
    { what: '… the same, beside no profiler', figure: oneOurs.wall, unit: 'ms', peer: { name, figure: one.wall } },
    {
      what: '… times what cProfile takes, the median of pairs',
      figure: median(oneOurs.walls.map((wall, i) => wall / (onePeer.walls[i] ?? Number.NaN))),
      unit: '×',
      goal: { atMost: 1.05 },
    },
    { what: '… four threads, beside no profiler', figure: fourOurs.wall, unit: 'ms', peer: { name, figure: four.wall } },
    { what: 'run: an empty program', figure: emptyOurs.wall, unit: 'ms', peer: { name: cProfile, figure: emptyPeer.wall } },
    {
      what: '… more than without a profiler, the median of pairs',
      figure: median(emptyOurs.walls.map((wall, i) => wall - (empty.walls[i] ?? Number.NaN))),
      unit: 'ms',
      goal: { atMost: 40 },
    },
    ...(existsSync('/proc/self/task') ? [200, 2000, 10_000].map((count) => snapshots(ours, count)) : []),
  ];
}

/** What the snapshots of the profile cost while the program runs. */
function snapshots(ours: (...program: readonly string[]) => Command, count: number): Measurement {
  const [usage] = usageOf(3, ours(join(root, 'extension', 'test', 'bench', 'functions.py'), String(count)));
  return {
    what: `run: snapshots of ${count.toLocaleString('en-US')} functions, of the program's processor time`,
    figure: median((usage?.outputs ?? []).map((output) => Number(output) * 100)),
    unit: '%',
    goal: { atMost: 1 },
  };
}
