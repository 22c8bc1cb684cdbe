/** A host that the tests drive by hand, and the profiles that it shows. */

import type { OpenMessage, RowsQuery, WebviewMessage } from '../../../src/panel/messages';
import type { EdgeRow, ProfileOpenResult, Row } from '../../../src/protocol.gen';
import { type Host, Panel } from '../../../src/webview/model/panel';
import { traced } from '../fakes/accuracy';

export class FakeHost implements Host {
  readonly sent: WebviewMessage[] = [];
  state: unknown;

  constructor(state?: unknown) {
    this.state = state;
  }

  postMessage(message: WebviewMessage): void {
    this.sent.push(message);
  }

  getState(): unknown {
    return this.state;
  }

  setState(state: unknown): void {
    this.state = state;
  }

  /** The questions for rows so far, the oldest first. */
  get questions(): { request: number; query: RowsQuery }[] {
    return this.all('ask').flatMap((message) => (message.question === 'rows' ? [{ request: message.request, query: message.params }] : []));
  }

  /** What has been sent of a kind. */
  all<T extends WebviewMessage['type']>(type: T): Extract<WebviewMessage, { type: T }>[] {
    return this.sent.filter((message): message is Extract<WebviewMessage, { type: T }> => message.type === type);
  }
}

/** A panel that shows a profile, whose questions for rows are answered at once from `rows`. */
export async function openPanel(
  rows: readonly Row[],
  { host = new FakeHost(), summary = {} }: { host?: FakeHost; summary?: Partial<ProfileOpenResult> } = {},
) {
  const panel = new Panel(host);
  panel.receive(openMessage(rows.length, summary));
  await answerAll(panel, host, rows);
  return { panel, host };
}

const answered = new WeakMap<FakeHost, number>();

/** Answers all questions that have not been answered, as a server with these rows would, but in their own order. */
export async function answerAll(panel: Panel, host: FakeHost, rows: readonly Row[]): Promise<void> {
  for (let next = answered.get(host) ?? 0; next < host.questions.length; next++) {
    answered.set(host, next + 1);
    const { request, query } = host.questions[next] ?? { request: 0, query: { sort: [], filter: { text: '' }, offset: 0, limit: 0 } };
    const matching = rows.filter((row) => row.name.includes(query.filter.text));
    panel.receive({
      type: 'answer',
      request,
      result: {
        rows: matching.slice(query.offset, query.offset + query.limit),
        matching: matching.length,
        functions: matching.length,
        self: 0,
        share: 0,
      },
    });
    await arrived();
  }
}

/** Lets answers that have been received come to those who asked. */
export async function arrived(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await Promise.resolve();
  }
}

export function openMessage(functions: number, summary: Partial<ProfileOpenResult> = {}): OpenMessage {
  return {
    type: 'open',
    file: 'results/orders.stats',
    summary: {
      profile: '1',
      path: '/shop/results/orders.stats',
      modified: 1_700_000_000,
      functions,
      calls: 5_000,
      primitiveCalls: 4_000,
      seconds: 2.5,
      accuracy: traced,
      notes: [],
      problems: [],
      files: [],
      origins: [],
      ...summary,
    },
    leftOut: [],
    reloaded: false,
  };
}

/** Rows named f0, f1, … */
export function makeRows(count: number, first = 0): Row[] {
  return Array.from({ length: count }, (_, index) => makeRow(first + index));
}

/** A row of a profile that knows no calls. */
export function makeUncountedRow(number: number, changes: Partial<Row> = {}): Row {
  const { calls: _calls, primitiveCalls: _primitive, selfPerCall: _self, cumulativePerCall: _cumulative, ...rest } = makeRow(number);
  return { ...rest, ...changes };
}

export function makeRow(number: number, changes: Partial<Row> = {}): Row {
  return {
    function: String(number),
    name: `f${number}`,
    file: '/shop/orders.py',
    line: number + 1,
    calls: 10,
    primitiveCalls: 10,
    self: 0.5,
    cumulative: 1,
    selfPerCall: 0.05,
    cumulativePerCall: 0.1,
    share: 0.2,
    cumulativeShare: 0.4,
    origin: 'project',
    callers: 1,
    callees: 1,
    ...changes,
  };
}

/** A caller or callee. */
export function makeEdge(name: string, changes: Partial<EdgeRow> = {}): EdgeRow {
  return {
    function: name,
    name,
    file: '/shop/orders.py',
    line: 7,
    origin: 'project',
    calls: 4,
    primitiveCalls: 4,
    self: 0.25,
    cumulative: 0.5,
    selfPerCall: 0.0625,
    cumulativePerCall: 0.125,
    part: 0.5,
    further: 0,
    ...changes,
  };
}
