import type { DiffQuery } from '../../src/panel/messages';
import type { DiffChange, DiffColumn, DiffFigures, DiffKind, DiffRow, DiffTolerance, ProfileDiffResult, Row } from '../../src/protocol.gen';
import type { FakeProfile } from './fake-profile';

/** What becomes of functions from before to after, by the function's number: a factor, or that it is called only then. */
const changes: readonly (number | 'new' | 'gone')[] = [1, 1.4, 1, 0.55, 1, 'new', 1.02, 24, 1, 'gone', 0.97, 1];

type Pair = Omit<DiffRow, 'kind'>;

/** The differences between a made-up profile and one before it. */
export class FakeDifference {
  readonly #pairs: readonly Pair[];

  constructor(profile: FakeProfile) {
    this.#pairs = profile.rows.map(pairOf);
  }

  /** Answers as the server does. */
  page({ sort, filter, kinds, tolerance, swapped, offset, limit }: DiffQuery): ProfileDiffResult {
    const all = this.#pairs.map((pair) => judged(swapped ? turned(pair) : pair, tolerance));
    const wanted = filter.text.toLowerCase();
    const kept = all.filter(({ kind, name, file }) => (kinds?.includes(kind) ?? true) && `${name} ${file}`.toLowerCase().includes(wanted));
    const count = (kind: DiffKind) => all.filter((row) => row.kind === kind).length;
    const [before, after] = [sumOf(all, ({ before: figures }) => figures), sumOf(all, ({ after: figures }) => figures)];
    return {
      rows: kept.toSorted(comparison(sort)).slice(offset, offset + limit),
      matching: kept.length,
      total: {
        before,
        after,
        difference: changeOf(before, after),
        functionsBefore: all.length - count('new'),
        functionsAfter: all.length - count('gone'),
      },
      counts: { new: count('new'), gone: count('gone'), slower: count('slower'), faster: count('faster'), same: count('same') },
      warnings: [
        {
          code: 'python',
          text: 'The one before was made by CPython 3.12.4, the one after by CPython 3.13.0: differences may be those of the interpreters.',
        },
      ],
    };
  }
}

function pairOf({ name, builtin, file, line, origin, function: id, ...row }: Row, index: number): Pair {
  const change = changes[index % changes.length] ?? 1;
  const now: DiffFigures = {
    ...(row.calls === undefined ? {} : { calls: row.calls, primitiveCalls: row.primitiveCalls ?? row.calls }),
    self: row.self,
    cumulative: row.cumulative,
  };
  const factor = typeof change === 'number' ? change : 1;
  const then = {
    ...now,
    calls: Math.ceil((now.calls ?? 0) / Math.sqrt(factor)),
    self: now.self / factor,
    cumulative: now.cumulative / factor,
  };
  return sides(
    {
      name,
      ...(builtin === undefined ? {} : { builtin }),
      file,
      line,
      origin,
      ...(index % 3 === 0 && line > 4 ? { lineBefore: line - 4 } : {}),
    },
    id,
    change === 'new' ? undefined : then,
    change === 'gone' ? undefined : now,
  );
}

function sides(
  named: Pick<DiffRow, 'name' | 'builtin' | 'file' | 'line' | 'origin' | 'lineBefore'>,
  id: string,
  before: DiffFigures | undefined,
  after: DiffFigures | undefined,
): Pair {
  return {
    ...named,
    ...(before === undefined ? {} : { baseFunction: id, before }),
    ...(after === undefined ? {} : { headFunction: id, after }),
    difference: changeOf(before, after),
  };
}

function turned({ before, after, baseFunction, headFunction, difference: _, ...named }: Pair): Pair {
  return sides(named, baseFunction ?? headFunction ?? '', after, before);
}

function changeOf(before: DiffFigures | undefined, after: DiffFigures | undefined): DiffChange {
  const of = (figure: 'calls' | 'self' | 'cumulative') => (after?.[figure] ?? 0) - (before?.[figure] ?? 0);
  const part = (figure: 'calls' | 'self' | 'cumulative') => (before?.[figure] ? of(figure) / before[figure] : undefined);
  const parts = { callsPart: part('calls'), selfPart: part('self'), cumulativePart: part('cumulative') };
  const known = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return { calls: of('calls'), self: of('self'), cumulative: of('cumulative'), ...known };
}

function judged(pair: Pair, { seconds, share }: DiffTolerance): DiffRow {
  const { before, after, difference } = pair;
  const size = Math.abs(difference.self);
  const isSame = size <= seconds || size <= share * (before?.self ?? 0);
  const kind = before === undefined ? 'new' : after === undefined ? 'gone' : isSame ? 'same' : difference.self > 0 ? 'slower' : 'faster';
  return { ...pair, kind };
}

function sumOf(rows: readonly DiffRow[], figuresOf: (row: DiffRow) => DiffFigures | undefined): DiffFigures {
  const sum = (figure: 'calls' | 'primitiveCalls' | 'self') => rows.reduce((total, row) => total + (figuresOf(row)?.[figure] ?? 0), 0);
  const self = sum('self');
  return { calls: sum('calls'), primitiveCalls: sum('primitiveCalls'), self, cumulative: self };
}

/** Rows without a figure come last in either direction. */
function comparison(sort: readonly DiffColumn[]): (one: DiffRow, other: DiffRow) => number {
  return (one, other) => {
    const different = sort.find(({ key }) => figureOf(one, key) !== figureOf(other, key));
    return different === undefined ? 0 : orderOf(figureOf(one, different.key), figureOf(other, different.key), different.descending);
  };
}

function orderOf(one: Figure, other: Figure, descending: boolean): number {
  if (one === undefined || other === undefined) {
    return one === undefined ? 1 : -1;
  }
  return one < other === descending ? 1 : -1;
}

type Figure = string | number | undefined;

const figures = { ncalls: 'calls', tottime: 'self', cumtime: 'cumulative' } as const;

function figureOf(row: DiffRow, key: DiffColumn['key']): Figure {
  if (key === 'name' || key === 'kind') {
    return row[key];
  }
  if (key === 'filename') {
    return row.file;
  }
  const [measure, aspect] = key.split('-') as [keyof typeof figures, 'before' | 'after' | 'difference' | 'percent'];
  const figure = figures[measure];
  return aspect === 'percent' ? row.difference[`${figure}Part`] : row[aspect]?.[figure];
}
