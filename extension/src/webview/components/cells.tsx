import type { ComponentChildren } from 'preact';
import { formatCalls, formatSeconds, formatShare } from '../../format';
import type { Row } from '../../protocol.gen';
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
export function cellOf(name: ColumnName, row: Row): CellContent {
  switch (name) {
    case 'ncalls':
      return { title: `${row.calls} calls, ${row.primitiveCalls} of them primitive`, text: formatCalls(row.calls, row.primitiveCalls) };
    case 'tottime':
      return selfTime(row);
    case 'tottime-percall':
      return seconds(row.selfPerCall);
    case 'cumtime':
      return seconds(row.cumulative);
    case 'cumtime-percall':
      return seconds(row.cumulativePerCall);
    case 'function':
      return functionName(row);
    case 'location':
      return location(row);
  }
}

/** A duration; a dash where there is none. */
function seconds(value: number | undefined): CellContent {
  return value === undefined ? { title: 'No calls to divide by', text: '–' } : { title: `${value} s`, text: formatSeconds(value) };
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

/** Where a function begins. Where the room is scarce the folders give way first, then the file's name, the line never. */
function location(row: Row): CellContent {
  if (!hasSource(row)) {
    return { title: 'Written in C: it has no Python source', text: 'built-in' };
  }
  const { file, line } = row;
  const start = nameStart(file);
  return {
    title: `${file}:${line}`,
    text: (
      <span class="location">
        {start > 0 && <span class="location-folder">{file.slice(0, start)}</span>}
        <span class="location-file">{file.slice(start)}</span>
        <span>:{line}</span>
      </span>
    ),
  };
}
