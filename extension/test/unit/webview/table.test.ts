import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rowHeight } from '../../../src/webview/model/cursor';
import { typingPause } from '../../../src/webview/model/filter';
import { Panel } from '../../../src/webview/model/panel';
import { answerAll, arrived, FakeHost, makeRow, makeRows, openMessage, openPanel } from './fakes';

beforeEach(async () => void vi.useFakeTimers());
afterEach(async () => void vi.useRealTimers());

const rows = [...makeRows(5), makeRow(5, { name: 'total' }), makeRow(6, { name: 'subtotal' })];

it('filters once the typing pauses, by what is in the field then', async () => {
  const { panel, host } = await openPanel(rows);
  for (const text of ['t', 'to', 'tot']) {
    panel.table.filter.type(text);
    vi.advanceTimersByTime(typingPause - 1);
  }
  expect(host.questions).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(host.questions.map(({ query }) => query.filter.text)).toEqual(['', 'tot']);
});

it('filters at once when told to, and not once more after the pause', async () => {
  const { panel, host } = await openPanel(rows);
  panel.table.filter.type('tot');
  panel.table.filter.now();
  vi.advanceTimersByTime(10 * typingPause);
  expect(host.questions).toHaveLength(2);
});

it('does not ask again when the text is back to what it was', async () => {
  const { panel, host } = await openPanel(rows);
  panel.table.filter.type('t');
  panel.table.filter.type('');
  vi.advanceTimersByTime(typingPause);
  expect(host.questions).toHaveLength(1);
});

it('says how many functions the filter keeps, when it is known', async () => {
  const { panel, host } = await openPanel(rows);
  expect(panel.table.matching.value).toBe('7 functions');
  panel.table.filter.type('total');
  panel.table.filter.now();
  expect(panel.table.matching.value).toBe('7 functions');
  await answerAll(panel, host, rows);
  expect(panel.table.matching.value).toBe('2 of 7 functions');
  panel.table.filter.clear();
  await answerAll(panel, host, rows);
  expect(panel.table.matching.value).toBe('7 functions');
});

it('tells which function the user is at in a profile that was read again, whose ids are others', async () => {
  const { panel, host } = await openPanel(rows);
  panel.table.cursor.moveTo(5);
  expect(panel.selected.value).toBe('5');
  panel.receive(openMessage(7, { profile: '2' }));
  expect(panel.selected.value).toBeUndefined();
  await answerAll(panel, host, makeRows(7, 10));
  expect(panel.selected.value).toBe('15');
});

it('leaves that to the tab that is shown', async () => {
  const { panel, host } = await openPanel(rows);
  panel.table.cursor.moveTo(5);
  panel.tab.value = 'icicle';
  panel.receive(openMessage(7, { profile: '2' }));
  await answerAll(panel, host, makeRows(7, 10));
  expect(panel.selected.value).toBeUndefined();
});

it('keeps the function that the user is at when its profile is only told of once more', async () => {
  const { panel } = await openPanel(rows);
  panel.selected.value = '3';
  panel.receive(openMessage(7));
  expect(panel.selected.value).toBe('3');
});

it('counts in the singular', async () => {
  expect((await openPanel(makeRows(1))).panel.table.matching.value).toBe('1 function');
});

it('groups thousands', async () => {
  expect((await openPanel(makeRows(1234))).panel.table.matching.value).toBe('1,234 functions');
});

it('asks in the new order after a click on a header', async () => {
  const { panel, host } = await openPanel(rows);
  panel.table.order.sortBy('cumtime');
  expect(host.questions.at(-1)?.query).toEqual({
    sort: [{ key: 'cumtime', descending: true }],
    filter: { text: '' },
    offset: 0,
    limit: 100,
  });
});

it('begins another order at the top, when its rows are there', async () => {
  const { panel, host } = await openPanel(makeRows(1000));
  panel.table.cursor.scrolled(2400);
  panel.table.cursor.moveTo(105);
  panel.table.order.sortBy('cumtime');
  expect(panel.table.cursor.active.value).toBe(105);
  await answerAll(panel, host, makeRows(1000));
  expect(panel.table.cursor.scrollTop).toBe(0);
  expect(panel.table.cursor.active.value).toBe(-1);
});

it('keeps its place when the file is read again', async () => {
  const { panel, host } = await openPanel(makeRows(1000));
  panel.table.cursor.scrolled(500 * rowHeight);
  panel.table.cursor.moveTo(503);
  panel.receive(openMessage(1000));
  expect(host.questions.at(-1)?.query.offset).toBe(500);
  await answerAll(panel, host, makeRows(1000));
  expect(panel.table.cursor.scrollTop).toBe(500 * rowHeight);
  expect(panel.table.cursor.active.value).toBe(503);
});

it('moves the active row up when the file has become shorter', async () => {
  const { panel, host } = await openPanel(makeRows(1000));
  panel.table.cursor.moveTo(503);
  panel.receive(openMessage(10));
  await answerAll(panel, host, makeRows(10));
  expect(panel.table.cursor.active.value).toBe(9);
});

it('shows why rows cannot be had, and asks again when told to', async () => {
  const { panel, host } = await openPanel(rows);
  panel.table.filter.type('*');
  panel.table.filter.now();
  panel.receive({ type: 'refused', request: host.questions.at(-1)?.request ?? 0, text: 'Nothing to repeat.' });
  await arrived();
  expect(panel.table.pages.failure.value).toBe('Nothing to repeat.');
  expect(panel.table.matching.value).toBe('');
  panel.table.reload();
  expect(panel.table.pages.failure.value).toBeUndefined();
  expect(host.questions.at(-1)?.query.filter.text).toBe('*');
});

it('ignores the failure of a filter that has been changed since', async () => {
  const { panel, host } = await openPanel(rows);
  panel.table.filter.type('*');
  panel.table.filter.now();
  const request = host.questions.at(-1)?.request ?? 0;
  panel.table.filter.clear();
  panel.receive({ type: 'refused', request, text: 'Nothing to repeat.' });
  await arrived();
  expect(panel.table.pages.failure.value).toBeUndefined();
});

it('finds its order, filter and place again when the webview is made anew', async () => {
  const first = await openPanel(makeRows(1000));
  first.panel.table.order.sortBy('cumtime');
  first.panel.table.filter.type('f');
  first.panel.table.filter.now();
  await answerAll(first.panel, first.host, makeRows(1000));
  first.panel.table.cursor.scrolled(300 * rowHeight);
  first.panel.dispose();

  const host = new FakeHost(first.host.state);
  const panel = new Panel(host);
  panel.receive(openMessage(1000));
  expect(host.questions.map(({ query }) => query)).toEqual([
    { sort: [{ key: 'cumtime', descending: true }], filter: { text: 'f' }, offset: 300, limit: 100 },
  ]);
  expect(panel.table.filter.typed.value).toBe('f');
});

it('saves the place once the scrolling pauses', async () => {
  const { panel, host } = await openPanel(makeRows(1000));
  panel.table.cursor.scrolled(100);
  panel.table.cursor.scrolled(200);
  expect(host.state).toMatchObject({ sections: { table: { place: { scrollTop: 0 } } } });
  vi.runAllTimers();
  expect(host.state).toMatchObject({ sections: { table: { place: { scrollTop: 200 } } } });
});
