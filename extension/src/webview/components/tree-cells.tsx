import type { ComponentChildren } from 'preact';
import { formatCount, formatShare } from '../../format';
import type { EdgeRow, Row } from '../../protocol.gen';
import { visibleSentence, visibleText } from '../../visibleText';
import { type Direction, isGroup } from '../model/below';
import { nameStart } from '../model/paths';
import type { TreeItem } from '../model/tree';
import { type CellView, callsCell, cellOf, isEdgeBound, locationCell, nameCell, perCallCell, shareCell, timeCell } from './cells';
import { Icon } from './Icon';
import type { CellContent } from './RowFrame';

/** What of an edge's time cannot be told. */
const unknown: CellContent = { title: 'This profile does not say it of single callers', text: null };

/** The cell of any row of the tree in a column; `onToggle` unfolds or folds it. */
export function treeCellOf(name: string, item: TreeItem, view: CellView, onToggle: () => void): CellContent {
  const content = contentOf(name, item, view);
  return name === 'function' ? { ...content, text: <TreeName item={item} text={content.text} onToggle={onToggle} /> } : content;
}

function contentOf(name: string, item: TreeItem, view: CellView): CellContent {
  switch (item.kind) {
    case 'function':
      return item.row === undefined ? nothing : isGroup(item.row) ? groupCellOf(name, item.row, view) : cellOf(name, item.row, view);
    case 'edge':
      return item.row === undefined ? nothing : edgeCellOf(name, item.row, directionOf(item), view);
    case 'more':
      return name === 'function' ? { title: 'Press Enter to show them', text: `… ${formatCount(Number(item.text))} more` } : nothing;
    case 'failed':
      return name === 'function' ? { title: visibleSentence(item.text), text: visibleSentence(item.text) } : nothing;
  }
}

function directionOf({ branch }: TreeItem): Direction {
  return branch.kind === 'callees' ? 'callees' : 'callers';
}

const nothing: CellContent = { title: '', text: null };

function groupCellOf(name: string, row: Row, view: CellView): CellContent {
  const { functions = 0 } = row;
  const members = `${formatCount(functions)} ${functions === 1 ? 'function' : 'functions'}`;
  switch (name) {
    case 'function': {
      const { shown, title } = visibleText(row.name);
      const start = nameStart(shown);
      return {
        title: `${title}: ${members}`,
        text: (
          <span class="name">
            {start > 0 && <span class="name-context">{shown.slice(0, start)}</span>}
            <span class="name-own">{shown.slice(start)}</span>
          </span>
        ),
      };
    }
    case 'location':
      return { title: members, text: members };
    default:
      return cellOf(name, row, view);
  }
}

/** A caller or a callee: its figures are of the calls between it and the row above. What is a guess says so. */
function edgeCellOf(name: string, row: EdgeRow, direction: Direction, view: CellView): CellContent {
  const content = exactEdgeCellOf(name, row, direction, view);
  if (!row.estimated || content.text === null || name === 'function' || name === 'location') {
    return content;
  }
  return {
    title: `About ${content.title}: an estimate, for the profile does not say how the time divides among the ways here`,
    text: <i class="estimate">≈ {content.text}</i>,
  };
}

function exactEdgeCellOf(name: string, row: EdgeRow, direction: Direction, view: CellView): CellContent {
  const times = view.corrected && row.corrected !== undefined ? row.corrected : row;
  const isBound = isEdgeBound(view);
  switch (name) {
    case 'ncalls':
      return callsCell(row.calls, row.primitiveCalls);
    case 'tottime':
      return times.self === undefined ? unknown : timeCell(times.self, view, isBound);
    case 'share':
    case 'cumulative-share':
      return name === 'share' && row.part !== undefined ? partCell(row.part, direction) : nothing;
    case 'tottime-percall':
      return times.self === undefined ? unknown : perCallCell(row.calls, times.selfPerCall, view, isBound);
    case 'cumtime':
      return times.cumulative === undefined ? unknown : timeCell(times.cumulative, view, isBound);
    case 'cumtime-percall':
      return times.cumulative === undefined ? unknown : perCallCell(row.calls, times.cumulativePerCall, view, isBound);
    case 'function':
      return edgeNameCell(row, direction);
    default:
      return locationCell(row, view.directories);
  }
}

function partCell(part: number, direction: Direction): CellContent {
  const words =
    direction === 'callers' ? 'of the cumulative time of the row above was for this caller' : 'of the cumulative time of the row above';
  const { text } = shareCell(part, words);
  return { title: `${formatShare(part)} ${words}`, text };
}

function edgeNameCell(row: EdgeRow, direction: Direction): CellContent {
  const { title, text } = nameCell(row);
  const role = direction === 'callers' ? 'Caller' : 'Callee';
  return {
    title: `${role}: ${title}${row.recursive ? ' (recursive: it is among the rows above already)' : ''}`,
    text: (
      <>
        <Icon name={direction === 'callers' ? 'arrow-left' : 'arrow-right'} class="edge-icon" />
        <span class="heard">{role} </span>
        {text}
        {row.recursive && <span class="badge row-badge">recursive</span>}
      </>
    ),
  };
}

/** A name with its place in the tree, and what unfolds it. */
function TreeName({ item, text, onToggle }: { item: TreeItem; text: ComponentChildren; onToggle: () => void }) {
  const { level, isUnfolded } = item.place;
  return (
    <span class="tree-name" style={{ paddingLeft: `${(level - 1) * 14}px` }}>
      {isUnfolded === undefined ? <span class="twistie" /> : <Twistie isUnfolded={isUnfolded} onToggle={onToggle} />}
      {text}
    </span>
  );
}

function Twistie({ isUnfolded, onToggle }: { isUnfolded: boolean; onToggle: () => void }) {
  const onClick = (event: MouseEvent) => {
    // The row itself opens the source.
    event.stopPropagation();
    onToggle();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone; the keyboard unfolds rows with the arrow keys.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <span class="twistie twistie-active" data-testid="twistie" onClick={onClick}>
      <Icon name={isUnfolded ? 'chevron-down' : 'chevron-right'} />
    </span>
  );
}
