import { spawnSync } from 'node:child_process';

/** One measured figure, with what else does the same, where something does. */
export interface Measurement {
  readonly what: string;
  readonly figure: number;
  readonly unit: 'ms' | 'MB';
  readonly peer?: { readonly name: string; readonly figure: number };
}

/** The middle of several figures. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** The median time of a command that ends by itself, in milliseconds, and of another one: one after the other, in turns. */
export function timesOf(rounds: number, ...commands: readonly (readonly [string, ...string[]])[]): number[] {
  const times: number[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [command, ...args]] of commands.entries()) {
      const begun = performance.now();
      const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
      times[index]?.push(performance.now() - begun);
      if (status !== 0) {
        throw new Error(`${command} ${args.join(' ')}: exit code ${status}: ${stderr}`);
      }
    }
  }
  return times.map(median);
}
