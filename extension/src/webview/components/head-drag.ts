/** Dragging the header of a table: a column's edge makes it wider or narrower, its label moves it. */

import { useRef, useState } from 'preact/hooks';
import type { ColumnLayout, LaidOutColumn } from '../model/column-layout';

/** How far a header must be dragged, in pixels, before that is not a click any more. */
const slack = 6;

/** Where a dragged column would go: before another one, or to the end. */
export interface DropPlace {
  readonly dragged: string;
  readonly before: string | undefined;
}

/** Follows the pointer until it is released: `onMove` with its way in pixels and its place, `onEnd` with whether it was released where it can be. */
function follow(event: PointerEvent, onMove: (way: number, x: number) => void, onEnd: (isReleased: boolean) => void): void {
  const { currentTarget: handle, pointerId, clientX } = event;
  if (!(handle instanceof HTMLElement)) {
    return;
  }
  handle.setPointerCapture(pointerId);
  const move = ({ clientX: x }: PointerEvent) => onMove(x - clientX, x);
  const end = ({ type }: Event) => {
    handle.removeEventListener('pointermove', move);
    handle.removeEventListener('pointerup', end);
    handle.removeEventListener('pointercancel', end);
    onEnd(type === 'pointerup');
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', end);
  handle.addEventListener('pointercancel', end);
}

/** Begins to change a column's width by its right edge. */
export function beginResize(event: PointerEvent, name: string, layout: ColumnLayout<LaidOutColumn>): void {
  const cell = event.currentTarget instanceof HTMLElement ? event.currentTarget.closest('[role="columnheader"]') : null;
  if (event.button !== 0 || cell === null) {
    return;
  }
  event.preventDefault();
  const width = cell.getBoundingClientRect().width;
  follow(
    event,
    (way) => layout.resize(name, width + way),
    () => undefined,
  );
}

/** Moves columns by their labels. `wasDragged` says of a click whether it is only the end of a drag. */
export function useColumnDrag(layout: ColumnLayout<LaidOutColumn>) {
  const [drop, setDrop] = useState<DropPlace>();
  const dragged = useRef(false);

  const begin = (event: PointerEvent, name: string) => {
    dragged.current = false;
    const row = event.currentTarget instanceof HTMLElement ? event.currentTarget.closest('[role="row"]') : null;
    if (event.button !== 0 || row === null) {
      return;
    }
    let place: DropPlace | undefined;
    follow(
      event,
      (way, x) => {
        if (dragged.current || Math.abs(way) > slack) {
          dragged.current = true;
          place = { dragged: name, before: columnAt(row, x) };
          setDrop(place);
        }
      },
      (isReleased) => {
        setDrop(undefined);
        if (isReleased && place !== undefined) {
          layout.move(place.dragged, place.before);
        }
      },
    );
  };
  return { drop, begin, wasDragged: () => dragged.current };
}

/** The column before which a point is: whose middle is to the right of it. */
function columnAt(row: Element, x: number): string | undefined {
  for (const cell of row.querySelectorAll<HTMLElement>('[role="columnheader"]')) {
    const { left, width } = cell.getBoundingClientRect();
    if (x < left + width / 2) {
      return cell.dataset['column'];
    }
  }
  return undefined;
}
