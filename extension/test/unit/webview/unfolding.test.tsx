// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EdgeRow, Row } from '../../../src/protocol.gen';
import { answerAll, type FakeHost, makeEdge, makeRow, openPanel } from './fakes';
import { Screen } from './screen';

const rows = [makeRow(0, { callers: 0, callees: 1 }), makeRow(1, { callers: 2 }), makeRow(2, { callers: 1_300 })];
const callers = [makeEdge('main', { further: 1, part: 0.75 }), makeEdge('f1', { recursive: true, further: 3, part: 0.25 })];

let screen: Screen;
let host: FakeHost;

async function open(functions: readonly Row[] = rows): Promise<void> {
  const opened = await openPanel(functions);
  host = opened.host;
  screen = await Screen.of(opened.panel);
}

beforeEach(() => open());
afterEach(() => screen.close());

/** Answers the last question for callers or callees. */
async function answerEdges(edges: readonly EdgeRow[], matching = edges.length): Promise<void> {
  const asked = host.all('ask').findLast(({ question }) => question === 'callers' || question === 'callees');
  const result = { function: rows[0] ?? makeRow(0), rows: edges, matching };
  await screen.do(() => screen.panel.receive({ type: 'answer', request: asked?.request ?? 0, result }));
}

const row = (index: number) => screen.grid().querySelector<HTMLElement>(`[data-index="${index}"]`) ?? screen.grid();
const cell = (index: number, name: string) => row(index).querySelector<HTMLElement>(`[data-testid="cell-${name}"]`) ?? row(index);
const focused = () => document.activeElement?.getAttribute('data-index');
const place = (index: number) =>
  ['level', 'posinset', 'setsize', 'expanded'].map((name) => row(index).getAttribute(`aria-${name}`)).join(' ');

/** Unfolds f1 with its callers. */
async function unfold(): Promise<void> {
  await screen.do(() => row(1).focus());
  await screen.press('ArrowRight');
  await answerEdges(callers);
}

it('says of every row where it is in the tree', async () => {
  await unfold();
  expect([0, 1, 2, 3, 4].map(place)).toEqual(['1 1 3 ', '1 2 3 true', '2 1 2 false', '2 2 2 ', '1 3 3 false']);
});

it('asks for the callers in the order of the table, and shows their figures', async () => {
  await unfold();
  expect(host.all('ask').at(-1)).toMatchObject({
    question: 'callers',
    params: { path: ['1'], sort: [{ key: 'tottime', descending: true }], offset: 0 },
  });
  expect(cell(2, 'function').textContent).toBe('Caller main');
  expect(['ncalls', 'tottime', 'share', 'cumtime'].map((name) => cell(2, name).textContent)).toEqual(['4', '250 ms', '75 %', '500 ms']);
  expect(cell(2, 'share').title).toContain('for this caller');
});

describe('the keys of a tree', () => {
  beforeEach(() => unfold());

  it('go to the first row below, and back above', async () => {
    await screen.press('ArrowRight');
    expect(focused()).toBe('2');
    await screen.press('ArrowLeft');
    expect(focused()).toBe('1');
    await screen.press('ArrowLeft');
    expect(screen.all('row-edge')).toHaveLength(0);
  });

  it('unfold all rows beside one', async () => {
    await screen.press('*');
    expect(place(4)).toBe('1 3 3 true');
  });

  it('open the source of a caller', async () => {
    await screen.press('ArrowDown');
    await screen.press('Enter');
    expect(host.all('reveal').at(-1)).toMatchObject({ function: 'main', beside: false });
    expect(screen.panel.selected.value).toBe('main');
  });
});

it('unfolds and folds by a click on the arrow, without opening the source', async () => {
  await screen.click(screen.all('twistie')[0] ?? row(1));
  await answerEdges(callers);
  expect(screen.all('row-edge')).toHaveLength(2);
  await screen.click(screen.all('twistie')[0] ?? row(1));
  expect(screen.all('row-edge')).toHaveLength(0);
  expect(host.all('reveal')).toEqual([]);
});

it('marks further levels as estimates, and recursion', async () => {
  await unfold();
  expect(cell(3, 'function').textContent).toContain('recursive');
  expect(row(3).getAttribute('aria-expanded')).toBeNull();
  await screen.press('ArrowDown');
  await screen.press('ArrowRight');
  expect(host.all('ask').at(-1)).toMatchObject({ params: { path: ['1', 'main'] } });
  await answerEdges([makeEdge('<module>', { estimated: true })]);
  expect(cell(3, 'tottime').textContent).toBe('≈ 250 ms');
  expect(cell(3, 'tottime').querySelector('i')).not.toBeNull();
  expect(cell(3, 'tottime').title).toMatch(/^About 0\.25 s: an estimate/);
  expect(cell(3, 'location').textContent).toBe('/shop/orders.py:7');
});

it('leaves blank what the profile does not say of an edge', async () => {
  await screen.do(() => row(1).focus());
  await screen.press('ArrowRight');
  const { self: _self, cumulative: _cumulative, part: _part, ...unknown } = makeEdge('main');
  await answerEdges([unknown, unknown]);
  expect(['tottime', 'share', 'cumtime'].map((name) => cell(2, name).textContent)).toEqual(['', '', '']);
});

it('shows more of very many callers on demand', async () => {
  await screen.do(() => row(2).focus());
  await screen.press('ArrowRight');
  await answerEdges(
    Array.from({ length: 100 }, (_, index) => makeEdge(`c${index}`)),
    1_300,
  );
  await screen.press('End');
  const more = screen.get('row-more');
  expect(more.textContent).toBe('… 1,200 more');
  await screen.press('Enter');
  await screen.press('End');
  expect(screen.get('row-more').textContent).toBe('… 200 more');
});

it('unfolds into callees when the user wants that', async () => {
  await screen.do(() => screen.panel.table.unfoldInto('callees'));
  await screen.do(() => row(0).focus());
  await screen.press('ArrowRight');
  expect(host.all('ask').at(-1)).toMatchObject({ question: 'callees', params: { path: ['0'] } });
  expect(host.state).toMatchObject({ sections: { table: { direction: 'callees' } } });
});

it('unfolds a group into its functions', async () => {
  await screen.close();
  const group = makeRow(0, { function: '', group: 'g7', functions: 2, name: 'Basket', callers: 0, callees: 0, cumulativeAtMost: true });
  await open([group]);
  expect(cell(0, 'location').textContent).toBe('2 functions');
  expect(cell(0, 'cumtime').textContent).toBe('≤ 1.00 s');
  expect(cell(0, 'cumtime-percall').textContent).toMatch(/^≤ /);
  await screen.click(row(0));
  expect(host.questions.at(-1)?.query).toMatchObject({ within: 'g7', offset: 0 });
  await screen.do(() => answerAll(screen.panel, host, rows.slice(0, 2)));
  expect(screen.column('function')).toEqual(['Basket', 'f0', 'f1']);
  expect(host.all('reveal')).toEqual([]);
});

it('goes to the function that another tab has selected', async () => {
  await screen.do(() => screen.panel.table.cursor.moveTo(0));
  await screen.do(() => {
    screen.panel.tab.value = 'icicle';
  });
  await screen.do(() => {
    screen.panel.selected.value = '2';
    screen.panel.tab.value = 'table';
  });
  expect(screen.panel.table.cursor.active.value).toBe(2);
});
