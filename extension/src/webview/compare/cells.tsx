import type { DiffFigures, DiffKind, DiffRow } from '../../protocol.gen';
import { type CellView, callsCell, locationCell, nameCell, timeCell } from '../components/cells';
import { Icon, type IconName } from '../components/Icon';
import type { CellContent } from '../components/RowFrame';
import { unknownCalls } from '../model/accuracy';
import type { Aspect, DiffTableColumn, Measure } from './columns';
import { signedCount, signedPart, signedSeconds } from './figures';

/** What the icon of each kind is; slower and faster point up and down, as the time does. */
export const kindIcons: Readonly<Record<DiffKind, IconName>> = {
  slower: 'arrow-up',
  faster: 'arrow-down',
  new: 'add',
  gone: 'circle-slash',
  same: 'dash',
};

/** What each kind means. */
export const kindHelp: Readonly<Record<DiffKind, string>> = {
  slower: 'Its self time is longer than before, by more than the tolerance.',
  faster: 'Its self time is shorter than before, by more than the tolerance.',
  new: 'It was not called before.',
  gone: 'It is not called any more.',
  same: 'Its self time is within the tolerance.',
};

/** What a cell shows of the figures. */
export type DiffView = Pick<CellView, 'times' | 'directories'>;

/** The fields of figures that columns show. */
const fields = {
  ncalls: { figure: 'calls', part: 'callsPart' },
  tottime: { figure: 'self', part: 'selfPart' },
  cumtime: { figure: 'cumulative', part: 'cumulativePart' },
} as const satisfies Record<Measure, { figure: keyof DiffFigures; part: string }>;

/** A row's cell in a column. */
export function diffCellOf({ name, measure, aspect }: DiffTableColumn, row: DiffRow, view: DiffView): CellContent {
  if (measure !== undefined && aspect !== undefined) {
    return figureCell(measure, aspect, row, view);
  }
  switch (name) {
    case 'kind':
      return kindCell(row.kind);
    case 'function':
      return nameCell(row);
    default:
      return movedLocation(row, view);
  }
}

function kindCell(kind: DiffKind): CellContent {
  return {
    title: `${kind}. ${kindHelp[kind]}`,
    text: (
      <span class={`diff-kind diff-${kind}`}>
        <Icon name={kindIcons[kind]} />
        {kind}
      </span>
    ),
  };
}

function figureCell(measure: Measure, aspect: Aspect, row: DiffRow, view: DiffView): CellContent {
  switch (aspect) {
    case 'before':
      return sideCell(measure, row.before, kindHelp.new, view);
    case 'after':
      return sideCell(measure, row.after, kindHelp.gone, view);
    case 'difference':
      return differenceCell(measure, row, view);
    case 'percent':
      return partCell(measure, row);
  }
}

/** A figure before or after; blank where the function was not called then. */
function sideCell(measure: Measure, figures: DiffFigures | undefined, absent: string, { times }: DiffView): CellContent {
  if (figures === undefined) {
    return { title: absent, text: null };
  }
  return measure === 'ncalls'
    ? callsCell(figures.calls, figures.primitiveCalls)
    : timeCell(figures[fields[measure].figure], { times, corrected: false });
}

function differenceCell(measure: Measure, { difference, kind }: DiffRow, { times }: DiffView): CellContent {
  const value = difference[fields[measure].figure];
  if (value === undefined) {
    return { title: unknownCalls, text: null };
  }
  const isTime = measure !== 'ncalls';
  const text = isTime ? signedSeconds(value, times) : signedCount(value);
  return { title: isTime ? `${value} s` : `${value} calls`, text: coloured(measure, kind, text) };
}

function partCell(measure: Measure, { difference, kind, before }: DiffRow): CellContent {
  const part = difference[fields[measure].part];
  if (part === undefined) {
    return {
      title: before === undefined ? kindHelp.new : 'There is nothing to take a part of: it was 0 before, or is not known.',
      text: '–',
    };
  }
  return { title: `${part * 100} %`, text: coloured(measure, kind, signedPart(part)) };
}

/** Kinds are judged by the self time, so only its differences have their colour. */
function coloured(measure: Measure, kind: DiffKind, text: string) {
  return measure === 'tottime' ? <span class={`diff-${kind}`}>{text}</span> : text;
}

/** Where the function begins now; its title tells where it began before. */
function movedLocation(row: DiffRow, { directories }: DiffView): CellContent {
  const { title, text } = locationCell(row, directories);
  return { title: row.lineBefore === undefined ? title : `${title} (line ${row.lineBefore} before)`, text };
}
