import type { ComponentChildren } from 'preact';
import { formatCalls, formatSeconds, formatShare } from '../../format';
import type { Accuracy, Grade, Row } from '../../protocol.gen';
import { unknownCalls } from '../model/accuracy';
import type { ColumnName } from '../model/columns';
import { ownStart } from '../model/names';
import { hasSource } from '../model/panel';
import { nameStart } from '../model/paths';

/** What a cell shows, and all of it in its title: exact to the last digit, and not cut off. */
interface CellContent {
  readonly title: string;
  readonly text: ComponentChildren;
}

/** The cells of a row that is on its way. */
export const loading: CellContent = { title: '', text: null };

/** A row's cell in a column. */
export function cellOf(name: ColumnName, row: Row, accuracy: Accuracy): CellContent {
  switch (name) {
    case 'ncalls':
      return calls(row);
    case 'tottime':
      return selfTime(row);
    case 'tottime-percall':
      return perCall(row, row.selfPerCall);
    case 'cumtime':
      return cumulativeTime(row, accuracy.cumulative);
    case 'cumtime-percall':
      return perCall(row, row.cumulativePerCall);
    case 'function':
      return functionName(row);
    case 'location':
      return location(row);
  }
}

/** What cannot be told for want of a number of calls. */
const uncounted: CellContent = { title: unknownCalls, text: null };

function calls({ calls: all, primitiveCalls = all }: Row): CellContent {
  if (all === undefined || primitiveCalls === undefined) {
    return uncounted;
  }
  return { title: `${all} calls, ${primitiveCalls} of them primitive`, text: formatCalls(all, primitiveCalls) };
}

/** A duration for each call; a dash where there was none. */
function perCall(row: Row, seconds: number | undefined): CellContent {
  if (row.calls === undefined) {
    return uncounted;
  }
  return seconds === undefined ? { title: 'No calls to divide by', text: '–' } : { title: `${seconds} s`, text: formatSeconds(seconds) };
}

function cumulativeTime({ cumulative }: Row, grade: Grade): CellContent {
  const isBound = grade === 'atMost';
  return { title: `${isBound ? 'at most ' : ''}${cumulative} s`, text: `${isBound ? '≤ ' : ''}${formatSeconds(cumulative)}` };
}

/** The self time with its share as a number and, for the eyes, as a bar. */
function selfTime({ self, share }: Row): CellContent {
  const shareText = formatShare(share);
  return {
    title: `${self} s, ${shareText} of the self time of all functions`,
    text: (
      <>
        {formatSeconds(self)} <span class="share">{shareText}</span>
        <span class="bar" style={{ transform: `scaleX(${Math.min(Math.max(share, 0), 1)})` }} />
      </>
    ),
  };
}

/** A function's name. Where the room is scarce, the class gives way first. */
function functionName({ name }: Row): CellContent {
  const start = ownStart(name);
  return {
    title: name,
    text: (
      <span class="name">
        {start > 0 && <span class="name-context">{name.slice(0, start)}</span>}
        <span class="name-own">{name.slice(start)}</span>
      </span>
    ),
  };
}

/** Where a function begins, as far as the profile says it. Where the room is scarce the folders give way first, then the file's name, the line never. */
function location(row: Row): CellContent {
  const { builtin, file, line } = row;
  if (builtin) {
    return { title: 'Written in C: it has no Python source', text: 'built-in' };
  }
  if (!hasSource(row)) {
    return { title: 'This profile does not say where it is', text: null };
  }
  const start = nameStart(file);
  const atLine = line > 0 ? `:${line}` : '';
  return {
    title: file + atLine,
    text: (
      <span class="location">
        {start > 0 && <span class="location-folder">{file.slice(0, start)}</span>}
        <span class="location-file">{file.slice(start)}</span>
        <span>{atLine}</span>
      </span>
    ),
  };
}
