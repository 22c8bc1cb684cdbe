import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../tools/paths.mjs';
import { python } from '../../tools/setup.mjs';

/** One measured figure, with what else does the same, where something does, and what it ought to be. */
export interface Measurement {
  readonly what: string;
  readonly figure: number;
  readonly unit: 'ms' | 'MB' | '×' | '%';
  readonly peer?: { readonly name: string; readonly figure: number };
  readonly goal?: Goal;
}

/** So many times faster than its peer, at most such a part of its peer, or at most so many of its unit. */
export type Goal = { readonly timesFaster: number } | { readonly partOf: number } | { readonly atMost: number };

/** What a program used from its start to its end: milliseconds by the clock and of the processors, megabytes at its peak. */
export interface Usage {
  readonly wall: number;
  readonly processor: number;
  readonly memory: number;
  /** Milliseconds by the clock, of each run. */
  readonly walls: readonly number[];
  /** What each run printed. */
  readonly outputs: readonly string[];
}

export type Command = readonly [string, ...string[]];

/** The middle of several figures. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** The medians of what commands use that end by themselves. They run one after the other, in turns, so that all see the same machine. */
export function usageOf(rounds: number, ...commands: readonly Command[]): Usage[] {
  const script = join(root, 'extension', 'test', 'bench', 'usage.py');
  const runs = JSON.parse(outputOf(python(), [script, String(rounds), JSON.stringify(commands)])) as Run[][];
  return runs.map((rounds) => ({
    wall: median(rounds.map((run) => run.seconds * 1e3)),
    processor: median(rounds.map((run) => run.processor * 1e3)),
    memory: median(rounds.map((run) => run.memory / 1e6)),
    walls: rounds.map((run) => run.seconds * 1e3),
    outputs: rounds.map((run) => run.output),
  }));
}

/** What usage.py tells of a run. */
interface Run {
  readonly seconds: number;
  readonly processor: number;
  readonly memory: number;
  readonly output: string;
}

/** What a command prints that must not fail. */
export function outputOf(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ').slice(0, 200)}: ${error?.message ?? `exit code ${status}: ${stderr}`}`);
  }
  return stdout;
}
