// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LeftOut } from '../../../src/panel/messages';
import type { OriginTotal, ProfileOpenResult, RunProcess } from '../../../src/protocol.gen';
import { Panel } from '../../../src/webview/model/panel';
import { answerAll, FakeHost, makeRow, makeRows, openMessage, openPanel } from './fakes';
import { Screen } from './screen';

const rows = makeRows(20);
const origins: readonly OriginTotal[] = [
  { origin: 'project', functions: 12, self: 1.5, share: 0.6 },
  { origin: 'builtin', functions: 1, self: 1, share: 0.4 },
];

let screen: Screen;
let host: FakeHost;

async function open(summary: Partial<ProfileOpenResult> = {}): Promise<void> {
  const opened = await openPanel(rows, { summary });
  host = opened.host;
  screen = await Screen.of(opened.panel);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await screen.close();
  vi.useRealTimers();
});

const lastQuery = () => host.questions.at(-1)?.query;
const answer = () => screen.do(() => answerAll(screen.panel, host, rows));

/** Picks a line of a menu by its text. */
async function pick(menu: string, line: string): Promise<void> {
  await screen.click(screen.get(menu));
  const found = [...screen.get('menu').querySelectorAll('button')].find((each) => each.querySelector('.menu-label')?.textContent === line);
  if (found === undefined) {
    throw new Error(`There is no ${line} in: ${screen.get('menu').textContent}`);
  }
  await screen.click(found);
}

async function choose(testId: string, value: string): Promise<void> {
  const field = screen.get(testId) as HTMLSelectElement;
  await screen.do(() => {
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

describe('the filter', () => {
  it.each([
    ['match-case', { text: '', matchCase: true }],
    ['regexp', { text: '', regexp: true }],
  ])('has a switch: %s', async (testId, filter) => {
    await open();
    await screen.click(screen.get(testId));
    expect(screen.get(testId).getAttribute('aria-pressed')).toBe('true');
    expect(lastQuery()?.filter).toEqual(filter);
    await screen.click(screen.get(testId));
    expect(lastQuery()?.filter).toEqual({ text: '' });
  });

  it('says what is wrong with it, and where, and leaves the rows', async () => {
    await open();
    await screen.type('ncalls > many');
    await screen.press('Enter');
    await screen.do(() => screen.panel.table.filter.now());
    const problem = { text: '"many" is no number.', start: 9, end: 13 };
    const result = { rows: [], matching: 0, functions: 0, self: 0, share: 0, problem };
    await screen.do(() => screen.panel.receive({ type: 'answer', request: host.questions.at(-1)?.request ?? 0, result }));
    expect(screen.get('filter-problem').textContent).toBe('ncalls > many"many" is no number.');
    expect(screen.get('filter-problem').querySelector('mark')?.textContent).toBe('many');
    expect(screen.get('filter').getAttribute('aria-invalid')).toBe('true');
    expect(screen.column('function')).toHaveLength(18);
    await screen.click(screen.button('Clear the filter'));
    await answer();
    expect(screen.has('filter-problem')).toBe(false);
  });

  it('keeps the first rows', async () => {
    await open();
    await screen.do(() => screen.panel.table.filter.typeTop('10%'));
    await screen.do(() => vi.advanceTimersByTime(100));
    expect(lastQuery()?.filter).toEqual({ text: '', top: 0.1 });
    await screen.do(() => screen.panel.table.filter.typeTop('ten'));
    expect(screen.get('top').getAttribute('aria-invalid')).toBe('true');
  });

  it.each([
    ['class', { group: 'class' }],
    ['package', { group: 'package' }],
  ])('groups by %s', async (value, expected) => {
    await open();
    await choose('group', value);
    expect(lastQuery()).toMatchObject(expected);
  });
});

describe('the origins', () => {
  it('say how many functions and how much time they hide', async () => {
    await open({ origins });
    const project = screen.get('origin-project');
    expect(project.textContent).toBe('Project 12 · 60 %');
    expect(project.title).toBe('Hide all 12 functions of the project: 1.50 s, 60 % of the self time');
    expect(screen.get('origin-builtin').title).toBe('Hide the 1 function written in C: 1.00 s, 40 % of the self time');
    await screen.click(project);
    expect(project.getAttribute('aria-checked')).toBe('false');
    expect(project.textContent).toBe('Project 12 · 60 % hidden');
    expect(lastQuery()?.filter).toEqual({ text: '', hidden: ['project'] });
  });

  it('are not there where there is only one', async () => {
    await open({ origins: origins.slice(1) });
    expect(screen.has('origin-builtin')).toBe(false);
  });
});

describe('the sentence on the hottest functions', () => {
  const concentration = { functions: 7, share: 0.8, taken: 0.81 };

  it('shows just these, and leads back', async () => {
    await open({ concentration });
    expect(screen.get('concentration').textContent).toBe('7 of 20 functions take 80 % of the self time. Show just these');
    await screen.click(screen.get('sort-cumtime'));
    await screen.type('f1');
    await screen.do(() => screen.panel.table.filter.now());
    await screen.click(screen.get('show-hottest'));
    expect(lastQuery()).toMatchObject({ sort: [{ key: 'tottime', descending: true }], filter: { text: '', top: 7 } });
    await screen.click(screen.get('show-all'));
    expect(lastQuery()).toMatchObject({ sort: [{ key: 'cumtime', descending: true }], filter: { text: 'f1' } });
    expect(screen.has('show-hottest')).toBe(true);
  });

  it.each<[string, () => void]>([
    ['the order is another', () => screen.panel.table.order.sortBy('function')],
    ['some are hidden', () => screen.panel.table.filter.toggle('builtin')],
    ['all may be there', () => screen.panel.table.filter.clear()],
    ['there are groups', () => (screen.panel.table.group.value = 'file')],
  ])('does not say that they alone are shown when %s', async (_, change) => {
    await open({ concentration });
    await screen.click(screen.get('show-hottest'));
    await screen.do(change);
    expect(screen.has('show-all')).toBe(false);
    expect(screen.has('show-hottest')).toBe(true);
  });

  it.each([
    ['without time', {}],
    ['of all functions', { concentration: { ...concentration, functions: 20 } }],
  ])('is not there %s', async (_, summary) => {
    await open(summary);
    expect(screen.has('concentration')).toBe(false);
  });
});

describe('the order', () => {
  it('is told in words and with numbers, and reversed', async () => {
    await open();
    await screen.click(screen.get('sort-cumtime'));
    await screen.click(screen.get('sort-ncalls'), { shiftKey: true });
    expect(screen.get('order').textContent).toBe('by cumulative time, then calls');
    expect(['cumtime', 'ncalls', 'tottime'].map((name) => screen.get(`sort-${name}`).textContent)).toEqual([
      'cumtime1',
      'ncalls2',
      'tottime',
    ]);
    await screen.click(screen.get('reverse'));
    expect(lastQuery()?.sort).toEqual([
      { key: 'cumtime', descending: false },
      { key: 'ncalls', descending: false },
    ]);
  });
});

describe('the view', () => {
  it('hides columns and brings them back', async () => {
    await open();
    await pick('view-menu', 'Calls');
    await screen.press('Escape');
    expect(screen.has('sort-ncalls')).toBe(false);
    await pick('view-menu', 'Cumulative share');
    expect(screen.has('sort-cumulative-share')).toBe(true);
    await screen.press('Escape');
    await pick('view-menu', 'Reset Columns');
    expect([screen.has('sort-ncalls'), screen.has('sort-cumulative-share'), screen.has('menu')]).toEqual([true, false, false]);
  });

  it('shows times as pstats does', async () => {
    await open();
    await pick('view-menu', 'In seconds, as pstats');
    expect(screen.get('cell-tottime').textContent).toBe('0.500');
    expect(host.state).toMatchObject({ sections: { options: { times: 'seconds' } } });
  });

  it('leaves directories out', async () => {
    await open();
    await pick('view-menu', 'Show directories');
    expect(screen.get('cell-location').textContent).toBe('orders.py:1');
    expect(screen.get('cell-location').title).toBe('/shop/orders.py:1');
  });

  it('has corrected times where the profile has them, and says what they are', async () => {
    await open();
    await screen.click(screen.get('view-menu'));
    expect(screen.get('menu').textContent).not.toContain('Corrected');
    await screen.close();

    const corrected = { self: 0.25, cumulative: 0.75, share: 0.1, cumulativeShare: 0.3 };
    const opened = await openPanel([makeRow(0, { corrected })], { summary: { overhead: { perCall: 1e-7, seconds: 1, share: 0.2 } } });
    host = opened.host;
    screen = await Screen.of(opened.panel);
    await pick('view-menu', 'Corrected for the profiler’s overhead');
    expect(lastQuery()).toMatchObject({ sort: [{ key: 'corrected-tottime' }], filter: { corrected: true } });
    expect(screen.get('cell-tottime').textContent).toBe('250 ms');
    expect(screen.get('cell-tottime').title).toContain('estimated');
    expect(screen.get('sort-tottime').title).toContain('without the overhead of recording');
    expect(screen.get('corrected').textContent).toContain('corrected times, estimated');
    await screen.click(screen.button('Show as recorded'));
    expect(screen.get('cell-tottime').textContent).toBe('500 ms');
  });
});

describe('the header of the table', () => {
  it('makes columns wider, moves and hides them with keys and a menu', async () => {
    await open();
    const names = () =>
      [...screen.grid().querySelectorAll('[role="columnheader"]')].map((cell) => cell.getAttribute('data-column')).slice(0, 3);
    await screen.do(() => screen.get('sort-ncalls').focus());
    await screen.press('ArrowRight');
    expect(document.activeElement).toBe(screen.get('sort-tottime'));
    await screen.press('ArrowRight', { shiftKey: true });
    expect(screen.panel.table.layout.state.widths).toHaveProperty('tottime');
    await screen.press('ArrowLeft', { shiftKey: true, altKey: true });
    expect(names()).toEqual(['tottime', 'ncalls', 'share']);
    await screen.do(() => screen.get('sort-ncalls').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })));
    const hide = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find((line) => line.textContent === 'Hide');
    await screen.do(() => hide?.click());
    expect(names()).toEqual(['tottime', 'share', 'tottime-percall']);
  });
});

describe('what can be done with the profile', () => {
  it.each([
    ['Add Files…', { type: 'addFiles' }],
    ['Compare…', { type: 'compare' }],
  ])('%s', async (label, message) => {
    await open();
    await screen.click(screen.button(label));
    expect(host.sent.at(-1)).toEqual(message);
  });

  it.each([
    ['For pstats', 'pstats'],
    ['As a table', 'csv'],
    ['As JSON', 'json'],
  ])('Save: %s', async (label, format) => {
    await open();
    await pick('save-menu', label);
    expect(host.sent.at(-1)).toEqual({ type: 'save', format });
  });

  it('copies all rows, and the selected ones with a key', async () => {
    await open();
    await pick('copy-menu', 'As a Markdown table');
    expect(host.all('copy').at(-1)?.query).toEqual({
      format: 'markdown',
      sort: [{ key: 'tottime', descending: true }],
      filter: { text: '' },
    });
    await screen.do(() => screen.all('row')[2]?.focus());
    await screen.press('ArrowDown', { shiftKey: true });
    await screen.press('c', { ctrlKey: true });
    await screen.do(() => Promise.resolve());
    expect(host.all('copy').at(-1)?.query).toMatchObject({ format: 'pstats', functions: ['2', '3'] });
  });
});

describe('more than one file', () => {
  const files = ['/shop/a.stats', '/shop/b.stats'].map((path) => ({ path, modified: 0 }));

  it('lists them, and takes one out', async () => {
    await open({ files });
    expect(screen.get('files').textContent).toBe('a.statsb.stats');
    await screen.click(screen.button('Take b.stats out'));
    expect(host.sent.at(-1)).toEqual({ type: 'removeFile', path: '/shop/b.stats' });
  });

  it('says what is left out', async () => {
    const leftOut: LeftOut[] = [{ path: '/shop/c.stats', text: 'It is a zip archive.' }];
    host = new FakeHost();
    const panel = new Panel(host);
    panel.receive({ ...openMessage(1), leftOut });
    screen = await Screen.of(panel);
    expect(screen.get('files').textContent).toBe('c.stats is not in these figures. It is a zip archive.');
  });

  it('says what it is compared with, and ends that', async () => {
    await open();
    await screen.do(() => screen.panel.receive({ type: 'comparison', base: { label: 'before.stats', summary: openMessage(1).summary } }));
    expect(screen.get('comparing').textContent).toContain('Compared with before.stats');
    await screen.click(screen.button('End Comparison'));
    expect(host.sent.at(-1)).toEqual({ type: 'endComparison' });
  });
});

const run = {
  target: { kind: 'script', path: '/shop/a.py', args: [] },
  name: 'a.py',
  python: 'CPython 3.13.0',
  started: 0,
  exitCode: 0,
  seconds: 8,
  profiler: 'cprofile',
  processes: [],
} as const;

describe('a run', () => {
  it('that goes on has a way to newer figures', async () => {
    await open({ run: { ...run, running: true, snapshotAge: 2 } });
    expect(screen.get('partial').textContent).toContain('these are its figures so far, 2.0 s old.');
    await screen.click(screen.button('Show Newer Figures'));
    expect(host.sent.at(-1)).toEqual({ type: 'wayOut', wayOut: 'tryAgain' });
  });

  it('says what is missing of its end', async () => {
    await open({ run: { ...run, snapshotAge: 2 } });
    expect(screen.get('partial').textContent).toContain('The last 2.0 s');
  });

  it('has its processes and threads', async () => {
    const processes: RunProcess[] = [1, 2].map((pid) => ({
      pid,
      parent: 0,
      command: ['python'],
      file: `/p/${pid}`,
      ended: true,
      threads: [],
    }));
    await open({ run: { ...run, processes } });
    await choose('part', '/p/2');
    expect(host.sent.at(-1)).toEqual({ type: 'showPart', path: '/p/2' });
    await choose('part', '');
    expect(host.sent.at(-1)).toEqual({ type: 'showPart' });
  });
});

describe('a notice', () => {
  it('has a button for what can be done', async () => {
    await open();
    await screen.do(() => screen.panel.receive({ type: 'notice', text: 'orders.py is gone.', action: 'findSource' }));
    await screen.click(screen.button('Show Where It Is…'));
    expect(host.sent.at(-1)).toEqual({ type: 'act', action: 'findSource' });
    expect(screen.get('notice').textContent).toBe('');
  });

  it('says that the file has been read again', async () => {
    await open();
    await screen.do(() => screen.panel.receive({ ...openMessage(20), reloaded: true }));
    expect(screen.get('notice').textContent).toContain('results/orders.stats has changed');
  });

  it('says that the program has ended whose figures so far were shown', async () => {
    await open();
    const running = openMessage(20, { run: { ...run, running: true } });
    await screen.do(() => screen.panel.receive(running));
    await screen.do(() => screen.panel.receive({ ...running, reloaded: true }));
    expect(screen.get('notice').textContent).toContain('has changed');
    await screen.do(() => screen.panel.receive({ ...openMessage(20, { run }), reloaded: true }));
    expect(screen.get('notice').textContent).toContain(`${run.name} has ended: these are all its figures.`);
  });
});
