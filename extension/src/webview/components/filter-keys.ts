import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { FilterState } from '../model/filter';
import { isFindKey } from '../model/keyboard';

/** The keys that lead to the filter of a table from anywhere, and the one that clears it. Menus and fields that are open have them first. */
export function useFilterKeys(filter: FilterState, field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const clears = event.key === 'Escape' && filter.typed.peek() !== '';
      if (clears) {
        filter.clearText();
      }
      if (clears || isFindKey(event, event.target instanceof HTMLInputElement)) {
        event.preventDefault();
        field.current?.focus();
        field.current?.select();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [filter, field]);
}

/** Moves the focus into a table, to the row that takes it. */
export function focusRow(grid: HTMLElement | null): void {
  grid?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
}
