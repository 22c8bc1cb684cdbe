import type { RowsQuery } from '../../src/panel/messages';
import type {
  Concentration,
  Filter,
  FilterProblem,
  Grouping,
  Origin,
  OriginTotal,
  ProfileRowsResult,
  Row,
  SortColumn,
  SortKey,
} from '../../src/protocol.gen';

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
  #totals = { matching: 0, functions: 0, self: 0, share: 0 };

  constructor(functions: number) {
    const random = randomNumbers(42);
    const drafts = Array.from({ length: functions }, (_, index) => draft(index, random));
    this.seconds = drafts.reduce((sum, row) => sum + row.self, 0);
    this.rows = drafts.map((row) => ({
      ...row,
      share: row.self / this.seconds,
      cumulativeShare: row.cumulative / this.seconds,
    }));
  }

  /** Answers as the server does. */
  page({ sort, filter, offset, limit, group, within }: RowsQuery): ProfileRowsResult {
    const problem = problemOf(filter);
    if (problem !== undefined) {
      return { rows: [], matching: 0, functions: 0, self: 0, share: 0, problem };
    }
    const key = JSON.stringify([sort, filter, group, within]);
    if (key !== this.#key) {
      this.#key = key;
      const functions = this.rows.filter((row) => keeps(filter, row));
      const all =
        within !== undefined
          ? functions.filter((row) => groupOf(row, group ?? 'file') === within)
          : group === undefined
            ? functions
            : groups(functions, group);
      this.#selected = firstOf(all.toSorted(comparison(sort)), filter.top ?? 0);
      const self = this.#selected.reduce((sum, row) => sum + row.self, 0);
      this.#totals = {
        matching: this.#selected.length,
        functions: this.#selected.reduce((sum, row) => sum + (row.functions ?? 1), 0),
        self,
        share: self / this.seconds,
      };
    }
    return { rows: this.#selected.slice(offset, offset + limit), ...this.#totals };
  }

  /** The totals of each origin. */
  get origins(): readonly OriginTotal[] {
    return (['project', 'package', 'standardLibrary', 'builtin'] as const).map((origin) => {
      const rows = this.rows.filter((row) => row.origin === origin);
      const self = rows.reduce((sum, row) => sum + row.self, 0);
      return { origin, functions: rows.length, self, share: self / this.seconds };
    });
  }

  /** How few functions take most of the time. */
  get concentration(): Concentration {
    let taken = 0;
    const rows = this.rows.toSorted((one, other) => other.self - one.self);
    const functions = rows.findIndex((row) => {
      taken += row.share;
      return taken >= 0.8;
    });
    return { functions: functions + 1, share: 0.8, taken };
  }
}

function keeps({ text: quoted, matchCase = false, hidden = [] }: Filter, row: Row): boolean {
  const text = quoted.replaceAll('"', '');
  const where = `${row.name} ${row.file}:${row.line}`;
  const isFound = matchCase ? where.includes(text) : where.toLowerCase().includes(text.toLowerCase());
  return isFound && !hidden.includes(row.origin);
}

/** What is wrong with a regular expression, in the words of a server that takes no brackets. */
function problemOf({ text, regexp }: Filter): FilterProblem | undefined {
  const start = text.indexOf('(');
  return regexp && start >= 0 ? { text: 'The bracket is not closed. Write \\( for the character.', start, end: text.length } : undefined;
}

function firstOf(rows: readonly Row[], top: number): readonly Row[] {
  return top === 0 ? rows : rows.slice(0, top < 1 ? Math.floor(rows.length * top + 0.5) : top);
}

function groupOf(row: Row, grouping: Grouping): string {
  switch (grouping) {
    case 'class':
      return row.name.includes('.') ? (row.name.split('.')[0] ?? '') : row.file;
    case 'file':
      return row.file;
    case 'package':
      return row.file.split(/[\\/]/).at(-2) ?? '';
  }
}

/** One row for each group. */
function groups(functions: readonly Row[], grouping: Grouping): readonly Row[] {
  const members = new Map<string, Row[]>();
  for (const row of functions) {
    const name = groupOf(row, grouping);
    members.set(name, [...(members.get(name) ?? []), row]);
  }
  return [...members].map(([name, rows]) => {
    const sum = (figure: (row: Row) => number | undefined) => rows.reduce((total, row) => total + (figure(row) ?? 0), 0);
    const calls = sum((row) => row.calls);
    const self = sum((row) => row.self);
    const cumulative = sum((row) => row.cumulative);
    return {
      function: '',
      group: name,
      functions: rows.length,
      name: name === '' ? 'built-in' : name,
      file: '',
      line: 0,
      origin: rows[0]?.origin ?? 'project',
      callers: 0,
      callees: 0,
      calls,
      primitiveCalls: sum((row) => row.primitiveCalls),
      self,
      cumulative,
      selfPerCall: self / calls,
      cumulativePerCall: cumulative / calls,
      cumulativeAtMost: rows.length > 1,
      share: sum((row) => row.share),
      cumulativeShare: sum((row) => row.cumulativeShare),
    };
  });
}

function draft(index: number, random: () => number): Omit<Row, 'share' | 'cumulativeShare'> {
  const isBuiltin = random() < 0.2;
  const calls = Math.floor(10 ** (random() ** 3 * 6));
  const primitiveCalls = random() < 0.15 ? Math.ceil(calls / 7) : calls;
  // A few functions take most of the time, as in life.
  const self = 1.6 * (index + 1) ** -1.3 * (0.5 + random());
  const cumulative = self * (1 + random() * 20);
  const called = random() < 0.01 ? 0 : calls;
  const figures = {
    callers: index % 7,
    callees: index % 5,
    calls: called,
    primitiveCalls: called === 0 ? 0 : primitiveCalls,
    self,
    cumulative,
    ...(called === 0 ? {} : { selfPerCall: self / calls, cumulativePerCall: cumulative / primitiveCalls }),
  };
  if (isBuiltin && index > 0) {
    return { function: String(index), name: pick(builtins, random), builtin: true, file: '', line: 0, origin: 'builtin', ...figures };
  }
  const name = `${random() < 0.5 ? `${pick(classes, random)}.` : ''}${pick(verbs, random)}`;
  const file = pick(files, random);
  return { function: String(index), name, file, line: 1 + Math.floor(random() * 3000), origin: originOf(file), ...figures };
}

function originOf(file: string): Origin {
  if (file.includes('site-packages')) {
    return 'package';
  }
  return file.startsWith('/home') || file.startsWith('C:') ? 'project' : 'standardLibrary';
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
    case 'line':
      return row.line;
    default:
      return row.self;
  }
}

function comparison(sort: readonly SortColumn[]): (one: Row, other: Row) => number {
  return (one, other) => {
    for (const { key, descending } of sort) {
      const order = compare(figureOf(one, key), figureOf(other, key));
      if (order !== 0) {
        return descending ? -order : order;
      }
    }
    return 0;
  };
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
