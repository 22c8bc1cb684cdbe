/** Functions that call each other, for the tests of callers and callees. */

import { signal } from '@preact/signals';
import type { EdgesQuery, RowsQuery } from '../../../../src/panel/messages';
import type { EdgeRow, ProfileEdgesResult, ProfileRowsResult, Row } from '../../../../src/protocol.gen';
import { Edges } from '../../../../src/webview/edges/edges';
import type { Content } from '../../../../src/webview/model/panel';
import type { Ask } from '../../../../src/webview/model/questions';
import type { TabName } from '../../../../src/webview/model/tabs';
import { arrived, makeRow, openMessage } from '../fakes';

/** A server with functions f0, f1, …, of which each calls those with a greater number. */
export class FakeServer {
  /** What was asked for, such as "callers f1" and "rows parse". */
  readonly asked: string[] = [];
  rows: readonly Row[];

  constructor(count = 5) {
    this.rows = Array.from({ length: count }, (_, index) => makeRow(index));
  }

  readonly ask = (async (question: string, query: EdgesQuery | RowsQuery) => {
    if ('path' in query) {
      this.asked.push(`${question} ${query.path.join()} by ${query.sort[0]?.key}`);
      return this.#edges(question, query);
    }
    this.asked.push(`rows ${query.filter.text}`);
    return this.#rows(query);
  }) as Ask;

  #rows({ filter: { text }, offset, limit }: RowsQuery): ProfileRowsResult {
    const found = this.rows.filter(({ name }) => name.includes(text.replaceAll('"', '')));
    return { rows: found.slice(offset, offset + limit), matching: found.length, functions: found.length, self: 0, share: 0 };
  }

  #edges(direction: string, { path: [id], offset, limit }: EdgesQuery): ProfileEdgesResult {
    const at = this.rows.findIndex((row) => row.function === id);
    const row = this.rows[at];
    if (row === undefined) {
      throw new Error(`The profile has no function ${id}.`);
    }
    const rows = (direction === 'callers' ? this.rows.slice(0, at) : this.rows.slice(at + 1)).map(edgeOf);
    return { function: row, rows: rows.slice(offset, offset + limit), matching: rows.length };
  }
}

export function edgeOf({ function: id, name, file, line, origin }: Row): EdgeRow {
  return { function: id, name, file, line, origin, calls: 4, primitiveCalls: 3, self: 0.25, cumulative: 0.5, part: 0.5, further: 1 };
}

/** The tab of callers and callees of an open profile. */
export async function openEdges({ server = new FakeServer(), saved }: { server?: FakeServer; saved?: unknown } = {}) {
  const { type: _, ...message } = openMessage(server.rows.length);
  const panel = {
    ask: server.ask,
    isCorrected: signal(false),
    selected: signal<string | undefined>(undefined),
    tab: signal<TabName>('callers'),
    content: signal<Content>({ kind: 'open', ...message }),
  };
  const edges = new Edges(panel, saved);
  await arrived();
  /** Opens another profile, as the panel does. */
  const open = async (rows: readonly Row[]) => {
    server.rows = rows;
    edges.open();
    panel.content.value = { kind: 'open', ...message };
    await settled();
  };
  return { edges, panel, server, open };
}

/** Lets questions that lead to further ones be answered. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await arrived();
  }
}
