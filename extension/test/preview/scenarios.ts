/** What the other side does with each message of the panel, by the name of the scenario. */

import type { AskMessage, HostMessage, OpenMessage, WebviewMessage } from '../../src/panel/messages';
import type { Accuracy, EdgeRow, IcicleBox, Problem, ProfileOpenResult, ProfileRun, Row } from '../../src/protocol.gen';
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
function answer(message: AskMessage, profile: FakeProfile, calls = graphOf(profile)): HostMessage {
  const { request } = message;
  switch (message.question) {
    case 'rows':
      return { type: 'answer', request, result: profile.page(message.params) };
    case 'callers':
      return { type: 'answer', request, result: calls.callers(message.params) };
    case 'callees':
      return { type: 'answer', request, result: calls.callees(message.params) };
    case 'icicle':
      return { type: 'answer', request, result: calls.icicle(message.params) };
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
    if (message.type === 'ask' && (message.question === 'callers' || message.question === 'callees')) {
      const page = graphOf(profile)[message.question](message.params);
      const result = { ...page, function: uncounted(page.function), rows: page.rows.map(uncountedEdge) };
      return post({ type: 'answer', request: message.request, result });
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
  rich: (message, profile, post) => {
    if (message.type === 'ready' || message.type === 'showPart') {
      const path = message.type === 'showPart' ? message.path : undefined;
      return post(openRich(summaryOf(profile, []), path));
    }
    if (message.type === 'ask' && message.question === 'rows') {
      const page = profile.page(message.params);
      return post({ type: 'answer', request: message.request, result: { ...page, rows: page.rows.map(corrected) } });
    }
    return message.type === 'reveal'
      ? post({ type: 'notice', text: '/home/user/shop/orders.py does not exist on this computer.', action: 'findSource' })
      : scenarios['open']?.(message, profile, post);
  },
  hostile: (message, profile, post) => {
    if (message.type === 'ready') {
      const summary = summaryOf(profile, []);
      return post(
        open({ ...summary, path: `/tmp/\u202e${hostileNames[0]}`, functions: hostileNames.length }, { file: hostileNames[0] ?? '' }),
      );
    }
    if (message.type === 'ask' && message.question === 'rows') {
      const rows = profile.rows.slice(0, hostileNames.length).map((row, index) => ({ ...row, ...hostilePlace(index) }));
      const result = { ...profile.page(message.params), rows, matching: rows.length, functions: rows.length };
      return post({ type: 'answer', request: message.request, result });
    }
    if (message.type === 'ask') {
      const rows = profile.rows.map((row, index) => (index < hostileNames.length ? { ...row, ...hostilePlace(index) } : row));
      hostileGraph ??= new FakeGraph({ rows });
      return post(answer(message, profile, hostileGraph));
    }
    return scenarios['open']?.(message, profile, post);
  },
  tall: (message, profile, post) => {
    if (message.type === 'ask' && message.question === 'icicle') {
      const { boxes, ...result } = graphOf(profile).icicle({ ...message.params, levels: 1 });
      return post({ type: 'answer', request: message.request, result: { ...result, boxes: [...boxes, ...tower(boxes.length, 200)] } });
    }
    return scenarios['open']?.(message, profile, post);
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

/** The calls of functions with such names. */
let hostileGraph: FakeGraph | undefined;

/** Names that mean mischief. */
const hostileNames = [
  '<img src=x onerror="alert(1)">',
  'safe\u202e\u2066gpj.exe\u2069',
  'first line\nsecond line\r\n\tthird',
  '\u0000\u0007\u001b[31mred',
  `x${'y'.repeat(1_000_000)}`,
  'zero\u200bwidth\ufeff',
  '$\u007bconstructor.constructor("alert(1)")()}',
  'שלום.עולם',
  'half \ud83d pair',
];

function hostilePlace(index: number) {
  const name = hostileNames[index] ?? '';
  return { name, builtin: false, file: `/home/user/${name}/${name}.py`, line: 1, callers: 0 };
}

/** A row as a profile has it whose overhead is known. */
function corrected(row: Row): Row {
  const self = row.self * 0.8;
  const cumulative = row.cumulative * 0.7;
  return {
    ...row,
    corrected: { self, cumulative, selfPerCall: self, cumulativePerCall: cumulative, share: row.share, cumulativeShare: row.share },
  };
}

/** A run of several processes and threads that goes on, with another file added. */
function openRich(summary: ProfileOpenResult, part: string | undefined): OpenMessage {
  const thread = (id: string, name: string) => ({ id, name, file: `/runs/1/parts/${id}.stats` });
  const processes = [
    {
      pid: 4711,
      parent: 1,
      command: ['python', 'shop.py'],
      file: '/runs/1/parts/4711.stats',
      ended: true,
      threads: [thread('1', 'MainThread'), thread('2', 'worker-1')],
    },
    {
      pid: 4712,
      parent: 4711,
      command: ['python', '-c', 'from multiprocessing.spawn import spawn_main'],
      file: '/runs/1/parts/4712.stats',
      ended: true,
      threads: [],
    },
  ];
  const whole: ProfileOpenResult = {
    ...summary,
    run: { ...run, running: true, snapshotAge: 1.5, processes },
    overhead: { perCall: 1.2e-7, seconds: summary.seconds * 0.2, share: 0.2 },
    files: [
      { path: summary.path, modified: summary.modified },
      { path: '/home/user/shop/results/monday.stats', modified: summary.modified },
    ],
  };
  const leftOut = [{ path: '/home/user/shop/results/broken.stats', text: 'It is a zip archive.' }];
  return open(part === undefined ? whole : { ...whole, path: part }, { leftOut, ...(part === undefined ? {} : { whole }) });
}

/** Boxes of which each is below the one before, from the first of so many on top. */
function tower(tops: number, levels: number): IcicleBox[] {
  return Array.from({ length: levels }, (_, index) => {
    const width = 0.7 - index / 1000;
    return {
      function: index % tops,
      parent: index === 0 ? 0 : tops + index - 1,
      level: index + 1,
      start: 0,
      width,
      self: 0,
      cumulative: width,
    };
  });
}

/** An edge as a profile of samples has it. */
function uncountedEdge({
  calls: _calls,
  primitiveCalls: _primitive,
  selfPerCall: _self,
  cumulativePerCall: _cumulative,
  ...edge
}: EdgeRow): EdgeRow {
  return edge;
}

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
