import { formatCalls, formatPlainSeconds, formatSeconds, formatShare } from '../../format';
import type { Accuracy, Row } from '../../protocol.gen';
import { visibleText } from '../../visibleText';
import { unknownCalls } from '../model/accuracy';
import { hasSource, ownStart } from '../model/names';
import { nameStart } from '../model/paths';
import type { TimeFormat } from '../model/view-options';
import type { CellContent } from './RowFrame';

/** How cells show their figures. A new one is a reason to draw every row again. */
export interface CellView {
  readonly accuracy: Accuracy;
  readonly times: TimeFormat;
  readonly corrected: boolean;
  readonly directories: boolean;
}

/** A function as tables name it: the rows of functions, of edges and of differences have these. */
export interface Named {
  readonly name: string;
  readonly builtin?: boolean;
  readonly file: string;
  readonly line: number;
}

/** A row's cell in a column. */
export function cellOf(name: string, row: Row, view: CellView): CellContent {
  const times = view.corrected && row.corrected !== undefined ? row.corrected : row;
  switch (name) {
    case 'ncalls':
      return callsCell(row.calls, row.primitiveCalls);
    case 'tottime':
      return timeCell(times.self, view);
    case 'share':
      return shareCell(times.share, 'of the self time of all functions');
    case 'tottime-percall':
      return perCallCell(row.calls, times.selfPerCall, view);
    case 'cumtime':
      return timeCell(times.cumulative, view, isCumulativeBound(row, view));
    case 'cumulative-share':
      return shareCell(times.cumulativeShare, 'of the self time of all functions, with all that it calls');
    case 'cumtime-percall':
      return perCallCell(row.calls, times.cumulativePerCall, view, isCumulativeBound(row, view));
    case 'function':
      return nameCell(row);
    default:
      return locationCell(row, view.directories);
  }
}

/** What cannot be told for want of a number of calls. */
const uncounted: CellContent = { title: unknownCalls, text: null };

export function callsCell(calls: number | undefined, primitiveCalls = calls): CellContent {
  if (calls === undefined || primitiveCalls === undefined) {
    return uncounted;
  }
  return { title: `${calls} calls, ${primitiveCalls} of them primitive`, text: formatCalls(calls, primitiveCalls) };
}

/** A time; `isBound` says that it is at most that. */
export function timeCell(seconds: number, { times, corrected }: Pick<CellView, 'times' | 'corrected'>, isBound = false): CellContent {
  return {
    title: `${isBound ? 'at most ' : ''}${seconds} s${corrected ? ', estimated: without the overhead of recording' : ''}`,
    text: `${isBound ? '≤ ' : ''}${times === 'seconds' ? formatPlainSeconds(seconds) : formatSeconds(seconds)}`,
  };
}

/** A time for each call; a dash where there was none. `isBound` says that it is at most that. */
export function perCallCell(calls: number | undefined, seconds: number | undefined, view: CellView, isBound = false): CellContent {
  if (calls === undefined) {
    return uncounted;
  }
  return seconds === undefined ? { title: 'No calls to divide by', text: '–' } : timeCell(seconds, view, isBound);
}

/** Whether the cumulative time of a function, or of a group, is at most what the profile says. */
export function isCumulativeBound(
  { cumulativeAtMost = false }: Pick<Row, 'cumulativeAtMost'>,
  { accuracy }: Pick<CellView, 'accuracy'>,
): boolean {
  return cumulativeAtMost || accuracy.cumulative === 'atMost';
}

/** Whether the times of calls between two functions are at most what the profile says. */
export function isEdgeBound({ accuracy }: Pick<CellView, 'accuracy'>): boolean {
  return accuracy.edgeTimes === 'atMost';
}

/** A share as a number and, for the eyes, as a bar. */
export function shareCell(share: number, words: string): CellContent {
  const text = formatShare(share);
  return {
    title: `${text} ${words}`,
    text: (
      <>
        <span class="bar" style={{ transform: `scaleX(${Math.min(Math.max(share, 0), 1)})` }} />
        <span class="share">{text}</span>
      </>
    ),
  };
}

/** A function's name. Where the room is scarce, the class gives way first. */
export function nameCell({ name }: Pick<Named, 'name'>): CellContent {
  const { shown, title } = visibleText(name);
  const start = ownStart(shown);
  return {
    title,
    text: (
      <span class="name">
        {start > 0 && <span class="name-context">{shown.slice(0, start)}</span>}
        <span class="name-own">{shown.slice(start)}</span>
      </span>
    ),
  };
}

/** Where a function begins, as far as the profile says it. Where the room is scarce the folders give way first, then the file's name, the line never. */
export function locationCell(row: Named, directories: boolean): CellContent {
  if (row.builtin) {
    return { title: 'Written in C: it has no Python source', text: 'built-in' };
  }
  if (!hasSource(row)) {
    return { title: 'This profile does not say where it is', text: null };
  }
  const { shown, title } = visibleText(row.file);
  const start = nameStart(shown);
  const atLine = row.line > 0 ? `:${row.line}` : '';
  return {
    title: title + atLine,
    text: (
      <span class="location">
        {directories && start > 0 && <span class="location-folder">{shown.slice(0, start)}</span>}
        <span class="location-file">{shown.slice(start)}</span>
        <span>{atLine}</span>
      </span>
    ),
  };
}
