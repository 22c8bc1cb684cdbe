import type { EdgeRow } from '../../protocol.gen';
import { type CellView, callsCell, isEdgeBound, locationCell, nameCell, perCallCell, shareCell, timeCell } from '../components/cells';
import { Icon } from '../components/Icon';
import type { CellContent } from '../components/RowFrame';
import { unknownTimes } from './columns';

const timeless: CellContent = { title: unknownTimes, text: null };

/** The cell of a caller or a callee in a column. */
export function edgeCellOf(name: string, row: EdgeRow, view: CellView): CellContent {
  const times = view.corrected && row.corrected !== undefined ? row.corrected : row;
  switch (name) {
    case 'ncalls':
      return callsCell(row.calls, row.primitiveCalls);
    case 'tottime':
      return edgeTime(times.self, view);
    case 'tottime-percall':
      return times.self === undefined ? timeless : perCallCell(row.calls, times.selfPerCall, view, isEdgeBound(view));
    case 'cumtime':
      return edgeTime(times.cumulative, view);
    case 'cumtime-percall':
      return times.cumulative === undefined ? timeless : perCallCell(row.calls, times.cumulativePerCall, view, isEdgeBound(view));
    case 'part':
      return partCell(row);
    case 'function':
      return row.recursive ? recursiveName(row) : nameCell(row);
    default:
      return locationCell(row, view.directories);
  }
}

function edgeTime(seconds: number | undefined, view: CellView): CellContent {
  return seconds === undefined ? timeless : timeCell(seconds, view, isEdgeBound(view));
}

function partCell({ part, cumulative }: EdgeRow): CellContent {
  if (part === undefined) {
    return { title: unknownTimes, text: null };
  }
  return shareCell(part, cumulative === undefined ? 'of its calls' : 'of its cumulative time');
}

function recursiveName(row: EdgeRow): CellContent {
  const { title, text } = nameCell(row);
  return {
    title: `${title}: recursive, the function calls itself`,
    text: (
      <span class="edges-recursive">
        {text}
        <span class="badge">
          <Icon name="sync" />
          <span class="badge-text">recursive</span>
        </span>
      </span>
    ),
  };
}
