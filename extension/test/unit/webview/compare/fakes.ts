import { vi } from 'vitest';
import type { DiffQuery } from '../../../../src/panel/messages';
import type { DiffKind, DiffRow, ProfileDiffResult } from '../../../../src/protocol.gen';
import { Panel } from '../../../../src/webview/model/panel';
import { arrived, FakeHost, openMessage } from '../fakes';

/** A function that takes `before` and then `after` seconds; undefined where it is not called. */
export function makeDiffRow(number: number, before: number | undefined, after: number | undefined, kind: DiffKind): DiffRow {
  const figures = (self: number) => ({ calls: 10, primitiveCalls: 10, self, cumulative: self * 2 });
  const difference = (after ?? 0) - (before ?? 0);
  return {
    kind,
    ...(before === undefined ? {} : { baseFunction: `b${number}`, before: figures(before) }),
    ...(after === undefined ? {} : { headFunction: `h${number}`, after: figures(after) }),
    name: `shop.f${number}`,
    file: '/shop/orders.py',
    line: number + 1,
    origin: 'project',
    difference: {
      calls: (after === undefined ? 0 : 10) - (before === undefined ? 0 : 10),
      self: difference,
      cumulative: difference * 2,
      ...(before ? { callsPart: after === undefined ? -1 : 0, selfPart: difference / before, cumulativePart: difference / before } : {}),
    },
  };
}

/** One of each kind. */
export const diffRows: readonly DiffRow[] = [
  makeDiffRow(0, 1, 1.5, 'slower'),
  makeDiffRow(1, 2, 1, 'faster'),
  makeDiffRow(2, undefined, 0.25, 'new'),
  makeDiffRow(3, 0.5, undefined, 'gone'),
  makeDiffRow(4, 1, 1, 'same'),
];

/** An answer with these rows, of those that the query keeps. */
export function diffResult(rows: readonly DiffRow[], { kinds, filter, offset, limit }: DiffQuery): ProfileDiffResult {
  const kept = rows.filter(({ kind, name }) => (kinds?.includes(kind) ?? true) && name.includes(filter.text));
  const count = (kind: DiffKind) => rows.filter((row) => row.kind === kind).length;
  return {
    rows: kept.slice(offset, offset + limit),
    matching: kept.length,
    total: {
      before: { calls: 4000, primitiveCalls: 4000, self: 4.5, cumulative: 4.5 },
      after: { calls: 5000, primitiveCalls: 5000, self: 3.75, cumulative: 3.75 },
      difference: { calls: 1000, callsPart: 0.25, self: -0.75, selfPart: -1 / 6, cumulative: -0.75, cumulativePart: -1 / 6 },
      functionsBefore: 4,
      functionsAfter: 4,
    },
    counts: { new: count('new'), gone: count('gone'), slower: count('slower'), faster: count('faster'), same: count('same') },
    warnings: [],
  };
}

/** What the base is called in these tests. */
export const base = {
  label: 'results/before.stats',
  summary: { ...openMessage(4).summary, profile: '2', path: '/shop/results/before.stats' },
};

/** A panel that compares, and its host, which answers when told to. */
export class ComparingPanel {
  readonly panel: Panel;
  #answered = 0;

  constructor(
    readonly host = new FakeHost(),
    /** What the server says to a query. */
    public answer: (query: DiffQuery) => ProfileDiffResult | string = (query) => diffResult(diffRows, query),
  ) {
    this.panel = new Panel(host);
    this.panel.receive(openMessage(4));
    this.panel.receive({ type: 'comparison', base });
  }

  /** The questions for differences so far, the oldest first. */
  get queries(): readonly DiffQuery[] {
    return this.#questions.map(({ params }) => params as DiffQuery);
  }

  /** Answers the questions for differences that have not been. */
  async reply(): Promise<this> {
    for (; this.#answered < this.#questions.length; this.#answered++) {
      const question = this.#questions[this.#answered];
      if (question !== undefined) {
        const result = this.answer(question.params as DiffQuery);
        const { request } = question;
        this.panel.receive(typeof result === 'string' ? { type: 'refused', request, text: result } : { type: 'answer', request, result });
      }
      await arrived();
    }
    return this;
  }

  /** Lets so many milliseconds of fake time pass, and answers what is asked then. */
  async pass(milliseconds: number): Promise<void> {
    vi.advanceTimersByTime(milliseconds);
    await this.reply();
  }

  get #questions() {
    return this.host.all('ask').filter(({ question }) => question === 'diff');
  }
}
