/** Icicles that the tests draw and walk in. */

import type { IcicleBox, Origin, ProfileIcicleResult, Row } from '../../../../src/protocol.gen';

/** A function with those that it calls; its width is that of the icicle divided by that of the others. */
export interface Tree {
  readonly name: string;
  /** Seconds. */
  readonly time: number;
  readonly calls?: readonly Tree[];
  readonly origin?: Origin;
  readonly box?: Partial<IcicleBox>;
}

/**
 * main 100 ─ parse 60 ─ read 40, parse 10
 *          └ show 30 ─ write 30 (hatched)
 * idle 20
 */
export const trees: readonly Tree[] = [
  {
    name: 'main',
    time: 100,
    calls: [
      {
        name: 'parse',
        time: 60,
        calls: [
          { name: 'read', time: 40, origin: 'builtin' },
          { name: 'parse', time: 10, box: { recursive: true } },
        ],
      },
      { name: 'show', time: 30, calls: [{ name: 'write', time: 30, origin: 'standardLibrary', box: { estimated: true, cut: true } }] },
    ],
  },
  { name: 'idle', time: 20, origin: 'package' },
];

/** The boxes of trees in the order of the server: by level, in a level from left to right. */
export function resultOf(roots: readonly Tree[] = trees, changes: Partial<ProfileIcicleResult> = {}): ProfileIcicleResult {
  const seconds = roots.reduce((sum, { time }) => sum + time, 0);
  const functions: Row[] = [];
  const boxes: IcicleBox[] = [];
  let level = placed(roots, -1, 0);
  for (let depth = 0; level.length > 0; depth++) {
    const next: ReturnType<typeof placed> = [];
    for (const { tree, parent, start } of level) {
      const self = tree.time - (tree.calls ?? []).reduce((sum, { time }) => sum + time, 0);
      boxes.push({
        function: functionOf(tree),
        parent,
        level: depth,
        start: start / seconds,
        width: tree.time / seconds,
        self,
        cumulative: tree.time,
        ...tree.box,
      });
      next.push(...placed(tree.calls ?? [], boxes.length - 1, start));
    }
    level = next;
  }
  return { seconds, functions, matches: 0, boxes, ancestors: [], roots: rootsOf(roots, seconds), ...changes };

  function functionOf({ name, origin = 'project' }: Tree): number {
    const known = functions.findIndex((row) => row.name === name);
    return known >= 0 ? known : functions.push(rowOf(name, origin)) - 1;
  }
}

/** The answer to a search: the boxes whose name contains the text are marked. */
export function withMatches(result: ProfileIcicleResult, text: string): ProfileIcicleResult {
  const isFound = ({ name }: Row) => text !== '' && name.includes(text);
  return {
    ...result,
    matches: result.functions.filter(isFound).length,
    boxes: result.boxes.map((box) => ({ ...box, match: result.functions.filter(isFound).includes(result.functions[box.function] as Row) })),
  };
}

/** The row of a function: its id is its name. */
export function rowOf(name: string, origin: Origin = 'project'): Row {
  return {
    function: name,
    name,
    ...(origin === 'builtin' ? { builtin: true } : {}),
    file: origin === 'builtin' ? '' : '/shop/orders.py',
    line: origin === 'builtin' ? 0 : 7,
    origin,
    callers: 1,
    callees: 1,
    calls: 12,
    primitiveCalls: 10,
    self: 3,
    cumulative: 150,
    share: 0.02,
    cumulativeShare: 0.9,
  };
}

function placed(trees: readonly Tree[], parent: number, start: number) {
  let at = start;
  return trees.map((tree) => {
    const here = { tree, parent, start: at };
    at += tree.time;
    return here;
  });
}

function rootsOf(roots: readonly Tree[], seconds: number) {
  return roots.map(({ name, time }) => ({
    function: name,
    name,
    file: '/shop/orders.py',
    line: 7,
    cumulative: time,
    share: time / seconds,
  }));
}
