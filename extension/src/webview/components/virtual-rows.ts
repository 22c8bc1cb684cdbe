import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { rowHeight } from '../model/cursor';

/** Rows drawn above and below the visible ones, so that a turn of the wheel finds them there. */
export const overscan = 8;

interface Options {
  count: number;
  scroller: RefObject<HTMLDivElement | null>;
  /** The row that stays drawn wherever the view is, for it may have the focus; -1 for none. */
  kept: number;
  /** The height of the table's header, which lies over the top of the view. */
  headHeight: number;
}

export type Rows = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** Draws the component again whenever other rows come into view. */
export function useVirtualRows({ count, scroller, kept, headHeight }: Options): Rows {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const options: VirtualizerOptions<HTMLDivElement, HTMLDivElement> = {
    count,
    overscan,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range) => withKept(range, kept),
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: redraw,
  };
  const [rows] = useState(() => new Virtualizer(options));
  rows.setOptions(options);
  useLayoutEffect(() => rows._didMount(), [rows]);
  useLayoutEffect(() => rows._willUpdate());
  return rows;
}

function withKept(range: Range, kept: number): number[] {
  const visible = defaultRangeExtractor(range);
  if (kept < 0 || kept >= range.count || visible.includes(kept)) {
    return visible;
  }
  return kept < range.startIndex ? [kept, ...visible] : [...visible, kept];
}

/** The rows in view, `last` before `first` when there are none. */
export interface InView {
  readonly first: number;
  readonly last: number;
}

export function rowsInView(rows: Rows): InView {
  // Working out the items also works out the range.
  rows.getVirtualItems();
  const { range } = rows;
  return range === null ? { first: 0, last: -1 } : { first: range.startIndex, last: range.endIndex };
}

/**
 * Keys for the drawn rows. A row keeps its key while it is drawn; when the view jumps, the rows that come take over the keys of those that
 * go, so that dragging the scrollbar changes texts rather than elements, which is twice as fast. While a row has or may get back the focus
 * (`kept`), its element is its own.
 */
export function useRowKeys({ first, last }: InView, kept: number): (index: number) => number {
  const before = useRef({ first, last, shift: 0 });
  const { current } = before;
  const jumped = first > current.last + overscan || last < current.first - overscan;
  const shift = jumped && kept < 0 ? current.shift + first - current.first : current.shift;
  before.current = { first, last, shift };
  return (index) => index - shift;
}
