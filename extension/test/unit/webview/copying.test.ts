import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/protocol.gen';
import { answerAll, arrived, type FakeHost, makeRow, makeRows, openPanel } from './fakes';

let panel: Awaited<ReturnType<typeof openPanel>>['panel'];
let host: FakeHost;
let rows: readonly Row[];

beforeEach(async () => {
  rows = makeRows(3_000);
  ({ panel, host } = await openPanel(rows));
});

/** Copies, and says what the host is asked for. */
async function copied(): Promise<unknown> {
  let isDone = false;
  void panel.table.copy('csv').then(() => {
    isDone = true;
  });
  while (!isDone) {
    await answerAll(panel, host, rows);
    await arrived();
  }
  return host.all('copy').at(-1)?.query;
}

/** Waits until so many questions have been asked in all. */
async function asked(questions: number): Promise<void> {
  while (host.questions.length < questions) {
    await arrived();
  }
}

const all = { format: 'csv', sort: [{ key: 'tottime', descending: true }], filter: { text: '' } };

it.each([
  ['without a selection', () => undefined],
  ['with a selection of all', () => panel.table.cursor.selectAll(3_000)],
])('copies all rows %s, without asking for them', async (_, select) => {
  select();
  expect(await copied()).toEqual(all);
  expect(host.questions).toHaveLength(1);
});

it('copies the selected rows in their order', async () => {
  panel.table.cursor.moveTo(5);
  panel.table.cursor.toggle(2);
  expect(await copied()).toEqual({ ...all, functions: ['2', '5'] });
});

it('asks for the selected rows that were never in view', async () => {
  panel.table.cursor.moveTo(98);
  panel.table.cursor.extendTo(1_600);
  const query = (await copied()) as { functions: string[] };
  expect(query.functions).toEqual(rows.slice(98, 1_601).map((row) => row.function));
  expect(host.questions.slice(1).map(({ query: { offset, limit } }) => [offset, limit])).toEqual([
    [100, 1_000],
    [1_100, 501],
  ]);
});

describe('the copy', () => {
  it('is as the rows are shown', async () => {
    panel.options.directories.value = false;
    panel.table.filter.type('f7');
    panel.table.filter.now();
    await answerAll(panel, host, rows);
    expect(await copied()).toMatchObject({ stripDirectories: true, filter: { text: 'f7' } });
  });

  it('has the functions of groups, asked for with their filter', async () => {
    const group = { ...makeRow(0), function: '', group: 'g', functions: 2, name: 'Basket' };
    rows = [group, { ...group, group: 'h' }];
    ({ panel, host } = await openPanel(rows));
    panel.table.cursor.moveTo(0);
    const copying = panel.table.copy('csv');
    await asked(2);
    expect(host.questions.at(-1)?.query).toMatchObject({ within: 'g', offset: 0 });
    rows = makeRows(2, 40);
    await answerAll(panel, host, rows);
    await copying;
    expect(host.all('copy').at(-1)?.query.functions).toEqual(['40', '41']);
  });

  it('says why there is none', async () => {
    panel.table.cursor.moveTo(98);
    panel.table.cursor.extendTo(200);
    const copying = panel.table.copy('csv');
    await asked(2);
    panel.receive({ type: 'refused', request: 2, text: 'The server has stopped.' });
    await copying;
    expect(panel.notice.value?.text).toBe('The rows cannot be copied. The server has stopped.');
    expect(host.all('copy')).toEqual([]);
  });
});
