import type { RowsQuery } from '../../src/panel/messages';
import type { ProfileRowsResult, Row, SortKey } from '../../src/protocol.gen';

const classes = [
  'Basket',
  'OrderBook',
  'Parser',
  'Session',
  'HTTPConnectionPool',
  'Matrix',
  'AbstractRepositoryFactoryForIntegrationTests',
];
const verbs = [
  'total',
  'parse_header',
  '__init__',
  'update',
  'resolve_dependencies_of_every_transitive_requirement',
  'get',
  '<lambda>',
  '__enter__',
  'größe',
];
const files = [
  '/home/user/shop/orders.py',
  '/home/user/shop/basket.py',
  '/usr/lib/python3.13/json/decoder.py',
  '/usr/lib/python3.13/site-packages/numpy/core/_multiarray_umath_with_a_rather_long_name.py',
  'C:\\Users\\user\\projects\\reports\\src\\quarterly\\generate_report.py',
  '<frozen importlib._bootstrap>',
];
const builtins = ['{built-in method builtins.len}', "{method 'append' of 'list' objects}", '{built-in method time.sleep}'];

/** A profile made up from its number of functions: the same number is always the same profile. */
export class FakeProfile {
  readonly rows: readonly Row[];
  readonly seconds: number;
  #key = '';
  #selected: readonly Row[] = [];

  constructor(functions: number) {
    const random = randomNumbers(42);
    const drafts = Array.from({ length: functions }, (_, index) => draft(index, random));
    this.seconds = drafts.reduce((sum, row) => sum + row.self, 0);
    this.rows = drafts.map((row) => ({ ...row, share: row.self / this.seconds }));
  }

  /** Answers as the server does. */
  page({ sort, filter, offset, limit }: RowsQuery): ProfileRowsResult {
    const key = JSON.stringify([sort, filter]);
    if (key !== this.#key) {
      this.#key = key;
      const wanted = filter.toLowerCase();
      const order = sort[0] ?? { key: 'tottime', descending: true };
      const sign = order.descending ? -1 : 1;
      this.#selected = this.rows
        .filter((row) => `${row.name} ${row.file}:${row.line}`.toLowerCase().includes(wanted))
        .sort((one, other) => sign * compare(figureOf(one, order.key), figureOf(other, order.key)));
    }
    return { rows: this.#selected.slice(offset, offset + limit), matching: this.#selected.length };
  }
}

function draft(index: number, random: () => number): Omit<Row, 'share'> {
  const isBuiltin = random() < 0.2;
  const calls = Math.floor(10 ** (random() ** 3 * 6));
  const primitiveCalls = random() < 0.15 ? Math.ceil(calls / 7) : calls;
  // A few functions take most of the time, as in life.
  const self = 1.6 * (index + 1) ** -1.3 * (0.5 + random());
  const cumulative = self * (1 + random() * 20);
  const called = random() < 0.01 ? 0 : calls;
  const figures = {
    calls: called,
    primitiveCalls: called === 0 ? 0 : primitiveCalls,
    self,
    cumulative,
    ...(called === 0 ? {} : { selfPerCall: self / calls, cumulativePerCall: cumulative / primitiveCalls }),
  };
  if (isBuiltin && index > 0) {
    return { function: String(index), name: pick(builtins, random), builtin: true, file: '', line: 0, ...figures };
  }
  const name = `${random() < 0.5 ? `${pick(classes, random)}.` : ''}${pick(verbs, random)}`;
  return { function: String(index), name, file: pick(files, random), line: 1 + Math.floor(random() * 3000), ...figures };
}

function figureOf(row: Row, key: SortKey): number | string {
  switch (key) {
    case 'ncalls':
      return row.calls ?? -1;
    case 'tottime/call':
      return row.selfPerCall ?? 0;
    case 'cumtime':
      return row.cumulative;
    case 'cumtime/call':
      return row.cumulativePerCall ?? 0;
    case 'name':
      return row.name;
    case 'filename':
      return row.file;
    default:
      return row.self;
  }
}

function compare(one: number | string, other: number | string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

/** Park and Miller's generator: numbers from 0 to 1 that are the same every time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
