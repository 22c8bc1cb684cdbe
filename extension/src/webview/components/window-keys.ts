import { useEffect, useRef } from 'preact/hooks';

/**
 * Acts on keys wherever the focus is in the panel, before the editor does.
 *
 * @param act false for a key that it has no use for
 */
export function useWindowKeys(act: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (latest.current(event)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
