import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EdgeRow, Row } from '../../../src/protocol.gen';
import { Cursor } from '../../../src/webview/model/cursor';
import { type BranchRows, branchLimit, Tree } from '../../../src/webview/model/tree';
import { makeEdge, makeRow } from './fakes';

/** Rows that are all there, but for those that a test leaves out. */
class Rows<R> implements BranchRows<R> {
  readonly shown = signal({ count: 0, known: true, generation: 0 });
  readonly replacing = signal(false);
  readonly failure = signal<string | undefined>(undefined);
  wanted: [number, number] | undefined;

  constructor(readonly all: readonly (R | undefined)[]) {
    this.shown.value = { count: all.length, known: true, generation: 0 };
  }

  row(index: number): R | undefined {
    return this.all[index];
  }

  want(first: number, last: number): void {
    this.wanted = [first, last];
  }
}

let rows: Rows<Row>;
let cursor: Cursor;
let tree: Tree;
/** The rows below a row, by the path to it. */
let branches: Map<string, Rows<EdgeRow>>;

/** Functions f0, f1, … of which each has so many callers, and these one each. */
function open(...callers: number[]): void {
  rows = new Rows(callers.map((count, index) => makeRow(index, { callers: count })));
  cursor = new Cursor();
  branches = new Map();
  tree = new Tree(rows, cursor, {
    count: (row) => ('further' in row ? row.further : row.callers),
    branch: (row, parent) => {
      const path = [...parent.branch.path, row.function];
      const count = 'further' in row ? row.further : row.callers;
      const below = new Rows(
        Array.from({ length: count }, (_, index) => makeEdge(`${row.name}.${index}`, { further: path.length < 2 ? 1 : 0 })),
      );
      branches.set(path.join('/'), below);
      return { kind: 'callers', path, parent, rows: below };
    },
  });
}

beforeEach(() => open(0, 2, 3));

/** All rows as they are drawn. */
function drawn(): string[] {
  return Array.from({ length: tree.shown.value.count }, (_, index) => {
    const { row, place, text } = tree.row(index);
    const mark = place.isUnfolded === undefined ? ' ' : place.isUnfolded ? '-' : '+';
    return `${'  '.repeat(place.level - 1)}${mark}${row?.name ?? `… ${text}`} ${place.position}/${place.siblings}`;
  });
}

it('is the rows of the table at first', () => {
  expect(drawn()).toEqual([' f0 1/3', '+f1 2/3', '+f2 3/3']);
});

describe('unfolding', () => {
  it('puts the rows below in between', () => {
    tree.toggle(1);
    expect(drawn()).toEqual([' f0 1/3', '-f1 2/3', '  +f1.0 1/2', '  +f1.1 2/2', '+f2 3/3']);
  });

  it('goes on in what is unfolded, in any order', () => {
    tree.toggle(2);
    tree.toggle(1);
    tree.toggle(3);
    tree.toggle(6);
    expect(drawn()).toEqual([
      ' f0 1/3',
      '-f1 2/3',
      '  +f1.0 1/2',
      '  -f1.1 2/2',
      '     f1.1.0 1/1',
      '-f2 3/3',
      '  -f2.0 1/3',
      '     f2.0.0 1/1',
      '  +f2.1 2/3',
      '  +f2.2 3/3',
    ]);
    expect([...branches.keys()]).toEqual(['2', '1', '1/f1.1', '2/f2.0']);
  });

  it('does nothing for a row that has nothing below it', () => {
    tree.toggle(0);
    expect(drawn()).toHaveLength(3);
  });

  it('is undone with all that is in it', () => {
    tree.toggle(1);
    tree.toggle(2);
    tree.toggle(1);
    expect(drawn()).toEqual([' f0 1/3', '+f1 2/3', '+f2 3/3']);
  });

  it('unfolds all rows beside one', () => {
    tree.unfoldBeside(0);
    expect(drawn().filter((row) => row.includes('-'))).toEqual(['-f1 2/3', '-f2 3/3']);
    tree.unfoldBeside(2);
    expect(drawn().filter((row) => row.startsWith('  -'))).toEqual(['  -f1.0 1/2', '  -f1.1 2/2']);
  });

  it('ends with other rows of the table', () => {
    tree.toggle(1);
    rows.shown.value = { count: 3, known: true, generation: 1 };
    expect(drawn()).toHaveLength(3);
  });
});

describe('very many rows below one', () => {
  beforeEach(() => {
    open(branchLimit + 1_200, 0);
    tree.toggle(0);
  });

  it('are shown in part, with a row for the others', () => {
    expect(tree.shown.value.count).toBe(2 + branchLimit + 1);
    const last = tree.row(branchLimit + 1);
    expect([last.kind, last.text]).toEqual(['more', '1200']);
    expect(tree.row(branchLimit + 2).row?.name).toBe('f1');
  });

  it('are shown further on demand', () => {
    tree.showMore(branchLimit + 1);
    expect(tree.row(branchLimit + 1_001).text).toBe('200');
    tree.showMore(branchLimit + 1_001);
    expect(tree.shown.value.count).toBe(2 + branchLimit + 1_200);
  });
});

it('says why there is nothing below a row', () => {
  tree.toggle(1);
  const below = branches.get('1');
  if (below !== undefined) {
    below.shown.value = { count: 0, known: true, generation: 1 };
    below.failure.value = 'The server has stopped.';
  }
  const { kind, text } = tree.row(2);
  expect([kind, text, tree.shown.value.count]).toEqual(['failed', 'The server has stopped.', 4]);
});

describe('what is wanted', () => {
  it.each([
    ['all', 0, 8, [0, 2], [0, 1], [0, 2]],
    ['the middle', 2, 4, [2, 2], [0, 1], undefined],
    ['one below', 3, 3, undefined, [1, 1], undefined],
    ['the end', 6, 7, undefined, undefined, [1, 2]],
  ] as const)('is divided among the branches: %s', (_, first, last, own, firstBranch, secondBranch) => {
    tree.toggle(1);
    tree.toggle(4);
    tree.want(first, last);
    expect([rows.wanted, branches.get('1')?.wanted, branches.get('2')?.wanted]).toEqual([own, firstBranch, secondBranch]);
  });
});

describe('the place', () => {
  it('stays at its row when others come above it, and goes to the one that folds', () => {
    cursor.moveTo(2);
    tree.toggle(1);
    expect(cursor.active.value).toBe(4);
    cursor.moveTo(3);
    tree.toggle(1);
    expect(cursor.active.value).toBe(1);
  });

  it('is saved and kept as one in the table itself', () => {
    tree.toggle(1);
    cursor.moveTo(4);
    cursor.scrolled(3 * 24);
    cursor.settle();
    expect(tree.place).toEqual({ active: 2, selected: [], scrollTop: 24 });
    tree.foldAll();
    expect([cursor.active.value, cursor.scrollTop]).toEqual([2, 24]);
  });

  it('knows the row above', () => {
    tree.toggle(1);
    tree.toggle(3);
    expect([0, 3, 4].map((index) => tree.parentOf(tree.row(index)))).toEqual([-1, 1, 3]);
  });
});

it('gives the same row as long as nothing of it changes', () => {
  const before = tree.row(2);
  expect(tree.row(2)).toBe(before);
  tree.toggle(1);
  expect(tree.row(4)).toEqual(before);
  tree.toggle(4);
  expect(tree.row(4)).not.toEqual(before);
});
