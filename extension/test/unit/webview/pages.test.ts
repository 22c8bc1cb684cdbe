import { beforeEach, describe, expect, it } from 'vitest';
import type { RowsQuery } from '../../../src/panel/messages';
import { Pages, pageSize, type Selection } from '../../../src/webview/model/pages';
import { makeRows } from './fakes';

const bySelf: Selection = { sort: [{ key: 'tottime', descending: true }], filter: '' };
const byName: Selection = { sort: [{ key: 'name', descending: false }], filter: '' };

let asked: RowsQuery[];
let pages: Pages;

beforeEach(() => {
  asked = [];
  pages = new Pages((query) => asked.push(query));
});

/** Answers a question by its number, counted from 1 as the requests are. */
function answer(request: number, matching: number, first = asked[request - 1]?.offset ?? 0): boolean {
  return pages.receive(request, { rows: makeRows(Math.min(pageSize, matching - first), first), matching });
}

const offsets = () => asked.map((query) => query.offset);
const name = (index: number) => pages.row(index)?.name;

describe('what is asked for', () => {
  it('is the page of the first row when a profile is opened', () => {
    pages.reload(bySelf, 1000, 0);
    expect(asked).toEqual([{ ...bySelf, offset: 0, limit: pageSize }]);
  });

  it('is the page at the place that is restored', () => {
    pages.reload(bySelf, 1000, 777);
    expect(offsets()).toEqual([700]);
  });

  it('is nothing that is there already', () => {
    pages.reload(bySelf, 1000, 0);
    answer(1, 1000);
    pages.want(0, 99);
    expect(offsets()).toEqual([0]);
  });

  it('is every page that the view touches', () => {
    pages.reload(bySelf, 1000, 0);
    answer(1, 1000);
    pages.want(90, 210);
    expect(offsets()).toEqual([0, 100, 200]);
  });

  it('is asked once while it is on its way', () => {
    pages.reload(bySelf, 1000, 0);
    answer(1, 1000);
    pages.want(150, 160);
    pages.want(151, 161);
    expect(offsets()).toEqual([0, 100]);
  });

  it('skips what a dragged scrollbar has left behind', () => {
    pages.reload(bySelf, 100_000, 0);
    answer(1, 100_000);
    for (const first of [10_000, 20_000, 30_000, 40_000, 50_000]) {
      pages.want(first, first + 40);
    }
    expect(offsets()).toEqual([0, 10_000, 20_000]);
    answer(2, 100_000);
    expect(offsets()).toEqual([0, 10_000, 20_000, 50_000]);
    answer(3, 100_000);
    answer(4, 100_000);
    expect(offsets()).toEqual([0, 10_000, 20_000, 50_000]);
  });

  it('is nothing in an empty view', () => {
    pages.reload(bySelf, 0, 0);
    answer(1, 0);
    pages.want(0, -1);
    expect(offsets()).toEqual([0]);
  });

  it('is asked again when it had to be forgotten', () => {
    pages.reload(bySelf, 100_000, 0);
    answer(1, 100_000);
    for (let page = 1; page <= 200; page++) {
      pages.want(page * pageSize, page * pageSize);
      answer(page + 1, 100_000);
    }
    expect(name(0)).toBeUndefined();
    expect(name(pageSize)).toBe('f100');
    pages.want(0, 10);
    expect(offsets().at(-1)).toBe(0);
  });
});

describe('answers', () => {
  it('fill the rows of their page, in any order', () => {
    pages.reload(bySelf, 1000, 0);
    answer(1, 1000);
    pages.want(100, 299);
    answer(3, 1000);
    expect([name(150), name(250)]).toEqual([undefined, 'f250']);
    answer(2, 1000);
    expect([name(150), name(250)]).toEqual(['f150', 'f250']);
  });

  it('are not taken twice, nor without a question', () => {
    pages.reload(bySelf, 1000, 0);
    expect(answer(1, 1000)).toBe(true);
    expect(answer(1, 1000)).toBe(false);
    expect(answer(99, 1000, 0)).toBe(false);
  });

  it('of the order before are dropped', () => {
    pages.reload(bySelf, 1000, 0);
    pages.replace(byName);
    expect(answer(1, 1000)).toBe(false);
    expect(pages.shown.value.known).toBe(false);
    expect(answer(2, 1000)).toBe(true);
    expect(pages.shown.value).toMatchObject({ selection: byName, count: 1000, known: true });
  });

  it('of the profile before are dropped', () => {
    pages.reload(bySelf, 1000, 0);
    pages.reload(bySelf, 500, 0);
    expect(answer(1, 1000)).toBe(false);
    expect(pages.shown.value.count).toBe(500);
  });

  it('tell the number of rows when it differs from what was expected', () => {
    pages.reload(bySelf, 1000, 0);
    expect(pages.shown.value).toMatchObject({ count: 1000, known: false });
    answer(1, 37);
    expect(pages.shown.value).toMatchObject({ count: 37, known: true });
  });
});

describe('another order', () => {
  beforeEach(() => {
    pages.reload(bySelf, 1000, 0);
    answer(1, 1000);
    pages.replace(byName);
  });

  it('leaves the old rows until the first answer', () => {
    expect(name(0)).toBe('f0');
    expect(pages.replacing.value).toBe(true);
    const { generation } = pages.shown.value;
    pages.receive(2, { rows: makeRows(100, 5000), matching: 1000 });
    expect(name(0)).toBe('f5000');
    expect(pages.replacing.value).toBe(false);
    expect(pages.shown.value.generation).toBe(generation + 1);
  });

  it('is not asked about the place in the old one', () => {
    pages.want(900, 940);
    expect(offsets()).toEqual([0, 0]);
  });
});

describe('a failure', () => {
  it('empties the table', () => {
    pages.reload(bySelf, 1000, 0);
    expect(pages.fail(1)).toBe(true);
    expect(pages.shown.value).toMatchObject({ count: 0, known: true });
  });

  it('of the order before is dropped', () => {
    pages.reload(bySelf, 1000, 0);
    pages.replace(byName);
    expect(pages.fail(1)).toBe(false);
    expect(pages.shown.value.count).toBe(1000);
  });
});
