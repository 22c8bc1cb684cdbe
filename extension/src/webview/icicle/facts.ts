/** What is said of a box, in its hover box and to screen readers. */

import { formatCalls, formatPlainSeconds, formatSeconds, formatShare } from '../../format';
import type { IcicleBox, Origin, Row } from '../../protocol.gen';
import { visible } from '../../visibleText';
import type { TimeFormat } from '../model/view-options';

/** The origins in words. */
export const originNames: Readonly<Record<Origin, string>> = {
  project: 'project',
  package: 'installed package',
  standardLibrary: 'standard library',
  builtin: 'built-in',
};

/** A figure of this path and of the function in the entire profile; undefined where it is not known. */
export interface Fact {
  readonly label: string;
  readonly here: string | undefined;
  readonly entire: string | undefined;
}

/** How figures are shown. */
export interface FactsView {
  readonly times: TimeFormat;
  /** Times are those without the overhead of recording. */
  readonly corrected: boolean;
}

/** The figures of a box. */
export function factsOf(box: IcicleBox, row: Row, { times, corrected }: FactsView): readonly Fact[] {
  const time = times === 'seconds' ? formatPlainSeconds : formatSeconds;
  const entire = corrected ? (row.corrected ?? row) : row;
  const { calls, primitiveCalls = calls } = row;
  return [
    { label: 'cumulative', here: time(box.cumulative), entire: time(entire.cumulative) },
    { label: 'self', here: time(box.self), entire: time(entire.self) },
    { label: 'share', here: formatShare(shareOf(box, entire)), entire: formatShare(entire.cumulativeShare) },
    { label: 'of the width', here: formatShare(box.width), entire: undefined },
    {
      label: 'calls',
      here: undefined,
      entire: calls === undefined || primitiveCalls === undefined ? undefined : formatCalls(calls, primitiveCalls),
    },
  ];
}

/** What a box took, as a part of the whole profile as the function's own share is; of a function without time the width says it. */
function shareOf({ cumulative, width }: IcicleBox, entire: { readonly cumulative: number; readonly cumulativeShare: number }): number {
  return entire.cumulative > 0 ? (cumulative / entire.cumulative) * entire.cumulativeShare : width;
}

/** What to know of a box, as sentences. */
export function remarksOn(box: IcicleBox): readonly string[] {
  return [
    ...(box.estimated ? ['Estimated: the profile does not say how the function’s time divides among the paths to it.'] : []),
    ...(box.recursive ? ['Recursive: it calls itself, directly or not. These calls are within this box.'] : []),
    ...(box.cut ? ['It has callees that are not drawn: they would be estimates, or are too deep. Zoom in to see more.'] : []),
  ];
}

/** Where a function is, in words. */
export function placeOf({ builtin, file, line }: Pick<Row, 'builtin' | 'file' | 'line'>): string {
  if (builtin) {
    return 'written in C';
  }
  if (file === '') {
    return 'the profile does not say where it is';
  }
  return line > 0 ? `${visible(file)}:${line}` : visible(file);
}

/** A box in one sentence, for those who hear it. */
export function spoken(box: IcicleBox, row: Row): string {
  return [
    visible(row.name),
    `${formatSeconds(box.cumulative)} cumulative`,
    `${formatShare(box.width)} of the width`,
    `${formatSeconds(box.self)} self`,
    originNames[row.origin],
    ...(box.estimated ? ['estimated'] : []),
    ...(box.recursive ? ['recursive'] : []),
    ...(box.match ? ['found by the search'] : []),
    ...(box.cut ? ['has callees that are not drawn'] : []),
  ].join(', ');
}
