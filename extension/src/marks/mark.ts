import { formatCalls, formatCount, formatSeconds, formatShare } from '../format';
import type { Accuracy, Hotspot } from '../protocol.gen';

/** The steps of heat, coolest first. */
export const heats = [1, 2, 3, 4, 5] as const;
export type Heat = (typeof heats)[number];

/** What is shown on the line of a hot function's `def`. */
export interface Mark {
  /** 1-based, as the server says it. */
  readonly line: number;
  readonly heat: Heat;
  /** The text after the line: self time, its share and, where they are known, the calls. */
  readonly text: string;
  /** All figures, as Markdown in which the names of the user's code are escaped. */
  readonly hover: string;
}

/** The profile that marks come from. */
export interface Origin {
  /** Which it is, such as `profile.stats, 21 November 08:30`. */
  readonly label: string;
  readonly accuracy: Accuracy;
}

/** Words a hotspot. */
export function markOf(hotspot: Hotspot, origin: Origin): Mark {
  return { line: hotspot.line, heat: heatOf(hotspot.heat), text: textOf(hotspot), hover: hoverOf(hotspot, origin) };
}

function heatOf(heat: number): Heat {
  return heats.find((step) => step >= heat) ?? 5;
}

function textOf(hotspot: Hotspot): string {
  return [formatSeconds(hotspot.self), formatShare(hotspot.share), ...callsInShort(hotspot)].join(' · ');
}

/** The number of calls, or nothing where the profile does not say it. */
function callsInShort({ calls, primitiveCalls = calls }: Hotspot): string[] {
  return calls === undefined || primitiveCalls === undefined ? [] : [`${formatCalls(calls, primitiveCalls)} ${callWord(calls)}`];
}

function hoverOf(hotspot: Hotspot, { label, accuracy }: Origin): string {
  return [
    [`**${escapeMarkdown(hotspot.name)}**`, ...callsInFull(hotspot)].join(' · '),
    tableOf(hotspot, accuracy),
    [
      'Self time is spent in the function itself, cumulative time also in what it calls. Shares are of all self time.',
      ...caveats(accuracy),
    ].join(' '),
    escapeMarkdown(label),
  ].join('\n\n');
}

function tableOf(hotspot: Hotspot, accuracy: Accuracy): string {
  const { self, selfPerCall, share, cumulative, cumulativePerCall, cumulativeShare } = hotspot;
  const bound = accuracy.cumulative === 'atMost' ? '≤ ' : '';
  // Without a number of calls there is nothing to say for each of them.
  const perCall = (seconds: number | undefined) => (hotspot.calls === undefined ? [] : [formatPerCall(seconds)]);
  const title = hotspot.calls === undefined ? [] : ['per call'];
  return [
    tableRow('', 'total', ...title, 'share'),
    `|:--|--:|${title.map(() => '--:|').join('')}--:|`,
    tableRow('Self time', formatSeconds(self), ...perCall(selfPerCall), formatShare(share)),
    tableRow('Cumulative time', bound + formatSeconds(cumulative), ...perCall(cumulativePerCall), bound + formatShare(cumulativeShare)),
  ].join('\n');
}

/** What to know of the times before they are believed. */
function caveats({ self, cumulative }: Accuracy): string[] {
  return [
    ...(self === 'estimated' || cumulative === 'estimated' ? ['Times are estimated from samples.'] : []),
    ...(cumulative === 'atMost' ? ['The cumulative time may be less than shown.'] : []),
  ];
}

/** The editor puts the columns of a table close together, so wide spaces set them apart. */
function tableRow(name: string, ...figures: string[]): string {
  return `|${[name, ...figures.map((figure) => `&emsp;${figure}`)].join('|')}|`;
}

function formatPerCall(seconds: number | undefined): string {
  return seconds === undefined ? '–' : formatSeconds(seconds);
}

function callsInFull({ calls, primitiveCalls = calls }: Hotspot): string[] {
  if (calls === undefined || primitiveCalls === undefined) {
    return [];
  }
  const all = `${formatCount(calls)} ${callWord(calls)}`;
  return [calls === primitiveCalls ? all : `${all}, ${formatCount(primitiveCalls)} of them primitive`];
}

function callWord(calls: number): string {
  return calls === 1 ? 'call' : 'calls';
}

/** Escapes every character that Markdown could read as markup, so that a name like `<lambda>` or `__init__` stays as it is. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&').replace(/\s+/g, ' ');
}
