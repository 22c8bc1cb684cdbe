import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeHost, openMessage } from '../fakes';
import { base, ComparingPanel, diffResult, diffRows } from './fakes';

const everything = {
  sort: [{ key: 'tottime-difference', descending: true }],
  filter: { text: '' },
  tolerance: { seconds: 0.001, share: 0.05 },
  swapped: false,
  offset: 0,
  limit: 100,
};

let comparing: ComparingPanel;

beforeEach(async () => {
  vi.useFakeTimers();
  comparing = await new ComparingPanel().reply();
  return () => vi.useRealTimers();
});

describe('a comparison', () => {
  test('shows its tab, with what has become slowest on top', () => {
    expect(comparing.panel.tab.value).toBe('differences');
    expect(comparing.queries).toEqual([everything]);
    expect(comparing.panel.differences.matching.value).toBe('5 functions');
  });

  test('asks nothing before there is one', () => {
    const host = new FakeHost();
    const { panel } = new ComparingPanel(host);
    panel.receive({ type: 'comparison' });
    host.sent.length = 0;
    panel.differences.swap();
    panel.receive(openMessage(4));
    expect(host.all('ask').filter(({ question }) => question === 'diff')).toEqual([]);
  });

  test('leaves its tab when it ends, but no other tab', async () => {
    comparing.panel.receive({ type: 'comparison' });
    expect(comparing.panel.tab.value).toBe('table');
    comparing.panel.receive({ type: 'comparison', base });
    comparing.panel.tab.value = 'icicle';
    comparing.panel.receive({ type: 'comparison' });
    expect(comparing.panel.tab.value).toBe('icicle');
  });

  test('asks again when the base was read again, and leaves the user at the tab that is shown', async () => {
    comparing.panel.tab.value = 'table';
    comparing.panel.receive({ type: 'comparison', base: { ...base } });
    await comparing.reply();
    expect(comparing.queries).toEqual([everything, everything]);
    expect(comparing.panel.tab.value).toBe('table');
  });

  test('asks again when the shown profile was read again', async () => {
    comparing.panel.receive({ ...openMessage(4), reloaded: true });
    await comparing.reply();
    expect(comparing.queries).toHaveLength(2);
  });

  test('comes back as it was when the window is loaded again', async () => {
    const { differences, tab } = comparing.panel;
    differences.order.sortBy('cumtime-percent');
    differences.toggle('gone');
    differences.toggle('new');
    differences.swap();
    differences.tolerance.type('percent', '20');
    differences.filter.type('f');
    await comparing.pass(1000);
    tab.value = 'icicle';
    const later = await new ComparingPanel(new FakeHost(comparing.host.state)).reply();
    expect(later.queries).toEqual([
      {
        ...everything,
        sort: [{ key: 'cumtime-percent', descending: true }],
        filter: { text: 'f' },
        kinds: ['new', 'gone'],
        tolerance: { seconds: 0.001, share: 0.2 },
        swapped: true,
      },
    ]);
    expect(later.panel.tab.value).toBe('icicle');
  });

  test('with another file begins the right way round', async () => {
    comparing.panel.differences.swap();
    comparing.panel.tab.value = 'table';
    comparing.panel.receive({ type: 'comparison', base: { ...base, summary: { ...base.summary, path: '/shop/other.stats' } } });
    await comparing.reply();
    expect(comparing.queries.at(-1)).toEqual(everything);
    expect(comparing.panel.tab.value).toBe('differences');
  });
});

describe('what is wanted', () => {
  test('is of the kinds that are pressed, in their order; of all when none is', async () => {
    const { differences } = comparing.panel;
    differences.toggle('new');
    differences.toggle('slower');
    await comparing.reply();
    expect(comparing.queries.at(-1)).toEqual({ ...everything, kinds: ['slower', 'new'] });
    expect(differences.matching.value).toBe('2 of 5 functions');
    differences.toggle('new');
    differences.toggle('slower');
    await comparing.reply();
    expect(comparing.queries.at(-1)).toEqual(everything);
  });

  test('is asked for the other way round', async () => {
    comparing.panel.differences.swap();
    await comparing.reply();
    expect(comparing.queries.at(-1)).toEqual({ ...everything, swapped: true });
  });

  test('is sorted by several columns', async () => {
    const { order } = comparing.panel.differences;
    order.sortBy('kind');
    order.sortBy('tottime-after', true);
    await comparing.reply();
    expect(comparing.queries.at(-1)?.sort).toEqual([
      { key: 'kind', descending: false },
      { key: 'tottime-after', descending: true },
    ]);
  });

  test.each([
    ['milliseconds', '20', { seconds: 0.02, share: 0.05 }],
    ['milliseconds', '', { seconds: 0, share: 0.05 }],
    ['percent', '0,5', { seconds: 0.001, share: 0.005 }],
    ['percent', ' .5 ', { seconds: 0.001, share: 0.005 }],
  ] as const)('has the tolerance of %s %j once the typing pauses', async (field, text, tolerance) => {
    comparing.panel.differences.tolerance.type(field, text);
    await comparing.pass(299);
    expect(comparing.queries).toHaveLength(1);
    await comparing.pass(1);
    expect(comparing.queries.at(-1)?.tolerance).toEqual(tolerance);
  });

  test.each(['x', '-1', '1e3', '1.2.3', 'NaN'])('keeps its tolerance while the field says %s, and says what is wrong', async (text) => {
    const { tolerance } = comparing.panel.differences;
    tolerance.type('milliseconds', text);
    await comparing.pass(1000);
    expect(comparing.queries).toHaveLength(1);
    expect(tolerance.problem.value).toBe('Enter a number from 0 on, such as 0.5.');
  });
});

describe('a row', () => {
  test.each([
    ['slower', false, { function: 'h0' }],
    ['new', false, { function: 'h2' }],
    ['gone', false, { function: 'b3', inBase: true }],
    ['slower', true, { function: 'h0', inBase: true }],
    ['gone', true, { function: 'b3' }],
  ])('that is %s opens its source where that is; swapped: %s', async (kind, swapped, target) => {
    const { differences } = comparing.panel;
    differences.swapped.value = swapped;
    await comparing.reply();
    // Until there is an answer the rows are still those of before.
    differences.swap();
    const row = diffRows.find((each) => each.kind === kind);
    differences.reveal(row ?? diffRows[0] ?? ({} as never), true);
    expect(comparing.host.all('reveal')).toEqual([{ type: 'reveal', beside: true, ...target }]);
  });

  test('without a file opens nothing', () => {
    comparing.panel.differences.reveal({ ...(diffRows[0] ?? ({} as never)), file: '' }, false);
    expect(comparing.host.all('reveal')).toEqual([]);
  });
});

test('a filter that is wrong leaves the rows of before, and says what is wrong', async () => {
  const problem = { text: 'There is no such condition.', start: 0, end: 3 };
  comparing.answer = (query) => ({ ...diffResult([], query), problem });
  comparing.panel.differences.filter.type('x>1');
  await comparing.pass(1000);
  expect(comparing.panel.differences.problem.value).toEqual(problem);
  expect(comparing.panel.differences.pages.shown.value.count).toBe(5);
});
