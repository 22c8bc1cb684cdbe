import { useCallback, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { draw, rowHeight } from './draw';
import { hatching } from './hatch';
import { Labels } from './labels';
import type { Shown } from './shown';
import { type Size, useScale } from './size';
import { useTheme } from './theme';

/** The size of labels in pixels of the page. */
const fontSize = 12;

/**
 * Paints the boxes whenever something about them changes.
 *
 * @returns paints again after scrolling, with the next frame of the screen
 */
export function usePainter(canvas: HTMLCanvasElement | null, shown: Shown, { width, height }: Size, scrollTop: () => number): () => void {
  const scale = useScale();
  const { palette, family } = useTheme();
  const font = `${fontSize * scale}px ${family}`;
  const context = useMemo(() => canvas?.getContext('2d', { alpha: false }) ?? undefined, [canvas]);
  const labels = useMemo(() => context && labelsIn(context, font), [context, font]);
  const hatch = useMemo(() => context && hatching(context, scale), [context, scale, palette]);
  const frame = useRef(0);

  const paint = () => {
    if (context === undefined || labels === undefined || hatch === undefined) {
      return;
    }
    draw(context, {
      boxes: shown.boxes,
      palette,
      labels,
      hatch,
      font,
      scale,
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      scrollTop: scrollTop() * scale,
      rowHeight: rowHeight * scale,
      searching: shown.searching,
    });
  };
  const latest = useRef(paint);
  latest.current = paint;
  const { boxes, searching } = shown;

  useLayoutEffect(() => {
    if (canvas !== null) {
      // Setting its size empties a canvas, also when the size stays.
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
  }, [canvas, width, height, scale]);
  // The boxes are painted for a reason only: the component is drawn with every move of the focus, too.
  useLayoutEffect(() => latest.current(), [boxes, searching, context, labels, hatch, palette, width, height, scale]);
  useLayoutEffect(() => () => cancelAnimationFrame(frame.current), []);

  return useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => latest.current());
  }, []);
}

function labelsIn(context: CanvasRenderingContext2D, font: string): Labels {
  return new Labels((text) => {
    context.font = font;
    return context.measureText(text).width;
  });
}
