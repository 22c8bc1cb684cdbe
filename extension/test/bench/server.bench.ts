import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { backend } from '../../tools/paths.mjs';
import { end, start } from '../../tools/processes.mjs';
import { python } from '../../tools/setup.mjs';
import { type Measurement, median, timesOf } from './measure';

const rounds = 15;

/** How long the server takes from its start to its first answer, and what it keeps in memory while it waits. */
export default async function server(): Promise<Measurement[]> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    const child = start(backend, ['serve'], { stdio: ['pipe', 'pipe', 'ignore'] });
    await initialize(child);
    times.push(performance.now() - begun);
    sizes.push(residentMegabytes(child));
    await end(child);
  }
  const [interpreter = Number.NaN] = timesOf(rounds, [python(), '-c', 'import json']);
  return [
    {
      what: 'server: start to first answer',
      figure: median(times),
      unit: 'ms',
      peer: { name: 'python -c "import json"', figure: interpreter },
    },
    { what: 'server: memory after its first answer', figure: median(sizes), unit: 'MB' },
  ];
}

/** Sends the first request and waits for the answer to begin. */
async function initialize({ stdin, stdout }: ChildProcess): Promise<void> {
  const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: {} });
  stdin?.write(`Content-Length: ${Buffer.byteLength(request)}\r\n\r\n${request}`);
  if (stdout) {
    await once(stdout, 'data');
  }
}

function residentMegabytes({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
