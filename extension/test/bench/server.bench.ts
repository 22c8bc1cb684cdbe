import { execFileSync } from 'node:child_process';
import { python } from '../../tools/setup.mjs';
import { Client } from './client';
import { type Measurement, median, usageOf } from './measure';

const rounds = 15;

/** How long the server takes from its start to its first answer, and what it keeps in memory while it waits. */
export default async function server(): Promise<Measurement[]> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    const client = new Client();
    await client.request('initialize', {});
    times.push(performance.now() - begun);
    sizes.push(residentMegabytes(client.process.pid));
    await client.end();
  }
  const [interpreter] = usageOf(rounds, [python(), '-c', 'import json']);
  return [
    {
      what: 'server: start to first answer',
      figure: median(times),
      unit: 'ms',
      ...(interpreter && { peer: { name: 'python -c "import json"', figure: interpreter.wall } }),
    },
    { what: 'server: memory after its first answer', figure: median(sizes), unit: 'MB' },
  ];
}

function residentMegabytes(pid: number | undefined): number {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}
