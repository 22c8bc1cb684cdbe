// @vitest-environment happy-dom

import { afterEach, describe, expect, test } from 'vitest';
import type { ProfileDiffResult } from '../../../../src/protocol.gen';
import { FakeHost, openMessage } from '../fakes';
import { Screen } from '../screen';
import { ComparingPanel, diffResult, diffRows } from './fakes';

let screen: Screen | undefined;

afterEach(async () => screen?.close());

async function show(comparing = new ComparingPanel()): Promise<{ screen: Screen; comparing: ComparingPanel }> {
  await comparing.reply();
  screen = await Screen.of(comparing.panel);
  return { screen, comparing };
}

describe('the table of differences', () => {
  test('says what became of each function, with a word and an icon', async () => {
    const { screen } = await show();
    expect(screen.column('kind')).toEqual(['slower', 'faster', 'new', 'gone', 'same']);
    const icons = screen.all('cell-kind').map((cell) => cell.querySelector('.codicon')?.className.match(/codicon-([\w-]+)/)?.[1]);
    expect(icons).toEqual(['arrow-up', 'arrow-down', 'add', 'circle-slash', 'dash']);
  });

  test('shows the difference of the self time with its sign, and in percent', async () => {
    const { screen } = await show();
    expect(screen.column('tottime-difference')).toEqual(['+500 ms', '−1.00 s', '+250 ms', '−500 ms', '0 s']);
  });

  test('shows all figures when the user wants to see them', async () => {
    const { screen, comparing } = await show();
    const { layout } = comparing.panel.differences;
    await screen.do(() => {
      for (const { name } of layout.all) {
        layout.choose(name, true);
      }
    });
    expect(screen.column('tottime-before')).toEqual(['1.00 s', '2.00 s', '', '500 ms', '1.00 s']);
    expect(screen.column('tottime-after')).toEqual(['1.50 s', '1.00 s', '250 ms', '', '1.00 s']);
    expect(screen.column('tottime-percent')).toEqual(['+50 %', '−50 %', '–', '−100 %', '0 %']);
    expect(screen.column('cumtime-difference')).toEqual(['+1.00 s', '−2.00 s', '+500 ms', '−1.00 s', '0 s']);
    expect(screen.column('ncalls-before')).toEqual(['10', '10', '', '10', '10']);
    expect(screen.column('ncalls-difference')).toEqual(['0', '0', '+10', '−10', '0']);
    expect(screen.column('ncalls-percent')).toEqual(['0 %', '0 %', '–', '−100 %', '0 %']);
  });

  test('tells where a line was before', async () => {
    const moved = diffRows.map((row) => ({ ...row, lineBefore: 99 }));
    const { screen, comparing } = await show(new ComparingPanel(new FakeHost(), (query) => diffResult(moved, query)));
    await screen.do(() => comparing.panel.differences.layout.choose('location', true));
    expect(screen.get('cell-location').title).toBe('/shop/orders.py:1 (line 99 before)');
  });

  test('leaves calls blank that the profiles do not say', async () => {
    const uncounted = diffRows.map(({ difference: { self, cumulative }, before: _before, after: _after, ...row }) => ({
      ...row,
      before: { self: 1, cumulative: 1 },
      difference: { self, cumulative },
    }));
    const { screen, comparing } = await show(new ComparingPanel(new FakeHost(), (query) => diffResult(uncounted, query)));
    const { layout } = comparing.panel.differences;
    await screen.do(() => {
      for (const name of ['ncalls-before', 'ncalls-difference', 'ncalls-percent']) {
        layout.choose(name, true);
      }
    });
    expect([screen.column('ncalls-before')[0], screen.column('ncalls-difference')[0], screen.column('ncalls-percent')[0]]).toEqual([
      '',
      '',
      '–',
    ]);
  });

  test('opens a source with Enter, with Alt beside', async () => {
    const { screen, comparing } = await show();
    await screen.do(() => screen.all('diff-row')[3]?.focus());
    await screen.press('Enter', { altKey: true });
    expect(comparing.host.all('reveal')).toEqual([{ type: 'reveal', function: 'b3', beside: true, inBase: true }]);
  });
});

describe('above the table', () => {
  test('stand the two profiles, and how they differ as a whole', async () => {
    const { screen } = await show();
    expect(screen.get('diff-header').textContent).toMatch(/Before results\/before\.stats .*After orders\.stats /);
    expect(screen.get('diff-totals').textContent).toMatch(
      /Self time 4\.50 s.*3\.75 s −750 ms \(−17 %\).*calls 4,000.*5,000 \+1,000 \(\+25 %\).*functions 4.*4 0$/,
    );
  });

  test('they change places', async () => {
    const { screen, comparing } = await show();
    await screen.click(screen.get('diff-swap'));
    await screen.do(() => comparing.reply());
    expect(screen.get('diff-header').textContent).toMatch(/Before orders\.stats .*After results\/before\.stats /);
    expect(screen.get('diff-swap').getAttribute('aria-pressed')).toBe('true');
  });

  test('is said why they may not be comparable', async () => {
    const warnings = [{ code: 'python', text: 'Before is of CPython 3.12, after of CPython 3.13.' }];
    const { screen } = await show(new ComparingPanel(new FakeHost(), (query) => ({ ...diffResult(diffRows, query), warnings })));
    expect(screen.get('diff-warnings').textContent).toBe('Before is of CPython 3.12, after of CPython 3.13.');
  });

  test('are the kinds with their numbers; they choose rows', async () => {
    const { screen, comparing } = await show();
    expect(screen.get('kind-slower').textContent).toBe('slower 1');
    await screen.click(screen.get('kind-gone'));
    await screen.do(() => comparing.reply());
    expect(screen.get('kind-gone').getAttribute('aria-pressed')).toBe('true');
    expect(screen.column('kind')).toEqual(['gone']);
    expect(screen.get('matching').textContent).toBe('1 of 5 functions');
  });
});

describe('without rows', () => {
  const empty = (changes: Partial<ProfileDiffResult> = {}) =>
    new ComparingPanel(new FakeHost(), (query) => ({ ...diffResult([], query), ...changes }));

  test('says that there is nothing to compare', async () => {
    const { screen } = await show(empty());
    expect(screen.get('message').textContent).toContain('There is nothing to compare');
  });

  test('says which kinds there are none of, and shows all again', async () => {
    const { screen, comparing } = await show();
    comparing.answer = (query) => diffResult(query.kinds === undefined ? diffRows : [], query);
    await screen.click(screen.get('kind-slower'));
    await screen.click(screen.get('kind-new'));
    await screen.do(() => comparing.reply());
    expect(screen.get('message').textContent).toContain('No function that is slower or new');
    await screen.click(screen.button('Show All'));
    await screen.do(() => comparing.reply());
    expect(screen.column('kind')).toHaveLength(5);
  });

  test('says why they cannot be had, and tries again', async () => {
    const { screen, comparing } = await show(new ComparingPanel(new FakeHost(), () => 'The server has ended.'));
    expect(screen.get('message').textContent).toContain('The server has ended.');
    comparing.answer = (query) => diffResult(diffRows, query);
    await screen.click(screen.button('Try Again'));
    await screen.do(() => comparing.reply());
    expect(screen.column('kind')).toHaveLength(5);
  });
});

test('the tab is there only while something is compared', async () => {
  const { screen, comparing } = await show();
  expect(screen.has('tab-differences')).toBe(true);
  await screen.do(() => comparing.panel.receive({ type: 'comparison' }));
  expect(screen.has('tab-differences')).toBe(false);
  await screen.do(() => comparing.panel.receive(openMessage(4)));
  expect(screen.has('diff-header')).toBe(false);
});
