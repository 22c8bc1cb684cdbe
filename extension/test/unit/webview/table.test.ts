import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { columns } from '../../../src/webview/model/columns';
import { Panel } from '../../../src/webview/model/panel';
import { initialState } from '../../../src/webview/model/saved-state';
import { rowHeight, typingPause } from '../../../src/webview/model/table';
import { answerAll, FakeHost, makeRow, makeRows, openMessage, openPanel } from './fakes';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rows = [...makeRows(5), makeRow(5, { name: 'total' }), makeRow(6, { name: 'subtotal' })];

function sortBy(panel: Panel, name: string): void {
  for (const column of columns.filter((candidate) => candidate.name === name)) {
    panel.table.sortBy(column);
  }
}

it('filters once the typing pauses, by what is in the field then', () => {
  const { panel, host } = openPanel(rows);
  for (const text of ['t', 'to', 'tot']) {
    panel.table.type(text);
    vi.advanceTimersByTime(typingPause - 1);
  }
  expect(host.questions).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(host.questions.map(({ query }) => query.filter)).toEqual(['', 'tot']);
});

it('filters at once when told to, and not once more after the pause', () => {
  const { panel, host } = openPanel(rows);
  panel.table.type('tot');
  panel.table.filterNow();
  vi.advanceTimersByTime(10 * typingPause);
  expect(host.questions).toHaveLength(2);
});

it('does not ask again when the text is back to what it was', () => {
  const { panel, host } = openPanel(rows);
  panel.table.type('t');
  panel.table.type('');
  vi.advanceTimersByTime(typingPause);
  expect(host.questions).toHaveLength(1);
});

it('says how many functions the filter keeps, when it is known', () => {
  const { panel, host } = openPanel(rows);
  expect(panel.table.matching.value).toBe('7 functions');
  panel.table.type('total');
  panel.table.filterNow();
  expect(panel.table.matching.value).toBe('7 functions');
  answerAll(panel, host, rows);
  expect(panel.table.matching.value).toBe('2 of 7 functions');
  panel.table.clearFilter();
  answerAll(panel, host, rows);
  expect(panel.table.matching.value).toBe('7 functions');
});

it('counts in the singular', () => {
  expect(openPanel(makeRows(1)).panel.table.matching.value).toBe('1 function');
});

it('groups thousands', () => {
  expect(openPanel(makeRows(1234)).panel.table.matching.value).toBe('1,234 functions');
});

it('asks in the new order after a click on a header', () => {
  const { panel, host } = openPanel(rows);
  sortBy(panel, 'cumtime');
  expect(host.questions.at(-1)?.query).toEqual({ sort: [{ key: 'cumtime', descending: true }], filter: '', offset: 0, limit: 100 });
});

it('begins another order at the top, when its rows are there', () => {
  const { panel, host } = openPanel(makeRows(1000));
  panel.scrolled(2400);
  panel.table.activate(105);
  sortBy(panel, 'cumtime');
  expect(panel.table.active.value).toBe(105);
  answerAll(panel, host, makeRows(1000));
  expect(panel.table).toMatchObject({ scrollTop: 0 });
  expect(panel.table.active.value).toBe(-1);
});

it('keeps its place when the file is read again', () => {
  const { panel, host } = openPanel(makeRows(1000));
  panel.scrolled(500 * rowHeight);
  panel.table.activate(503);
  panel.receive(openMessage(1000));
  expect(host.questions.at(-1)?.query.offset).toBe(500);
  answerAll(panel, host, makeRows(1000));
  expect(panel.table.scrollTop).toBe(500 * rowHeight);
  expect(panel.table.active.value).toBe(503);
});

it('moves the active row up when the file has become shorter', () => {
  const { panel, host } = openPanel(makeRows(1000));
  panel.table.activate(503);
  panel.receive(openMessage(10));
  answerAll(panel, host, makeRows(10));
  expect(panel.table.active.value).toBe(9);
});

it('shows why rows cannot be had, and asks again when told to', () => {
  const { panel, host } = openPanel(rows);
  panel.table.type('*');
  panel.table.filterNow();
  panel.receive({ type: 'refused', request: host.questions.at(-1)?.request ?? 0, text: 'Nothing to repeat.' });
  expect(panel.table.failure.value).toBe('Nothing to repeat.');
  expect(panel.table.matching.value).toBe('');
  panel.table.tryAgain();
  expect(panel.table.failure.value).toBeUndefined();
  expect(host.questions.at(-1)?.query.filter).toBe('*');
});

it('ignores the failure of a filter that has been changed since', () => {
  const { panel, host } = openPanel(rows);
  panel.table.type('*');
  panel.table.filterNow();
  const request = host.questions.at(-1)?.request ?? 0;
  panel.table.clearFilter();
  panel.receive({ type: 'refused', request, text: 'Nothing to repeat.' });
  expect(panel.table.failure.value).toBeUndefined();
});

it('finds its order, filter and place again when the webview is made anew', () => {
  const first = openPanel(makeRows(1000));
  sortBy(first.panel, 'cumtime');
  first.panel.table.type('f');
  first.panel.table.filterNow();
  answerAll(first.panel, first.host, makeRows(1000));
  first.panel.scrolled(300 * rowHeight);
  first.panel.dispose();

  const host = new FakeHost(first.host.state);
  const panel = new Panel(host);
  panel.receive(openMessage(1000));
  expect(host.questions.map(({ query }) => query)).toEqual([
    { sort: [{ key: 'cumtime', descending: true }], filter: 'f', offset: 300, limit: 100 },
  ]);
  expect(panel.table.typed.value).toBe('f');
});

it('saves the place once the scrolling pauses', () => {
  const { panel, host } = openPanel(makeRows(1000));
  panel.scrolled(100);
  panel.scrolled(200);
  expect(host.state).toEqual(initialState);
  vi.runAllTimers();
  expect(host.state).toMatchObject({ scrollTop: 200 });
});
