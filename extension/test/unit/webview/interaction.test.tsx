// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeHost } from './fakes';
import { answerAll, makeRow, makeRows, openPanel } from './fakes';
import { Screen } from './screen';

const rows = [makeRow(0), makeRow(1, { name: 'len', file: '', line: 0 }), ...makeRows(998, 2)];

let screen: Screen;
let host: FakeHost;

beforeEach(async () => {
  vi.useFakeTimers();
  const opened = await openPanel(rows);
  host = opened.host;
  screen = await Screen.of(opened.panel);
});
afterEach(async () => {
  await screen.close();
  vi.useRealTimers();
});

const revealed = () => host.all('reveal').map((message) => [message.function, message.beside]);
const focused = () => document.activeElement?.getAttribute('data-index');
const row = (index: number) => screen.all('row')[index] ?? screen.get('row');

describe('opening the source', () => {
  it.each([
    ['a click', {}, false],
    ['Alt and a click', { altKey: true }, true],
  ])('by %s', async (_, modifiers, beside) => {
    await screen.click(row(3), modifiers);
    expect(revealed()).toEqual([['3', beside]]);
  });

  it('by Enter on the active row, with Alt beside', async () => {
    await screen.do(() => row(0).focus());
    await screen.press('ArrowDown');
    await screen.press('ArrowDown');
    await screen.press('Enter');
    await screen.press('Enter', { altKey: true });
    expect(revealed()).toEqual([
      ['2', false],
      ['2', true],
    ]);
  });

  it('does nothing for a built-in', async () => {
    await screen.click(row(1));
    await screen.do(() => row(1).focus());
    await screen.press('Enter');
    expect(revealed()).toEqual([]);
    expect(row(1).className).toContain('row-sourceless');
  });
});

describe('selecting rows', () => {
  const selected = () =>
    screen.all('row').flatMap((each) => (each.getAttribute('aria-selected') === 'true' ? [each.dataset['index']] : []));
  const press = (index: number, modifiers: MouseEventInit = {}) =>
    screen.do(() => {
      const options = { bubbles: true, cancelable: true, ...modifiers };
      row(index).dispatchEvent(new MouseEvent('mousedown', options));
      row(index).focus();
      row(index).dispatchEvent(new MouseEvent('click', options));
    });

  it.each<[string, [number, MouseEventInit][], string[], number]>([
    [
      'one by a click',
      [
        [2, {}],
        [4, {}],
      ],
      ['4'],
      2,
    ],
    [
      'further ones by Ctrl',
      [
        [2, {}],
        [4, { ctrlKey: true }],
      ],
      ['2', '4'],
      1,
    ],
    [
      'not any more by Cmd',
      [
        [2, {}],
        [4, { metaKey: true }],
        [2, { metaKey: true }],
      ],
      ['4'],
      1,
    ],
    [
      'all up to one by Shift',
      [
        [2, {}],
        [4, { shiftKey: true }],
      ],
      ['2', '3', '4'],
      1,
    ],
  ])('%s', async (_, clicks, expected, opened) => {
    for (const [index, modifiers] of clicks) {
      await press(index, modifiers);
    }
    expect(selected()).toEqual(expected);
    expect(revealed()).toHaveLength(opened);
  });

  it.each([
    ['ArrowDown', { shiftKey: true }, ['2', '3']],
    ['ArrowUp', { shiftKey: true }, ['1', '2']],
    [' ', { ctrlKey: true }, []],
  ])('by a key: %j', async (key, modifiers, expected) => {
    await press(2);
    await screen.press(key, modifiers);
    expect(selected()).toEqual(expected);
  });

  it('all by a key', async () => {
    await press(2);
    await screen.press('a', { ctrlKey: true });
    expect(selected()).toHaveLength(screen.all('row').length);
  });
});

describe('the keyboard', () => {
  it('finds one row to stop at on Tab', async () => {
    expect(screen.all('row').filter((each) => each.tabIndex === 0)).toEqual([row(0)]);
    await screen.do(() => row(4).focus());
    expect(screen.all('row').filter((each) => each.tabIndex === 0)).toEqual([row(4)]);
  });

  it.each([
    ['ArrowDown', '3'],
    ['ArrowUp', '1'],
    ['Home', '0'],
    ['PageDown', '11'],
    ['End', '999'],
  ])('moves with %s, and the focus with it', async (key, expected) => {
    await screen.do(() => row(2).focus());
    await screen.press(key);
    expect(focused()).toBe(expected);
    expect(document.activeElement?.getAttribute('aria-selected')).toBe('true');
  });

  it.each([
    ['/', {}],
    ['f', { ctrlKey: true }],
    ['f', { metaKey: true }],
  ])('goes to the filter with %s', async (key, modifiers) => {
    await screen.do(() => row(2).focus());
    await screen.press(key, modifiers);
    expect(document.activeElement).toBe(screen.get('filter'));
  });

  it('goes from the filter to the rows with the arrow down', async () => {
    await screen.do(() => screen.get('filter').focus());
    await screen.press('ArrowDown');
    expect(focused()).toBe('0');
  });

  it('clears the filter with Escape, from the rows as well', async () => {
    await screen.do(() => screen.get('filter').focus());
    await screen.type('f1');
    await screen.press('Enter');
    await screen.do(() => answerAll(screen.panel, host, rows));
    expect(screen.get('matching').textContent).toBe('110 of 1,000 functions');
    await screen.press('ArrowDown');
    await screen.press('Escape');
    await screen.do(() => answerAll(screen.panel, host, rows));
    expect(screen.get('matching').textContent).toBe('1,000 functions');
    expect(document.activeElement).toBe(screen.get('filter'));
  });

  it('stays in the table when other rows take the place of the focused one', async () => {
    await screen.do(() => row(5).focus());
    await screen.do(() => {
      screen.panel.table.filter.type('f99');
      screen.panel.table.filter.now();
    });
    await screen.do(() => answerAll(screen.panel, host, rows));
    expect(screen.column('function')).toHaveLength(11);
    expect(focused()).toBe('0');
  });
});

it('filters what is typed after a pause', async () => {
  await screen.type('f99');
  expect(host.questions).toHaveLength(1);
  vi.advanceTimersByTime(150);
  await screen.do(() => answerAll(screen.panel, host, rows));
  expect(screen.get('matching').textContent).toBe('11 of 1,000 functions');
  expect(screen.column('function').slice(0, 2)).toEqual(['f99', 'f990']);
});

it('asks for the pages that are scrolled to', async () => {
  const scroller = screen.grid().parentElement;
  await screen.do(() => {
    if (scroller !== null) {
      scroller.scrollTop = 500 * 24;
      scroller.dispatchEvent(new Event('scroll'));
    }
  });
  expect(host.questions.map(({ query }) => query.offset)).toEqual([0, 400, 500]);
  await screen.do(() => answerAll(screen.panel, host, rows));
  expect(screen.column('function')).toContain('f505');
});
