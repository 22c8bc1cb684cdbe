import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/protocol.gen';
import { Pages, pageSize } from '../../../src/webview/model/pages';
import { arrived, makeRows } from './fakes';

interface Answer {
  readonly rows: readonly Row[];
  readonly matching: number;
  readonly problem?: string;
}

interface Asked {
  readonly selection: string;
  readonly offset: number;
  readonly limit: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: Error) => void;
}

let asked: Asked[];
let arrivals: [number, boolean][];
let pages: Pages<Row, string, Answer>;

beforeEach(() => {
  asked = [];
  arrivals = [];
  pages = new Pages<Row, string, Answer>('nothing', {
    load: (selection, offset, limit) => new Promise((resolve, reject) => void asked.push({ selection, offset, limit, resolve, reject })),
    isRefused: ({ problem }) => problem !== undefined,
    onArrive: (count, isOther) => void arrivals.push([count, isOther]),
  });
});

/** Answers a question by its number, counted from 1. */
async function answer(request: number, matching: number, first = asked[request - 1]?.offset ?? 0): Promise<void> {
  asked[request - 1]?.resolve({ rows: makeRows(Math.min(pageSize, matching - first), first), matching });
  await arrived();
}

async function fail(request: number): Promise<void> {
  asked[request - 1]?.reject(new Error('The server has stopped.'));
  await arrived();
}

async function refuse(request: number): Promise<void> {
  asked[request - 1]?.resolve({ rows: [], matching: 0, problem: 'A bracket is missing.' });
  await arrived();
}

const offsets = () => asked.map(({ offset }) => offset);
const name = (index: number) => pages.row(index)?.name;

describe('what was refused', () => {
  const problem = () => pages.latest.value?.problem;

  it('is told of while the rows before are scrolled, until something else is wanted', async () => {
    pages.reload('by self', 1000, 0);
    await answer(1, 1000);
    pages.replace('with (');
    await refuse(2);
    pages.want(500, 510);
    await answer(3, 1000);
    expect(asked[2]).toMatchObject({ selection: 'by self', offset: 500 });
    expect([name(500), problem()]).toEqual(['f500', 'A bracket is missing.']);
    pages.replace('with ()');
    await answer(4, 10);
    expect(problem()).toBeUndefined();
  });
});

describe('what is asked for', () => {
  it('is the page of the first row when a profile is opened', () => {
    pages.reload('by self', 1000, 0);
    expect(asked).toMatchObject([{ selection: 'by self', offset: 0, limit: pageSize }]);
  });

  it('is the page at the place that is restored', () => {
    pages.reload('by self', 1000, 777);
    expect(offsets()).toEqual([700]);
  });

  it('is nothing that is there already', async () => {
    pages.reload('by self', 1000, 0);
    await answer(1, 1000);
    pages.want(0, 99);
    expect(offsets()).toEqual([0]);
  });

  it('is every page that the view touches, two at a time', async () => {
    pages.reload('by self', 1000, 0);
    await answer(1, 1000);
    pages.want(90, 310);
    expect(offsets()).toEqual([0, 100, 200]);
    await answer(2, 1000);
    expect(offsets()).toEqual([0, 100, 200, 300]);
  });

  it('is asked once while it is on its way', async () => {
    pages.reload('by self', 1000, 0);
    await answer(1, 1000);
    pages.want(150, 160);
    pages.want(151, 161);
    expect(offsets()).toEqual([0, 100]);
  });

  it('is what is in view when an answer comes, not what was', async () => {
    pages.reload('by self', 10_000, 0);
    await answer(1, 10_000);
    for (const first of [500, 1500, 2500, 3500]) {
      pages.want(first, first + 10);
    }
    expect(offsets()).toEqual([0, 500, 1500]);
    await answer(2, 10_000);
    expect(offsets()).toEqual([0, 500, 1500, 3500]);
  });

  it('is asked again after many others have been seen', async () => {
    pages.reload('by self', 100_000, 0);
    await answer(1, 100_000);
    for (let page = 1; page <= 200; page++) {
      pages.want(page * pageSize, page * pageSize);
      await answer(page + 1, 100_000);
    }
    expect(name(0)).toBeUndefined();
    expect(name(pageSize)).toBe('f100');
    pages.want(0, 10);
    expect(offsets().at(-1)).toBe(0);
  });
});

describe('answers', () => {
  it('fill the rows of their page, in any order', async () => {
    pages.reload('by self', 1000, 0);
    await answer(1, 1000);
    pages.want(100, 299);
    await answer(3, 1000);
    expect([name(150), name(250)]).toEqual([undefined, 'f250']);
    await answer(2, 1000);
    expect([name(150), name(250)]).toEqual(['f150', 'f250']);
  });

  it('of the order before are dropped', async () => {
    pages.reload('by self', 1000, 0);
    pages.replace('by name');
    await answer(1, 1000);
    expect(pages.shown.value.known).toBe(false);
    await answer(2, 1000);
    expect(pages.shown.value).toMatchObject({ selection: 'by name', count: 1000, known: true });
  });

  it('of the profile before are dropped', async () => {
    pages.reload('by self', 1000, 0);
    pages.reload('by self', 500, 0);
    await answer(1, 1000);
    expect(pages.shown.value.count).toBe(500);
  });

  it('tell the number of rows when it differs from what was expected', async () => {
    pages.reload('by self', 1000, 0);
    expect(pages.shown.value).toMatchObject({ count: 1000, known: false });
    await answer(1, 37);
    expect(pages.shown.value).toMatchObject({ count: 37, known: true, answer: { matching: 37 } });
  });
});

describe('another order', () => {
  beforeEach(async () => {
    pages.reload('by self', 1000, 0);
    await answer(1, 1000);
    pages.replace('by name');
  });

  it('leaves the old rows until the first answer', async () => {
    expect(name(0)).toBe('f0');
    expect(pages.replacing.value).toBe(true);
    const { generation } = pages.shown.value;
    await answer(2, 6000, 5000);
    expect(name(0)).toBe('f5000');
    expect(pages.replacing.value).toBe(false);
    expect(pages.shown.value.generation).toBe(generation + 1);
  });

  it('is not asked about the place in the old one', () => {
    pages.want(900, 940);
    expect(offsets()).toEqual([0, 0]);
  });

  it('is told of as rows that take the place of others', async () => {
    await answer(2, 900);
    pages.reload('by name', 900, 0);
    await answer(3, 800);
    expect(arrivals).toEqual([
      [1000, false],
      [900, true],
      [800, false],
    ]);
  });
});

describe('a failure', () => {
  it('empties the table, and says why', async () => {
    pages.reload('by self', 1000, 0);
    await fail(1);
    expect(pages.shown.value).toMatchObject({ count: 0, known: true });
    expect(pages.failure.value).toBe('The server has stopped.');
    pages.reload('by self', 1000, 0);
    expect(pages.failure.value).toBeUndefined();
  });

  it('of the order before is dropped', async () => {
    pages.reload('by self', 1000, 0);
    pages.replace('by name');
    await fail(1);
    expect(pages.failure.value).toBeUndefined();
    expect(pages.shown.value.count).toBe(1000);
  });
});

describe('a refusal', () => {
  it('leaves the rows as they are, and goes on with them', async () => {
    pages.reload('by self', 1000, 0);
    await answer(1, 1000);
    pages.replace('by (');
    await refuse(2);
    expect(name(0)).toBe('f0');
    expect(pages.shown.value).toMatchObject({ selection: 'by self', count: 1000 });
    expect(pages.replacing.value).toBe(false);
    expect(pages.latest.value?.problem).toBe('A bracket is missing.');
    pages.want(100, 120);
    expect(asked.at(-1)).toMatchObject({ selection: 'by self', offset: 100 });
  });

  it('of the first rows leaves none', async () => {
    pages.reload('by (', 1000, 0);
    await refuse(1);
    expect(pages.shown.value).toMatchObject({ count: 0, known: true });
  });
});
