import { formatCalls, formatCount, formatSeconds, formatShare } from '../format';
import type { Hotspot } from '../protocol.gen';

/** The steps of heat, coolest first. */
export const heats = [1, 2, 3, 4, 5] as const;
export type Heat = (typeof heats)[number];

/** What is shown on the line of a hot function's `def`. */
export interface Mark {
  /** 1-based, as the server says it. */
  readonly line: number;
  readonly heat: Heat;
  /** The text after the line: self time, its share and the calls. */
  readonly text: string;
  /** All figures, as Markdown in which the names of the user's code are escaped. */
  readonly hover: string;
}

/** Words a hotspot. `origin` tells which profile it comes from, such as `profile.stats, 21 November 08:30`. */
export function markOf(hotspot: Hotspot, origin: string): Mark {
  return { line: hotspot.line, heat: heatOf(hotspot.heat), text: textOf(hotspot), hover: hoverOf(hotspot, origin) };
}

function heatOf(heat: number): Heat {
  return heats.find((step) => step >= heat) ?? 5;
}

function textOf({ self, share, calls, primitiveCalls }: Hotspot): string {
  return [formatSeconds(self), formatShare(share), callsInWords(calls, primitiveCalls)].join(' · ');
}

function callsInWords(calls: number, primitiveCalls: number): string {
  return `${formatCalls(calls, primitiveCalls)} ${calls === 1 ? 'call' : 'calls'}`;
}

function hoverOf(hotspot: Hotspot, origin: string): string {
  const { self, selfPerCall, share, cumulative, cumulativePerCall, cumulativeShare } = hotspot;
  return [
    `**${escapeMarkdown(hotspot.name)}** · ${callsInFull(hotspot)}`,
    [
      tableRow('', 'total', 'per call', 'share'),
      '|:--|--:|--:|--:|',
      tableRow('Self time', formatSeconds(self), formatPerCall(selfPerCall), formatShare(share)),
      tableRow('Cumulative time', formatSeconds(cumulative), formatPerCall(cumulativePerCall), formatShare(cumulativeShare)),
    ].join('\n'),
    'Self time is spent in the function itself, cumulative time also in what it calls. Shares are of all self time.',
    escapeMarkdown(origin),
  ].join('\n\n');
}

/** The editor puts the columns of a table close together, so wide spaces set them apart. */
function tableRow(name: string, ...figures: string[]): string {
  return `|${[name, ...figures.map((figure) => `&emsp;${figure}`)].join('|')}|`;
}

function formatPerCall(seconds: number | undefined): string {
  return seconds === undefined ? '–' : formatSeconds(seconds);
}

function callsInFull({ calls, primitiveCalls }: Hotspot): string {
  const all = `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}`;
  return calls === primitiveCalls ? all : `${all}, ${formatCount(primitiveCalls)} of them primitive`;
}

/** Escapes every character that Markdown could read as markup, so that a name like `<lambda>` or `__init__` stays as it is. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&').replace(/\s+/g, ' ');
}
