import { describe, expect, it, vi } from 'vitest';
import { Picker } from '../../../../src/webview/edges/picker';
import { makeRow } from '../fakes';
import { FakeServer, openEdges, settled } from './fakes';

const step = (number: number) => ({ id: String(number), name: `f${number}`, file: '/shop/orders.py', line: number + 1 });

/** The names in a table. */
const names = ({ pages }: { pages: { shown: { value: { count: number } }; row(index: number): { name: string } | undefined } }) =>
  Array.from({ length: pages.shown.value.count }, (_, index) => pages.row(index)?.name);

describe('a function', () => {
  it('stands between its callers and callees', async () => {
    const { edges, server } = await openEdges();
    expect(server.asked).toEqual([]);
    edges.visit(step(2));
    await settled();
    expect(edges.function.value?.name).toBe('f2');
    expect(names(edges.callers)).toEqual(['f0', 'f1']);
    expect(names(edges.callees)).toEqual(['f3', 'f4']);
    expect(server.asked).toEqual(['callers 2 by cumtime', 'callees 2 by cumtime']);
  });

  it('is the one that is selected in another tab', async () => {
    const { edges, panel, server } = await openEdges();
    panel.tab.value = 'table';
    panel.selected.value = '3';
    await settled();
    expect(server.asked).toEqual([]);
    panel.tab.value = 'callers';
    await settled();
    expect(edges.function.value?.name).toBe('f3');
    expect(server.asked).toHaveLength(2);
  });

  it('is told to the other tabs', async () => {
    const { edges, panel } = await openEdges();
    edges.visit(step(1));
    await settled();
    expect(panel.selected.value).toBe('1');
  });

  it('is asked for once, however often the tab is shown', async () => {
    const { edges, panel, server } = await openEdges();
    edges.visit(step(1));
    await settled();
    panel.tab.value = 'icicle';
    panel.tab.value = 'callers';
    edges.visit(step(1));
    await settled();
    expect(server.asked).toHaveLength(2);
  });

  it('is visited again with back and forward, by its name', async () => {
    const { edges } = await openEdges();
    edges.visit(step(1));
    await settled();
    edges.visit({ ...step(4), name: '' });
    await settled();
    edges.go(-1);
    await settled();
    expect(edges.function.value?.name).toBe('f1');
    expect(edges.history.after.value?.name).toBe('f4');
    edges.go(1);
    await settled();
    expect(names(edges.callers)).toHaveLength(4);
  });

  it('whose answer comes late does not take the place of the next', async () => {
    const { edges } = await openEdges();
    edges.visit(step(1));
    edges.visit(step(3));
    await settled();
    expect(edges.function.value?.name).toBe('f3');
    expect(names(edges.callees)).toEqual(['f4']);
  });

  it('cannot be the slowest of none', async () => {
    const { edges, open } = await openEdges();
    await open([]);
    await edges.visitSlowest();
    expect(edges.failure.value).toBe('This profile contains no functions.');
  });

  it('can be the slowest', async () => {
    const { edges } = await openEdges();
    await edges.visitSlowest();
    await settled();
    expect(edges.function.value?.name).toBe('f0');
  });
});

describe('the order', () => {
  it('is that of the server, of each table its own', async () => {
    const { edges, server } = await openEdges();
    edges.visit(step(2));
    await settled();
    edges.callees.order.sortBy('ncalls');
    await settled();
    expect(server.asked.slice(2)).toEqual(['callees 2 by ncalls']);
  });

  it('is by corrected times while these are shown', async () => {
    const { edges, panel, server } = await openEdges();
    edges.visit(step(2));
    await settled();
    panel.isCorrected.value = true;
    await settled();
    expect(server.asked.slice(2)).toEqual(['callers 2 by corrected-cumtime', 'callees 2 by corrected-cumtime']);
  });
});

describe('after a change of the profile', () => {
  it('the function is found by its name and its file', async () => {
    const { edges, panel, open } = await openEdges();
    edges.visit(step(2));
    await settled();
    await open([
      makeRow(0, { name: 'new' }),
      makeRow(1, { name: 'f2', file: '/shop/other.py' }),
      makeRow(2),
      makeRow(7, { name: 'f2', line: 40 }),
    ]);
    expect(edges.function.value?.function).toBe('2');
    expect(panel.selected.value).toBe('2');
    await open([makeRow(0), makeRow(2, { name: 'another' }), makeRow(8, { name: 'f2', line: 5 })]);
    expect(edges.function.value?.function).toBe('8');
    expect(panel.selected.value).toBe('8');
  });

  it('a function that is gone is missed, and another can be chosen', async () => {
    const { edges, open } = await openEdges();
    edges.visit(step(4));
    await settled();
    await open([makeRow(0), makeRow(1)]);
    expect(edges.failure.value).toBe('“f4” is not in this profile. Choose another function.');
    edges.visit(step(1));
    await settled();
    expect([edges.failure.value, edges.function.value?.name]).toEqual([undefined, 'f1']);
  });

  it('those before it are found, too', async () => {
    const { edges, open } = await openEdges();
    edges.visit(step(1));
    edges.visit(step(2));
    await settled();
    await open([makeRow(1, { name: 'other' }), makeRow(2), makeRow(9, { name: 'f1' })]);
    edges.go(-1);
    await settled();
    expect(edges.function.value?.function).toBe('9');
  });
});

describe('what is saved', () => {
  it('is found again, also in a profile that has changed meanwhile', async () => {
    const { edges } = await openEdges();
    edges.visit(step(1));
    edges.visit(step(2));
    edges.callers.order.sortBy('tottime');
    await settled();
    const server = new FakeServer();
    server.rows = [makeRow(5, { name: 'f2' }), makeRow(1)];
    const { edges: again } = await openEdges({ server, saved: JSON.parse(JSON.stringify(edges.state)) });
    await settled();
    expect(again.function.value?.function).toBe('5');
    expect(again.history.before.value?.name).toBe('f1');
    expect(server.asked.slice(-2)).toEqual(['callers 5 by tottime', 'callees 5 by cumtime']);
  });
});

describe('failures', () => {
  it('are told, and tried again', async () => {
    const server = new FakeServer();
    const { edges } = await openEdges({ server });
    const { rows } = server;
    server.rows = [];
    edges.visit(step(1));
    await settled();
    expect(edges.callers.pages.failure.value).toBe('The profile has no function 1.');
    server.rows = rows;
    edges.tryAgain();
    await settled();
    expect(edges.callers.pages.failure.value).toBeUndefined();
    expect(names(edges.callers)).toEqual(['f0']);
  });
});

describe('choosing a function', () => {
  it('suggests what contains the text, after a pause', async () => {
    vi.useFakeTimers();
    const server = new FakeServer(30);
    const picker = new Picker(server);
    picker.type('f');
    picker.type('f1');
    await vi.advanceTimersByTimeAsync(150);
    expect(server.asked).toEqual(['rows f1']);
    expect(picker.suggestions.value?.rows.map(({ name }) => name)).toEqual([
      'f1',
      ...Array.from({ length: 10 }, (_, index) => `f${10 + index}`),
    ]);
    picker.move(-1);
    expect(picker.active.value).toBe(10);
    picker.move(1);
    picker.move(1);
    expect(picker.take()?.name).toBe('f10');
    expect([picker.typed.value, picker.suggestions.value]).toEqual(['', undefined]);
    vi.useRealTimers();
  });

  it('says how many there are of which the first are shown', async () => {
    const picker = new Picker(new FakeServer(300));
    await picker.suggest();
    expect([picker.suggestions.value?.rows.length, picker.suggestions.value?.matching]).toEqual([20, 300]);
  });

  it.each([
    ['no such function', new FakeServer().ask, 'No function is called like this.'],
    [
      'tottime >',
      (async () => ({
        rows: [],
        matching: 0,
        functions: 0,
        self: 0,
        share: 0,
        problem: { text: 'A number is missing.', start: 0, end: 1 },
      })) as never,
      'A number is missing.',
    ],
    [
      'f',
      (async () => {
        throw new Error('The server has ended.');
      }) as never,
      'The server has ended.',
    ],
  ])('of “%s” says what is wrong', async (text, ask, expected) => {
    const picker = new Picker({ ask });
    picker.typed.value = text;
    await picker.suggest();
    expect(picker.suggestions.value?.problem).toBe(expected);
    expect(picker.take()).toBeUndefined();
  });

  it('that was given up suggests nothing', async () => {
    const picker = new Picker(new FakeServer());
    const suggested = picker.suggest();
    picker.close();
    await suggested;
    expect(picker.suggestions.value).toBeUndefined();
  });
});
