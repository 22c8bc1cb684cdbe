// biome-ignore-all lint/a11y/useFocusableInteractive: the tree has the focus and names the box that is meant.

import { type Boxes, none } from './boxes';
import { spoken } from './facts';

/** The boxes to each side, and below, that are there for screen readers: of thousands they need those that the next keys lead to. */
const around = 10;

/** The id of the element of a box. */
export function itemId(box: number): string {
  return `icicle-box-${box}`;
}

/** The boxes around the one that has the focus, for screen readers: its callers, those beside it, and those below it. */
export function Branch({ boxes, focus }: { boxes: Boxes; focus: number }) {
  return (
    <div class="icicle-branch" role="presentation">
      {branch(boxes, focus).map((box) => (
        <Item key={box} boxes={boxes} box={box} focus={focus} />
      ))}
    </div>
  );
}

/** The boxes in their order in the tree. */
export function branch(boxes: Boxes, focus: number): number[] {
  const beside = part(focus === none ? { first: 0, count: boxes.level(0).end } : boxes.siblings(focus), Math.max(focus, 0));
  const callers: number[] = [];
  for (let caller = boxes.parent(focus); caller !== none; caller = boxes.parent(caller)) {
    callers.unshift(caller);
  }
  const callees = part({ first: boxes.firstBelow(focus), count: boxes.countBelow(focus) }, boxes.firstBelow(focus));
  const upTo = beside.filter((box) => box <= focus);
  return [...callers, ...upTo, ...callees, ...beside.slice(upTo.length)];
}

/** Those of boxes next to each other that are near one of them. */
function part({ first, count }: { first: number; count: number }, near: number): number[] {
  const from = Math.max(near - around, first);
  const to = Math.min(near + around + 1, first + count);
  return Array.from({ length: Math.max(to - from, 0) }, (_, index) => from + index);
}

function Item({ boxes, box, focus }: { boxes: Boxes; box: number; focus: number }) {
  const at = boxes.get(box);
  const row = boxes.functionOf(box);
  const siblings = boxes.siblings(box);
  if (at === undefined || row === undefined) {
    return null;
  }
  return (
    <div
      id={itemId(box)}
      role="treeitem"
      data-testid="icicle-item"
      aria-level={at.level + 1}
      aria-posinset={box - siblings.first + 1}
      aria-setsize={siblings.count}
      aria-selected={box === focus}
      aria-expanded={boxes.countBelow(box) > 0 ? true : undefined}
      aria-label={spoken(at, row)}
    />
  );
}
