import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Table } from '../model/table';
import type { Rows } from './virtual-rows';

/**
 * Keeps the focus on the active row while it is in the table: where the keyboard moves it, and when other rows take the place of the old ones.
 *
 * @returns makes a row the active one, brings it into view and moves the focus to it
 */
export function useRowFocus(table: Table, rows: Rows, scroller: RefObject<HTMLElement | null>): (index: number) => void {
  const waiting = useRef(false);
  const drawn = useRef(0);
  const { count, generation } = table.pages.shown.value;

  const moveTo = (index: number) => {
    waiting.current = true;
    table.activate(index);
    rows.scrollToIndex(index);
  };
  // The old rows are still there while the new ones are only being worked out.
  const loses = generation !== drawn.current && count > 0 && hasFocusedRow(scroller.current);

  useLayoutEffect(() => {
    drawn.current = generation;
    if (loses) {
      moveTo(Math.max(table.active.value, 0));
    }
  }, [generation]);
  useLayoutEffect(() => {
    if (waiting.current) {
      waiting.current = false;
      scroller.current?.querySelector<HTMLElement>(`[data-index="${table.active.value}"]`)?.focus({ preventScroll: true });
    }
  });
  return moveTo;
}

function hasFocusedRow(scroller: HTMLElement | null): boolean {
  return document.activeElement?.getAttribute('role') === 'row' && scroller !== null && scroller.contains(document.activeElement);
}
