import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Cursor } from '../model/cursor';
import type { Rows } from './virtual-rows';

/**
 * Keeps the focus on the active row while it is in the table: where the keyboard moves it, and when other rows take the place of the old ones.
 *
 * @returns brings a row into view and moves the focus to the active one
 */
export function useRowFocus(
  cursor: Cursor,
  { count, generation }: { readonly count: number; readonly generation: number },
  rows: Rows,
  scroller: RefObject<HTMLElement | null>,
): (index: number) => void {
  const waiting = useRef(false);
  const drawn = useRef(generation);

  const show = (index: number) => {
    waiting.current = true;
    rows.scrollToIndex(index);
  };
  // The old rows are still there while the new ones are only being worked out.
  const loses = generation !== drawn.current && count > 0 && hasFocusedRow(scroller.current);

  useLayoutEffect(() => {
    drawn.current = generation;
    if (loses) {
      const index = Math.max(cursor.active.value, 0);
      cursor.focus(index);
      show(index);
    }
  }, [generation]);
  useLayoutEffect(() => {
    if (waiting.current) {
      waiting.current = false;
      scroller.current?.querySelector<HTMLElement>(`[data-index="${cursor.active.value}"]`)?.focus({ preventScroll: true });
    }
  });
  return show;
}

function hasFocusedRow(scroller: HTMLElement | null): boolean {
  return document.activeElement?.getAttribute('role') === 'row' && scroller !== null && scroller.contains(document.activeElement);
}
