import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** The size of an element's inside in pixels of the page. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Measures an element before it is painted for the first time and whenever it changes. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) {
      return;
    }
    const measure = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = current;
        return before.width === width && before.height === height ? before : { width, height };
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** How many pixels of the screen a pixel of the page is: it changes with the editor's zoom, and from one screen to another. */
export function useScale(): number {
  const [scale, setScale] = useState(window.devicePixelRatio);
  useEffect(() => {
    const query = window.matchMedia(`(resolution: ${scale}dppx)`);
    const measure = () => setScale(window.devicePixelRatio);
    query.addEventListener('change', measure);
    return () => query.removeEventListener('change', measure);
  }, [scale]);
  return scale;
}
