/** Draws the boxes that are in view. All lengths are pixels of the screen, so that edges are sharp whatever the zoom. */

import { visible } from '../../visibleText';
import { type Boxes, none } from './boxes';
import type { Labels } from './labels';
import { type Fill, origins, type Palette } from './palette';

/** What is drawn, and how large. */
export interface Scene {
  readonly boxes: Boxes;
  readonly palette: Palette;
  readonly labels: Labels;
  /** A hatched fill. */
  readonly hatch: (fill: Fill) => CanvasPattern | string;
  readonly font: string;
  /** How many pixels of the screen a pixel of the page is. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly rowHeight: number;
  /** The search has a text: what it has not found recedes. */
  readonly searching: boolean;
}

/** The height of a level in pixels of the page. */
export const rowHeight = 20;

/** What stands before the name of a function that calls itself. */
const recursionMark = '↻ ';

/** Boxes from this width on, in pixels of the page, have a label, stripes that can be seen, dots where callees are left out, and a frame. */
const labelled = 18;
const striped = 5;
const dotted = 12;
const framed = 8;

/** The space before a label in pixels of the page. */
const indent = 4;

/** The part of a level's height at the bottom that shows the background. */
const gap = 1;

/** Where the boxes in view lie, and how they are filled. */
interface Placed {
  readonly first: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly top: Int32Array;
  /** The number of the fill, `none` for a box of which nothing is seen. */
  readonly fill: Int8Array;
}

/** Fills are numbered: four origins, in three textures each, bright or dimmed. */
const textures = { plain: 0, hatched: 2, blend: 4 };
const dimmed = 1;
const kinds = 6;

export function draw(context: CanvasRenderingContext2D, scene: Scene): void {
  context.fillStyle = scene.palette.background;
  context.fillRect(0, 0, scene.width, scene.height);
  const placed = place(scene);
  drawBoxes(context, scene, placed);
  drawLabels(context, scene, placed);
  drawMatches(context, scene, placed);
}

/** The levels that are in view: from `first` up to but not including `end`. */
export function levelsInView({ boxes, height, scrollTop, rowHeight: row }: Pick<Scene, 'boxes' | 'height' | 'scrollTop' | 'rowHeight'>) {
  return {
    first: Math.max(Math.floor(scrollTop / row), 0),
    end: Math.min(Math.ceil((scrollTop + height) / row), boxes.levels),
  };
}

function place(scene: Scene): Placed {
  const { boxes, width } = scene;
  const levels = levelsInView(scene);
  const { first } = boxes.level(levels.first);
  const count = Math.max(boxes.level(levels.end - 1).end - first, 0);
  const placed: Placed = {
    first,
    left: new Int32Array(count),
    right: new Int32Array(count),
    top: new Int32Array(count),
    fill: new Int8Array(count).fill(none),
  };
  for (let level = levels.first; level < levels.end; level++) {
    const { end } = boxes.level(level);
    const top = Math.round(level * scene.rowHeight - scene.scrollTop);
    let drawnTo = 0;
    for (let box = boxes.level(level).first; box < end; box++) {
      const { start = 0, width: part = 0 } = boxes.get(box) ?? {};
      const left = Math.max(Math.round(start * width), drawnTo);
      // What is narrower than a pixel is seen as one, unless its neighbour has that already.
      drawnTo = Math.max(Math.round((start + part) * width), Math.round(start * width) + 1);
      if (drawnTo > left) {
        placed.left[box - first] = left;
        placed.right[box - first] = drawnTo;
        placed.top[box - first] = top;
        placed.fill[box - first] = fillNumber(scene, box, drawnTo - left);
      }
    }
  }
  return placed;
}

function fillNumber({ boxes, searching, scale }: Scene, index: number, width: number): number {
  const box = boxes.get(index);
  const origin = origins.indexOf(boxes.functionOf(index)?.origin ?? 'project');
  const texture = width >= striped * scale ? textures.hatched : textures.blend;
  return origin * kinds + (box?.estimated ? texture : textures.plain) + (searching && !box?.match ? dimmed : 0);
}

function fillOf({ fills, dimmed: receding }: Palette, number: number): Fill {
  const origin = origins[Math.floor(number / kinds)] ?? 'project';
  return number & dimmed ? receding[origin] : fills[origin];
}

/** Fills the boxes of one colour after those of another: a canvas is slow to change its colour. */
function drawBoxes(context: CanvasRenderingContext2D, scene: Scene, { left, right, top, fill }: Placed): void {
  const height = scene.rowHeight - gap * scene.scale;
  let number: number = none;
  for (const index of byFill(fill)) {
    if (fill[index] !== number) {
      number = fill[index] ?? none;
      context.fillStyle = styleOf(scene, number);
    }
    const width = (right[index] ?? 0) - (left[index] ?? 0);
    context.fillRect(left[index] ?? 0, top[index] ?? 0, width - gapAfter(width, scene.scale), height);
  }
}

/** The places of the boxes that are seen, those with the same fill one after the other. */
function byFill(fill: Int8Array): Int32Array {
  const starts = new Int32Array(origins.length * kinds + 1);
  for (const number of fill) {
    starts[number + 1] = (starts[number + 1] ?? 0) + 1;
  }
  // What is not seen is counted before all fills; it has no place.
  starts[0] = 0;
  for (let number = 1; number < starts.length; number++) {
    starts[number] = (starts[number] ?? 0) + (starts[number - 1] ?? 0);
  }
  const order = new Int32Array(starts.at(-1) ?? 0);
  for (let index = 0; index < fill.length; index++) {
    const number = fill[index] ?? none;
    if (number !== none) {
      const place = starts[number] ?? 0;
      order[place] = index;
      starts[number] = place + 1;
    }
  }
  return order;
}

function styleOf(scene: Scene, number: number): CanvasPattern | string {
  const fill = fillOf(scene.palette, number);
  switch ((number % kinds) - (number & dimmed)) {
    case textures.hatched:
      return scene.hatch(fill);
    case textures.blend:
      return fill.blend;
    default:
      return fill.plain;
  }
}

/** What is left free between two boxes: nothing where they are so narrow that it would outweigh them. */
function gapAfter(width: number, scale: number): number {
  return width > 3 * scale ? gap * scale : 0;
}

function drawLabels(context: CanvasRenderingContext2D, scene: Scene, { first, left, right, top, fill }: Placed): void {
  const { scale, boxes, palette } = scene;
  context.font = scene.font;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.direction = 'ltr';
  for (let index = 0; index < fill.length; index++) {
    const number = fill[index] ?? none;
    const width = (right[index] ?? 0) - (left[index] ?? 0);
    if (number === none || width < dotted * scale) {
      continue;
    }
    context.fillStyle = fillOf(palette, number).text;
    if (width >= labelled * scale) {
      context.fillText(
        labelOf(scene, first + index, width - 2 * indent * scale),
        (left[index] ?? 0) + indent * scale,
        (top[index] ?? 0) + (scene.rowHeight - gap * scale) / 2,
      );
    }
    if (boxes.get(first + index)?.cut) {
      drawDots(context, scene, (left[index] ?? 0) + width / 2, (top[index] ?? 0) + scene.rowHeight);
    }
  }
}

function labelOf({ boxes, labels }: Scene, box: number, room: number): string {
  return labels.fit(visible(boxes.functionOf(box)?.name ?? ''), room, boxes.get(box)?.recursive ? recursionMark : '');
}

/** Three dots at the lower edge: there are callees that are not drawn. */
function drawDots(context: CanvasRenderingContext2D, { scale }: Scene, middle: number, bottom: number): void {
  const size = Math.max(Math.round(scale * 1.5), 1);
  for (const offset of [-3, 0, 3]) {
    context.fillRect(Math.round(middle + offset * scale), bottom - 4 * scale, size, size);
  }
}

/** A frame around what the search has found; what is too narrow for one has a mark at its lower edge. */
function drawMatches(context: CanvasRenderingContext2D, scene: Scene, { first, left, right, top, fill }: Placed): void {
  if (!scene.searching) {
    return;
  }
  const { scale } = scene;
  const line = Math.max(Math.round(scale * 1.5), 1);
  const height = scene.rowHeight - gap * scale;
  context.fillStyle = scene.palette.outline;
  context.strokeStyle = scene.palette.outline;
  context.lineWidth = line;
  for (let index = 0; index < fill.length; index++) {
    const [x = 0, y = 0] = [left[index], top[index]];
    const width = (right[index] ?? 0) - x;
    if (fill[index] === none || !scene.boxes.get(first + index)?.match) {
      continue;
    }
    if (width >= framed * scale) {
      context.strokeRect(x + line / 2, y + line / 2, width - gapAfter(width, scale) - line, height - line);
    } else {
      context.fillRect(x, y + height - 5 * scale, width, 5 * scale);
    }
  }
}
