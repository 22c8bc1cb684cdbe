import { expect, it } from 'vitest';
import type { RunProcess } from '../../../src/protocol.gen';
import { partsOf } from '../../../src/webview/model/parts';
import { openMessage } from './fakes';

/** The parts of a run with such processes. */
function parts(...processes: RunProcess[]) {
  const run = {
    target: { kind: 'script', args: [] },
    name: 'a.py',
    python: '',
    started: 0,
    exitCode: 0,
    seconds: 1,
    profiler: 'cprofile',
  } as const;
  return partsOf({ ...openMessage(1).summary, run: { ...run, processes } });
}

function process(pid: number, changes: Partial<RunProcess> = {}): RunProcess {
  return { pid, parent: 1, command: ['python', 'a.py'], file: `/p/${pid}`, ended: true, threads: [], ...changes };
}

const thread = (id: string, name = id) => ({ id, name, file: `/t/${id}` });

it('has none of a profile without a run', () => {
  expect(partsOf(openMessage(1).summary)).toEqual([]);
});

it('has none where there is only one', () => {
  expect(parts(process(1, { threads: [thread('a')] }))).toEqual([]);
  const { file: _, ...running } = process(2);
  expect(parts(process(1), running)).toEqual([]);
});

it('has the processes, and their threads where there are several', () => {
  expect(parts(process(1), process(2, { threads: [thread('a', 'MainThread'), thread('b', '')] }))).toEqual([
    { label: 'Process 1: python a.py', path: '/p/1', threads: [] },
    {
      label: 'Process 2: python a.py',
      path: '/p/2',
      threads: [
        { label: 'Thread MainThread', path: '/t/a' },
        { label: 'Thread b', path: '/t/b' },
      ],
    },
  ]);
});

it('says what is missing of a process, and shows no mischief', () => {
  const [, second] = parts(process(1), process(2, { command: ['x\u202e'], ended: false, snapshotAge: 1.25 }));
  expect(second?.label).toBe('Process 2: x⟨U+202E⟩, measured until 1.3 s before the end');
});
