// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProfileRun } from '../../../src/protocol.gen';
import type { Panel } from '../../../src/webview/model/panel';
import { FakeHost, makeRows, openMessage, openPanel } from './fakes';
import { Screen } from './screen';

/** A sentence that quotes a name: with a line break, a mark of direction, and too long to be shown. */
const hostile = `It is “safe\u202egpj.exe\n${'x'.repeat(100_000)}”.`;

let panel: Panel;
let screen: Screen;

beforeEach(async () => {
  ({ panel } = await openPanel(makeRows(3)));
  screen = await Screen.of(panel);
});
afterEach(() => screen.close());

const run: ProfileRun = {
  target: { kind: 'script', path: hostile, args: [hostile] },
  name: hostile,
  python: hostile,
  started: 1_600_000_000,
  ending: 'signal',
  exitCode: 0,
  signal: hostile,
  seconds: 3,
  profiler: 'cprofile',
  processes: [],
};

const problems = [{ code: 'odd', text: hostile }];

it.each<[string, () => void]>([
  ['a notice', () => panel.receive({ type: 'notice', text: hostile })],
  ['why there is nothing', () => panel.receive({ type: 'failed', failure: { file: hostile, text: hostile, waysOut: [] } })],
  ['what is wrong', () => panel.receive(openMessage(3, { problems, notes: [hostile, hostile, 'Plain.'] }))],
  ['what is left out', () => panel.receive({ ...openMessage(3, { notes: [hostile] }), leftOut: [{ path: hostile, text: hostile }] })],
  ['what was run', () => panel.receive({ ...openMessage(3, { run, path: hostile }), file: hostile })],
  [
    'what it is compared with',
    () => panel.receive({ type: 'comparison', base: { label: hostile, summary: openMessage(3, { path: hostile }).summary } }),
  ],
])('names do no harm in %s', async (_, show) => {
  await screen.do(show);
  const texts = [...document.body.querySelectorAll('*')].flatMap((element) => [
    ...[...element.attributes].map(({ value }) => value),
    ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ''),
  ]);
  expect(texts.join('')).toContain('⟨U+202E⟩gpj.exe');
  expect(texts.filter((text) => /[\p{Cc}\p{Cf}]/u.test(text))).toEqual([]);
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(5_000);
});

it('a function that is gone is named harmlessly', async () => {
  const host = new FakeHost({
    version: 2,
    tab: 'callers',
    sections: { callers: { history: { steps: [{ id: '1', name: hostile, file: '', line: 1 }], at: 0 } } },
  });
  const opened = await openPanel([], { host });
  expect(opened.panel.edges.failure.value).toMatch(/⟨U\+202E⟩gpj.exe.* is not in this profile/);
  expect(opened.panel.edges.failure.value?.length).toBeLessThan(500);
});
