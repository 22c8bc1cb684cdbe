/** What the other side does with each message of the panel, by the name of the scenario. */

import type { AskMessage, HostMessage, OpenMessage, WebviewMessage } from '../../src/panel/messages';
import type { Accuracy, Problem, ProfileOpenResult, ProfileRun, Row } from '../../src/protocol.gen';
import { FakeDifference } from './fake-difference';
import { FakeGraph } from './fake-graph';
import type { FakeProfile } from './fake-profile';
import type { Post } from './post';

type Scenario = (message: WebviewMessage, profile: FakeProfile, post: Post) => void;

const problems: readonly Problem[] = [
  {
    code: 'threads',
    text: 'Two threads ended after the profile was saved: their functions are missing. Join them before the program ends.',
  },
];

const notes: readonly string[] = [
  'orders.stats.json tells 9 functions apart that share 4 labels, and puts back 38 calls that the profile has lost.',
  "Where the calls of one function by another have no time they were only counted: pstats shows the other function's whole time there.",
  'Where 12 functions begin is not known, because there is no Python source that fits: their lines are the lowest that were seen of them.',
];

const traced: Accuracy = {
  calls: 'exact',
  self: 'exact',
  cumulative: 'exact',
  edgeCalls: 'exact',
  edgeTimes: 'exact',
  paths: 'estimated',
};

const sampledLines: Accuracy = {
  calls: 'unknown',
  self: 'estimated',
  cumulative: 'atMost',
  edgeCalls: 'unknown',
  edgeTimes: 'atMost',
  paths: 'estimated',
};

const run: ProfileRun = {
  target: { kind: 'script', path: '/home/user/shop/tools/reports/generate_quarterly_report.py', args: ['--year', '2026', 'all shops'] },
  name: 'generate_quarterly_report.py',
  python: 'CPython 3.13.0',
  started: Date.UTC(2026, 10, 22, 9, 30) / 1000,
  ending: 'exited',
  exitCode: 3,
  seconds: 83.2,
  profiler: 'cprofile',
  processes: [],
};

/** Opens a profile. */
function open(summary: ProfileOpenResult, changes: Partial<OpenMessage> = {}): OpenMessage {
  return { type: 'open', file: 'results/orders.stats', summary, leftOut: [], reloaded: false, ...changes };
}

/** Answers a question as the server does. */
function answer(message: AskMessage, profile: FakeProfile): HostMessage {
  const { request } = message;
  switch (message.question) {
    case 'rows':
      return { type: 'answer', request, result: profile.page(message.params) };
    case 'callers':
      return { type: 'answer', request, result: graphOf(profile).callers(message.params) };
    case 'callees':
      return { type: 'answer', request, result: graphOf(profile).callees(message.params) };
    case 'icicle':
      return { type: 'answer', request, result: graphOf(profile).icicle(message.params) };
    case 'diff':
      return { type: 'answer', request, result: new FakeDifference(profile).page(message.params) };
  }
}

/** The calls of the profile that was asked about last. */
let graph: { readonly profile: FakeProfile; readonly calls: FakeGraph } | undefined;

function graphOf(profile: FakeProfile): FakeGraph {
  if (graph?.profile !== profile) {
    graph = { profile, calls: new FakeGraph(profile) };
  }
  return graph.calls;
}

export const scenarios: Record<string, Scenario> = {
  open: (message, profile, post) => {
    switch (message.type) {
      case 'ready':
        return post(open(summaryOf(profile, [])));
      case 'ask':
        return post(answer(message, profile));
      case 'reveal':
        return Number(message.function) % 3 === 0
          ? post({
              type: 'notice',
              text: `The source of function ${message.function} is gone: /home/user/shop/orders.py does not exist any more.`,
            })
          : undefined;
      default:
        return;
    }
  },
  problems: (message, profile, post) =>
    message.type === 'ready'
      ? post(open({ ...summaryOf(profile, problems), run }, { file: 'runs/1/profile.stats' }))
      : scenarios['open']?.(message, profile, post),
  uncounted: (message, profile, post) => {
    if (message.type === 'ready') {
      const { calls: _calls, primitiveCalls: _primitive, ...summary } = summaryOf(profile, []);
      const notes = ['The call stack was looked at from time to time: times are estimates, and cumulative ones may be too large.'];
      return post(open({ ...summary, accuracy: sampledLines, notes }, { file: 'results/sampled.stats' }));
    }
    if (message.type === 'ask' && message.question === 'rows') {
      const page = profile.page(message.params);
      return post({ type: 'answer', request: message.request, result: { ...page, rows: page.rows.map(uncounted) } });
    }
    return scenarios['open']?.(message, profile, post);
  },
  notes: (message, profile, post) =>
    message.type === 'ready' ? post(open({ ...summaryOf(profile, []), notes })) : scenarios['open']?.(message, profile, post),
  deep: (message, profile, post) =>
    message.type === 'ask' && message.question === 'icicle'
      ? // As many boxes as there may be, though most are narrower than a pixel.
        post({ type: 'answer', request: message.request, result: graphOf(profile).icicle({ ...message.params, least: 0 }) })
      : scenarios['open']?.(message, profile, post),
  compare: (message, profile, post) => {
    scenarios['open']?.(message, profile, post);
    if (message.type === 'ready') {
      const summary = {
        ...summaryOf(profile, []),
        path: '/home/user/shop/results/before.stats',
        modified: Date.UTC(2026, 10, 21, 16) / 1000,
      };
      post({ type: 'comparison', base: { label: 'results/before.stats', summary } });
    }
    if (message.type === 'endComparison') {
      post({ type: 'comparison' });
    }
  },
  opening: () => undefined,
  loading: (message, profile, post) => (message.type === 'ready' ? scenarios['open']?.(message, profile, post) : undefined),
  failed: (message, _profile, post) =>
    message.type === 'ready'
      ? post({
          type: 'failed',
          failure: {
            file: 'results/orders.stats',
            text: 'results/orders.stats is not a profile: it is a zip archive. Unpack it, or make a new one with “Python Profiler: Profile Current File”.',
            waysOut: ['tryAgain', 'openAsText', 'showLog'],
          },
        })
      : undefined,
  rowsFailed: (message, profile, post) =>
    message.type === 'ask'
      ? post({
          type: 'refused',
          request: message.request,
          text: 'The profiling server ended before it answered. Try again; "Python Profiler: Show Log" tells why.',
        })
      : scenarios['open']?.(message, profile, post),
};

/** A row as a profile of samples has it. */
function uncounted({ calls: _calls, primitiveCalls: _primitive, selfPerCall: _self, cumulativePerCall: _cumulative, ...row }: Row): Row {
  return row;
}

function summaryOf(profile: FakeProfile, found: readonly Problem[]): ProfileOpenResult {
  const sum = (figure: (row: Row) => number | undefined) => profile.rows.reduce((total, row) => total + (figure(row) ?? 0), 0);
  return {
    profile: '1',
    path: '/home/user/shop/results/orders.stats',
    modified: Date.UTC(2026, 10, 22, 9, 30) / 1000,
    functions: profile.rows.length,
    calls: sum((row) => row.calls),
    primitiveCalls: sum((row) => row.primitiveCalls),
    seconds: profile.seconds,
    accuracy: traced,
    notes: [],
    problems: found,
    files: [],
    origins: profile.origins,
    concentration: profile.concentration,
  };
}
