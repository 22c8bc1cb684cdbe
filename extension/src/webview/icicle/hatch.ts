/** The stripes of what is estimated. */

import type { Fill } from './palette';

/** The distance of the stripes in pixels of the page. */
const distance = 6;

/** Makes a function that gives the hatched version of a fill: diagonal stripes on it. Each is made once. */
export function hatching(context: CanvasRenderingContext2D, scale: number): (fill: Fill) => CanvasPattern | string {
  const made = new Map<Fill, CanvasPattern | string>();
  return (fill) => {
    let pattern = made.get(fill);
    if (pattern === undefined) {
      pattern = context.createPattern(tile(fill, Math.round(distance * scale)), 'repeat') ?? fill.blend;
      made.set(fill, pattern);
    }
    return pattern;
  };
}

/** A square that continues itself on all sides. */
function tile(fill: Fill, size: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.fillStyle = fill.plain;
    context.fillRect(0, 0, size, size);
    context.strokeStyle = fill.stripe;
    context.lineWidth = size * 0.35;
    context.beginPath();
    for (const offset of [-size, 0, size]) {
      context.moveTo(offset - 1, size + 1);
      context.lineTo(offset + size + 1, -1);
    }
    context.stroke();
  }
  return canvas;
}
