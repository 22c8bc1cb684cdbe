// biome-ignore-all lint/a11y/useSemanticElements: see Grid.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes to rows, not to cells.

import type { ComponentChildren } from 'preact';
import { formatCalls, formatSeconds, formatShare } from '../../format';
import type { Row } from '../../protocol.gen';
import { type ColumnName, columns } from '../model/columns';
import { isBeside } from '../model/keyboard';
import { hasSource } from '../model/panel';
import { Location } from './Location';

interface Props {
  /** The place in the table, counted from 0. */
  index: number;
  /** Undefined while it is on its way. */
  row: Row | undefined;
  /** The distance from the top of the table's body in pixels. */
  top: number;
  /** It takes the focus on Tab. */
  isStop: boolean;
  isActive: boolean;
  onFocus: () => void;
  onOpen: (beside: boolean) => void;
}

/** A function's row, or a placeholder for it. */
export function GridRow({ index, row, top, isStop, isActive, onFocus, onOpen }: Props) {
  const onClick = (event: MouseEvent) => {
    // Who has dragged over the row wants its text, not the source.
    if (document.getSelection()?.isCollapsed ?? true) {
      onOpen(isBeside(event));
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all rows are handled in one place, by the table's body.
    <div
      class={`row ${row === undefined || hasSource(row) ? '' : 'row-builtin'}`}
      role="row"
      data-testid={row === undefined ? 'row-loading' : 'row'}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isActive}
      tabIndex={isStop ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={onFocus}
      onClick={onClick}
    >
      {columns.map(({ name }, position) => (
        <div key={name} class={`cell cell-${name}`} role="gridcell" data-testid={`cell-${name}`} aria-colindex={position + 1}>
          {row === undefined ? <span class="placeholder" /> : <Cell name={name} row={row} />}
        </div>
      ))}
    </div>
  );
}

function Cell({ name, row }: { name: ColumnName; row: Row }): ComponentChildren {
  switch (name) {
    case 'ncalls':
      return (
        <Text text={formatCalls(row.calls, row.primitiveCalls)} help={`${row.calls} calls, ${row.primitiveCalls} of them primitive`} />
      );
    case 'tottime':
      return <SelfTime row={row} />;
    case 'tottime-percall':
      return <Seconds seconds={row.selfPerCall} />;
    case 'cumtime':
      return <Seconds seconds={row.cumulative} />;
    case 'cumtime-percall':
      return <Seconds seconds={row.cumulativePerCall} />;
    case 'function':
      return <Text text={row.name} help={row.name} />;
    case 'location':
      return <Location row={row} />;
  }
}

function Text({ text, help }: { text: string; help: string }) {
  return (
    <span class="text" title={help}>
      {text}
    </span>
  );
}

/** A duration, exact to the last digit in its title; a dash where there is none. */
function Seconds({ seconds }: { seconds: number | undefined }) {
  return seconds === undefined ? (
    <Text text="–" help="No calls to divide by" />
  ) : (
    <Text text={formatSeconds(seconds)} help={`${seconds} s`} />
  );
}

/** The self time with its share as a number and, for the eyes, as a bar. */
function SelfTime({ row }: { row: Row }) {
  return (
    <>
      <Seconds seconds={row.self} />{' '}
      <span class="share" title="Share of the self time of all functions">
        {formatShare(row.share)}
      </span>
      <span class="bar" style={{ transform: `scaleX(${Math.min(Math.max(row.share, 0), 1)})` }} />
    </>
  );
}
