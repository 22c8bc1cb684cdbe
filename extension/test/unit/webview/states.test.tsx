// @vitest-environment happy-dom

import { afterEach, describe, expect, it } from 'vitest';
import type { ProfileOpenResult } from '../../../src/protocol.gen';
import { Panel } from '../../../src/webview/model/panel';
import { sampled } from '../fakes/accuracy';
import { answerAll, FakeHost, makeRow, makeRows, makeUncountedRow, openMessage, openPanel } from './fakes';
import { Screen } from './screen';

let screen: Screen;
afterEach(async () => await screen.close());

it('waits for the profile', async () => {
  const host = new FakeHost();
  screen = await Screen.of(new Panel(host));
  expect(host.sent).toEqual([{ type: 'ready' }]);
  expect(screen.get('message').textContent).toBe('Opening the profile…');
});

describe('the header', () => {
  it('says what the profile is', async () => {
    screen = await Screen.of((await openPanel(makeRows(3))).panel);
    const text = screen.get('profile-header').textContent;
    for (const part of [
      'orders.stats',
      '/shop/results/orders.stats',
      '2023',
      '3functions',
      '5,000calls, 4,000 primitive',
      '2.50 stotal self time',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('says what was run, and how that ended, where it knows', async () => {
    const run = {
      target: { kind: 'script', path: '/shop/orders.py', args: ['--fast', 'two words'] },
      name: 'orders.py',
      python: 'CPython 3.13.0',
      started: 1_600_000_000,
      ending: 'exited',
      exitCode: 3,
      seconds: 3.21,
      profiler: 'cprofile',
      processes: [],
    } as const;
    screen = await Screen.of((await openPanel(makeRows(3), { summary: { run } })).panel);
    const header = screen.get('profile-header');
    expect(header.querySelector('h1')?.textContent).toBe('orders.py --fast "two words"');
    expect(header.querySelector('.path')?.textContent).toBe('/shop/orders.py');
    expect(header.querySelector('.path')?.getAttribute('title')).toBe('/shop/results/orders.stats');
    expect(header.querySelector('.when')?.textContent).toMatch(/2020.* · ended with exit code 3 after 3\.2 s · CPython 3\.13\.0$/);
  });

  it('does not tell primitive calls that are all there are', async () => {
    screen = await Screen.of((await openPanel(makeRows(3), { summary: { calls: 70, primitiveCalls: 70 } })).panel);
    expect(screen.get('profile-header').textContent).not.toContain('primitive');
  });

  it('names the problems', async () => {
    const problems = [{ code: 'threads', text: 'A thread is missing.' }];
    screen = await Screen.of((await openPanel(makeRows(3), { summary: { problems } })).panel);
    expect(screen.get('profile-header').querySelector('ul')?.textContent).toBe('A thread is missing.');
  });
});

describe('a row', () => {
  it('shows the figures as pstats names them', async () => {
    const row = makeRow(1, {
      calls: 1300,
      primitiveCalls: 4,
      self: 0.0123,
      cumulative: 2,
      selfPerCall: 2.5e-6,
      cumulativePerCall: 0.5,
      share: 0.456,
    });
    screen = await Screen.of((await openPanel([row])).panel);
    expect(screen.get('row').textContent).toBe('1,300/412.3 ms46 %2.50 µs2.00 s500 msf1/shop/orders.py:2');
    expect(screen.get('cell-tottime').title).toBe('0.0123 s');
    expect(screen.get('cell-share').title).toBe('46 % of the self time of all functions');
    expect(screen.get('cell-location').title).toBe('/shop/orders.py:2');
  });

  it('has no figure for a call where there was none', async () => {
    const { selfPerCall: _, cumulativePerCall: __, ...uncalled } = makeRow(1, { calls: 0, primitiveCalls: 0 });
    screen = await Screen.of((await openPanel([uncalled])).panel);
    expect(screen.get('cell-tottime-percall').textContent).toBe('–');
    expect(screen.get('cell-cumtime-percall').textContent).toBe('–');
  });

  it('says of a built-in that it is one', async () => {
    screen = await Screen.of(
      (await openPanel([makeRow(1, { name: '{built-in method builtins.len}', builtin: true, file: '', line: 0 })])).panel,
    );
    expect(screen.get('cell-function').textContent).toBe('{built-in method builtins.len}');
    expect(screen.get('cell-location').textContent).toBe('built-in');
  });

  it.each([
    ['file and line', { file: '', line: 0 }, '', 'This profile does not say where it is'],
    ['line', { file: '/shop/main.go', line: 0 }, '/shop/main.go', '/shop/main.go'],
  ])('says what it can of a place without %s', async (_, place, text, title) => {
    screen = await Screen.of((await openPanel([makeRow(1, place)])).panel);
    expect(screen.get('cell-location').textContent).toBe(text);
    expect(screen.get('cell-location').title).toBe(title);
  });

  it('shows names as text, whatever they contain', async () => {
    screen = await Screen.of((await openPanel([makeRow(1, { name: '<img src=x onerror=alert(1)>', file: '/a/<b>.py' })])).panel);
    expect(screen.get('row').querySelector('img, b')).toBeNull();
    expect(screen.get('cell-function').textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('has a placeholder until it comes', async () => {
    const host = new FakeHost();
    const panel = new Panel(host);
    panel.receive(openMessage(3));
    screen = await Screen.of(panel);
    expect(screen.all('row-loading')).toHaveLength(3);
    await screen.do(() => answerAll(panel, host, makeRows(3)));
    expect(screen.has('row-loading')).toBe(false);
    expect(screen.column('function')).toEqual(['f0', 'f1', 'f2']);
  });
});

describe('a profile that knows no calls', () => {
  const { calls: _calls, primitiveCalls: _primitive, ...summary } = openMessage(1, { accuracy: sampled }).summary;

  async function open(changes: Partial<ProfileOpenResult> = {}): Promise<void> {
    const host = new FakeHost();
    const panel = new Panel(host);
    panel.receive({ ...openMessage(1), file: 'cpu.pprof', summary: { ...summary, ...changes } });
    await answerAll(panel, host, [makeUncountedRow(1)]);
    screen = await Screen.of(panel);
  }

  it('leaves blank what it cannot say', async () => {
    await open();
    expect(screen.get('row').textContent).toBe('500 ms20 %1.00 sf1/shop/orders.py:2');
    expect(screen.get('cell-ncalls').textContent).toBe('');
    expect(screen.get('cell-ncalls').title).toBe('This profile does not say how often functions were called.');
    expect(screen.has('cell-tottime-percall')).toBe(false);
    expect(screen.get('profile-header').textContent).not.toContain('calls');
  });

  it.each([
    ['ncalls', 'This profile does not say how often functions were called.'],
    ['tottime', 'In this profile it is estimated from samples.'],
    ['cumtime', 'In this profile it is estimated from samples.'],
  ])('says so of %s', async (key, sentence) => {
    await open();
    expect(screen.get(`sort-${key}`).title).toContain(sentence);
    expect(screen.get('sort-location').title).not.toContain(sentence);
  });

  it('shows a bound as one', async () => {
    await open({ accuracy: { ...sampled, cumulative: 'atMost' } });
    expect(screen.get('cell-cumtime').textContent).toBe('≤ 1.00 s');
    expect(screen.get('cell-cumtime').title).toBe('at most 1 s');
    expect(screen.get('sort-cumtime').title).toContain('at most what is shown');
  });
});

describe('the notes', () => {
  it('are none where nothing is to be known', async () => {
    screen = await Screen.of((await openPanel(makeRows(1))).panel);
    expect(screen.has('notes')).toBe(false);
  });

  it('are a line where there is one', async () => {
    screen = await Screen.of((await openPanel(makeRows(1), { summary: { notes: ['The times are estimates.'] } })).panel);
    expect(screen.get('notes').tagName).toBe('P');
    expect(screen.get('notes').textContent).toBe('The times are estimates.');
  });

  it('are folded into a line where there are several', async () => {
    screen = await Screen.of((await openPanel(makeRows(1), { summary: { notes: ['One.', 'Two.', 'Three.'] } })).panel);
    const notes = screen.get('notes') as HTMLDetailsElement;
    expect(notes.open).toBe(false);
    expect(notes.querySelector('.notes-first')?.textContent).toBe('One.');
    expect(notes.querySelector('.notes-others')?.textContent).toBe('and 2 more');
    expect([...notes.querySelectorAll('li')].map((note) => note.textContent)).toEqual(['One.', 'Two.', 'Three.']);
  });
});

describe('the table', () => {
  it('draws only what is in view, of any number of rows', async () => {
    screen = await Screen.of((await openPanel(makeRows(100_000))).panel);
    expect(screen.all('row').length).toBeGreaterThanOrEqual(10);
    expect(screen.all('row').length).toBeLessThan(40);
  });

  it('tells a screen reader how much there is, and where its rows are', async () => {
    screen = await Screen.of((await openPanel(makeRows(412))).panel);
    expect(screen.grid().getAttribute('aria-rowcount')).toBe('413');
    expect(screen.grid().getAttribute('aria-colcount')).toBe('8');
    expect(
      screen
        .all('row')
        .map((row) => row.getAttribute('aria-rowindex'))
        .slice(0, 3),
    ).toEqual(['2', '3', '4']);
    const header = [...screen.grid().querySelectorAll('[role="columnheader"]')].map((cell) => cell.getAttribute('aria-colindex'));
    expect(header).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('sorts by a click on a header, and shows it there', async () => {
    const { panel, host } = await openPanel(makeRows(3));
    screen = await Screen.of(panel);
    const sorted = () => [...screen.grid().querySelectorAll('[role="columnheader"]')].map((cell) => cell.getAttribute('aria-sort'));
    expect(sorted()).toEqual(['none', 'descending', 'none', 'none', 'none', 'none', 'none', 'none']);
    await screen.click(screen.get('sort-cumtime'));
    expect(sorted()).toEqual(['none', 'none', 'none', 'none', 'descending', 'none', 'none', 'none']);
    expect(host.questions.at(-1)?.query.sort).toEqual([{ key: 'cumtime', descending: true }]);
    await screen.click(screen.get('sort-cumtime'));
    expect(sorted()).toEqual(['none', 'none', 'none', 'none', 'ascending', 'none', 'none', 'none']);
  });

  it('explains every column', async () => {
    screen = await Screen.of((await openPanel(makeRows(3))).panel);
    for (const button of screen.grid().querySelectorAll('button')) {
      expect(button.title).toMatch(/\. Click to (sort by it, with Shift among equal rows|reverse the order)\.$/);
    }
  });

  it('keeps showing the old rows until the new order is there', async () => {
    const { panel, host } = await openPanel(makeRows(3));
    screen = await Screen.of(panel);
    await screen.click(screen.get('sort-cumtime'));
    expect(screen.column('function')).toEqual(['f0', 'f1', 'f2']);
    expect(screen.grid().getAttribute('aria-busy')).toBe('true');
    await screen.do(() => answerAll(panel, host, makeRows(3, 7)));
    expect(screen.column('function')).toEqual(['f7', 'f8', 'f9']);
    expect(screen.grid().getAttribute('aria-busy')).toBe('false');
  });
});

describe('without rows', () => {
  it('says that nothing matches, and clears the filter', async () => {
    const rows = makeRows(3);
    const { panel, host } = await openPanel(rows);
    screen = await Screen.of(panel);
    await screen.do(async () => {
      panel.table.filter.type('zebra');
      panel.table.filter.now();
      await answerAll(panel, host, rows);
    });
    expect(screen.get('message').textContent).toContain('No function matches “zebra”');
    expect(screen.get('matching').textContent).toBe('0 of 3 functions');
    await screen.click(screen.button('Clear Filter'));
    await screen.do(() => answerAll(panel, host, rows));
    expect(screen.has('message')).toBe(false);
    expect(screen.all('row')).toHaveLength(3);
  });

  it('says that the profile is empty', async () => {
    screen = await Screen.of((await openPanel([])).panel);
    expect(screen.get('message').textContent).toContain('This profile contains no functions');
  });

  it('says why they cannot be had, and tries again', async () => {
    const { panel, host } = await openPanel(makeRows(3));
    screen = await Screen.of(panel);
    await screen.click(screen.get('sort-cumtime'));
    await screen.do(() => panel.receive({ type: 'refused', request: 2, text: 'The server has stopped.' }));
    expect(screen.get('message').textContent).toContain('The server has stopped.');
    expect(screen.has('row')).toBe(false);
    await screen.click(screen.button('Try Again'));
    await screen.do(() => answerAll(panel, host, makeRows(3)));
    expect(screen.has('message')).toBe(false);
    expect(screen.all('row')).toHaveLength(3);
  });
});

describe('a file that is not a profile', () => {
  const failure = {
    file: 'a.stats',
    text: 'a.stats is not a profile: it starts with gzip data.',
    waysOut: ['openAsText', 'tryAgain'],
  } as const;

  it('takes the whole panel, and offers its ways out', async () => {
    const host = new FakeHost();
    const panel = new Panel(host);
    panel.receive({ type: 'failed', failure });
    screen = await Screen.of(panel);
    expect(screen.get('message').textContent).toContain(failure.text);
    expect(screen.has('filter')).toBe(false);
    await screen.click(screen.button('Open as Text'));
    await screen.click(screen.button('Try Again'));
    expect(host.all('wayOut').map(({ wayOut }) => wayOut)).toEqual(['openAsText', 'tryAgain']);
  });

  it('takes the place of one that was, and gives it back', async () => {
    const { panel, host } = await openPanel(makeRows(3));
    screen = await Screen.of(panel);
    await screen.do(() => panel.receive({ type: 'failed', failure }));
    expect(screen.has('row')).toBe(false);
    await screen.do(() => panel.receive(openMessage(2)));
    await screen.do(() => answerAll(panel, host, makeRows(2)));
    expect(screen.all('row')).toHaveLength(2);
  });
});

it('shows a notice until it is closed', async () => {
  const { panel } = await openPanel(makeRows(3));
  screen = await Screen.of(panel);
  await screen.do(() => panel.receive({ type: 'notice', text: 'orders.py is gone.' }));
  expect(screen.get('notice').textContent).toContain('orders.py is gone.');
  await screen.click(screen.button('Close the notice'));
  expect(screen.get('notice').textContent).toBe('');
});
