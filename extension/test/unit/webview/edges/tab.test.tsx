// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Row } from '../../../../src/protocol.gen';
import type { Panel } from '../../../../src/webview/model/panel';
import { arrived, type FakeHost, makeRow, makeRows, openPanel } from '../fakes';
import { Screen } from '../screen';
import { edgeOf } from './fakes';

let panel: Panel;
let host: FakeHost;
let screen: Screen;

beforeEach(async () => {
  ({ panel, host } = await openPanel(makeRows(5)));
  panel.tab.value = 'callers';
  screen = await Screen.of(panel);
});
afterEach(() => screen.close());

/** Shows a function, with these callers and callees. */
async function show(row: Row, callers: readonly Row[], callees: readonly Row[]): Promise<void> {
  await act(async () => {
    panel.selected.value = row.function;
    await arrived();
  });
  await act(async () => {
    for (const { request, question, params } of host.all('ask')) {
      if ((question === 'callers' || question === 'callees') && params.path[0] === row.function) {
        const rows = (question === 'callers' ? callers : callees).map(edgeOf);
        panel.receive({ type: 'answer', request, result: { function: row, rows, matching: rows.length } });
      }
    }
    await arrived();
  });
}

const text = (testId: string) => screen.get(testId).textContent ?? '';

it('asks for a function first', async () => {
  expect(text('message')).toContain('Choose a function');
  await screen.click(screen.button('Show Table'));
  expect(panel.tab.value).toBe('table');
});

it('shows a function between its callers and callees', async () => {
  await show(makeRow(2), [makeRow(0), makeRow(1)], [makeRow(3)]);
  expect(text('callers')).toMatch(/^Called by 2 functions/);
  expect(text('callees')).toMatch(/^Calls 1 function/);
  expect(text('edges-function')).toBe(
    'f2/shop/orders.py:3Show in icicle' + 'calls10' + 'tottime500 ms 20 %' + 'per call50.0 ms' + 'cumtime1.00 s 40 %' + 'per call100 ms',
  );
  expect(screen.all('callers-row').map((row) => row.querySelector('[data-testid="cell-function"]')?.textContent)).toEqual(['f0', 'f1']);
});

it('says in words that it is a root, and that nothing is below it', async () => {
  await show(makeRow(2, { calls: 9, primitiveCalls: 1 }), [], []);
  expect(text('callers-nothing')).toContain('It is a root');
  expect(text('callees-nothing')).toContain('It called nothing');
  expect(text('edges-function')).toContain('Recursive: 8 of 9 calls');
});

it('goes to a function with a click, and opens sources with the keyboard', async () => {
  await show(makeRow(2), [makeRow(0)], [makeRow(3)]);
  await screen.do(() => screen.get('callees-row').focus());
  await screen.press('Enter');
  await screen.press('Enter', { altKey: true });
  expect(host.all('reveal').map((message) => [message.function, message.beside])).toEqual([
    ['3', false],
    ['3', true],
  ]);
  await screen.press(' ');
  expect(panel.selected.value).toBe('3');
  await show(makeRow(3), [makeRow(2)], []);
  await screen.press('ArrowLeft', { altKey: true });
  expect(panel.edges.history.current.value?.name).toBe('f2');
  await screen.click(screen.get('edges-forward'));
  expect(panel.edges.history.current.value?.name).toBe('f3');
});

it('goes back with the keys that go through the words of a text only where there is no text', async () => {
  await show(makeRow(2), [], [makeRow(3)]);
  await screen.click(screen.get('callees-row'));
  await screen.do(() => {
    panel.edges.picker.typed.value = 'two words';
    screen.get('edges-pick').focus();
  });
  await screen.press('ArrowLeft', { altKey: true });
  expect(panel.edges.history.current.value?.name).toBe('f3');
  await screen.do(() => (panel.edges.picker.typed.value = ''));
  await screen.press('ArrowLeft', { altKey: true });
  expect(panel.edges.history.current.value?.name).toBe('f2');
});

it('leads to the icicle of the function', async () => {
  await show(makeRow(2), [], []);
  await screen.click(screen.get('edges-icicle'));
  expect(panel.tab.value).toBe('icicle');
  expect(panel.icicle.path.value.map(({ name }) => name)).toEqual(['f2']);
});

it('has no source of what has none', async () => {
  await show(makeRow(2, { builtin: true, file: '', line: 0, name: '{built-in method time.sleep}' }), [makeRow(0)], []);
  expect(screen.has('edges-source')).toBe(false);
  expect(text('callees-nothing')).toContain('written in C');
});
