// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only while they are in view are placed by themselves; a table would lay them out.

import type { ReadonlySignal } from '@preact/signals';
import { type ComponentChildren, Fragment, type RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { type Cursor, rowHeight } from '../model/cursor';
import { isBeside, isSelectAll, rowAfterKey } from '../model/keyboard';
import { useRowFocus } from './row-focus';
import { overscan, rowsInView, useRowKeys, useVirtualRows } from './virtual-rows';

/** The height of a table's header in pixels. */
export const headHeight = 28;

/** The rows that a table draws; `Pages` are some. */
export interface GridRows<R> {
  readonly shown: ReadonlySignal<{ readonly count: number; readonly known: boolean; readonly generation: number }>;
  /** Whether the rows that are shown are about to be replaced. */
  readonly replacing: ReadonlySignal<boolean>;
  /** Undefined while it is on its way. Reading it subscribes to its arrival. */
  row(index: number): R | undefined;
  /** Says which rows are on the screen. */
  want(first: number, last: number): void;
}

/** What a row has to know of its place; `RowFrame` takes it. */
export interface RowPlace {
  /** The place in the table, counted from 0. */
  readonly index: number;
  /** The distance from the top of the table's body in pixels. */
  readonly top: number;
  /** It takes the focus on Tab. */
  readonly isStop: boolean;
  readonly isSelected: boolean;
}

interface Props<R> {
  /** What the table is called for those who hear it. */
  label: string;
  /** For style sheets. */
  class?: string;
  /** A treegrid's rows say their level and whether they are unfolded. */
  role?: 'grid' | 'treegrid';
  rows: GridRows<R>;
  cursor: Cursor;
  scroller: RefObject<HTMLDivElement | null>;
  /** The number of columns that are shown, and their layout as `ColumnLayout.grid` says it. */
  columns: number;
  layout: { readonly template: string; readonly width: number };
  head: ComponentChildren;
  /** Draws a row. A component that is memoized is drawn again only when its properties change: while scrolling, most rows stay as they are. */
  draw: (row: R | undefined, place: RowPlace) => ComponentChildren;
  /** Opens what a row is about. */
  onOpen: (index: number, beside: boolean) => void;
  /** Acts on a key that the table itself has no use for; false when there is none either. */
  onKey?: (event: KeyboardEvent, index: number, moveTo: (index: number) => void) => boolean;
  /** What stands below the header when there are no rows. */
  children?: ComponentChildren;
}

/** A table of which only the rows in view are drawn, with one row that the keyboard acts on. */
export function Grid<R>({
  label,
  class: extra = '',
  role = 'grid',
  rows: model,
  cursor,
  scroller,
  columns,
  layout,
  head,
  draw,
  onOpen,
  onKey,
  children,
}: Props<R>) {
  const { count, known, generation } = model.shown.value;
  const active = cursor.active.value;
  const rows = useVirtualRows({ count, scroller, kept: active, headHeight });
  const inView = rowsInView(rows);
  const { first, last } = inView;
  const keyOf = useRowKeys(inView, active);
  // One row takes the focus on Tab: the active one, else the first in view.
  const stop = active >= 0 ? active : first;
  const show = useRowFocus(cursor, model.shown.value, rows, scroller);
  const moveTo = (index: number) => {
    cursor.moveTo(index);
    show(index);
  };

  useLayoutEffect(() => {
    // Rows of another selection have come: the model says where to begin.
    if (scroller.current !== null) {
      scroller.current.scrollTop = cursor.scrollTop;
    }
  }, [generation, scroller, cursor]);
  const target = cursor.target.value;
  useEffect(() => {
    if (target !== undefined) {
      cursor.target.value = undefined;
      rows.scrollToIndex(target, { align: 'center' });
    }
  }, [target, cursor, rows]);
  useEffect(() => {
    model.want(Math.max(first - overscan, 0), Math.min(last + overscan, count - 1));
  }, [model, first, last, count, generation]);

  /** Moves to another row, or takes it and those between into the selection. */
  const move = (event: KeyboardEvent): boolean => {
    const target = rowAfterKey(event, stop, count, screenful(scroller.current));
    if (target === undefined) {
      return false;
    }
    if (event.shiftKey) {
      cursor.extendTo(target);
    } else {
      cursor.moveTo(target);
    }
    show(target);
    return true;
  };
  const act = (event: KeyboardEvent): boolean => {
    if (onKey?.(event, stop, moveTo)) {
      return true;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      onOpen(stop, isBeside(event));
    } else if (isSelectAll(event)) {
      cursor.selectAll(count);
    } else if (event.key === ' ' && (event.ctrlKey || event.metaKey)) {
      cursor.toggle(stop);
    } else {
      return move(event);
    }
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (act(event)) {
      event.preventDefault();
    }
  };

  return (
    <div
      class={`scroller ${extra}`}
      ref={scroller}
      style={{ '--row-height': `${rowHeight}px`, '--head-height': `${headHeight}px`, '--columns': layout.template }}
      onScroll={(event) => cursor.scrolled(event.currentTarget.scrollTop)}
    >
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: each role that it may have supports them. */}
      <div
        class="grid"
        role={role}
        aria-label={label}
        aria-rowcount={known ? count + 1 : -1}
        aria-colcount={columns}
        aria-multiselectable
        aria-busy={model.replacing.value}
        style={{ minWidth: `${layout.width + 16}px` }}
      >
        {head}
        {count > 0 && (
          <div class="body" role="rowgroup" style={{ height: `${rows.getTotalSize()}px` }} onKeyDown={onKeyDown}>
            {rows.getVirtualItems().map(({ index, start }) => (
              <Fragment key={keyOf(index)}>
                {draw(model.row(index), {
                  index,
                  top: start - headHeight,
                  isStop: index === stop,
                  isSelected: cursor.isSelected(index),
                })}
              </Fragment>
            ))}
          </div>
        )}
      </div>
      {children}
    </div>
  );
}

/** The number of rows that are wholly visible. */
function screenful(scroller: HTMLElement | null): number {
  return Math.floor(((scroller?.clientHeight ?? 0) - headHeight) / rowHeight);
}
