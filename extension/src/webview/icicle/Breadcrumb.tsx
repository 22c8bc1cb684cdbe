import { useLayoutEffect, useRef } from 'preact/hooks';
import { visible } from '../../visibleText';
import type { Icicle } from './icicle';

/** The functions down to the one that fills the width. Each leads back to itself. */
export function Breadcrumb({ icicle }: { icicle: Icicle }) {
  const list = useRef<HTMLOListElement>(null);
  const path = icicle.path.value;
  useLayoutEffect(() => {
    // The end is what matters where the room is scarce.
    list.current?.scrollTo({ left: list.current.scrollWidth });
  }, [path]);

  const steps = ['All roots', ...path.map(({ name }) => visible(name))];
  return (
    <nav class="icicle-path" aria-label="Path to what fills the width" data-testid="icicle-path">
      <ol ref={list}>
        {steps.map((name, depth) => (
          <li key={depth}>
            {/* The last one is a button, too, so that it keeps the focus of who has just gone back to it. Tab passes it by. */}
            <button
              type="button"
              class="icicle-step"
              title={depth === path.length ? name : `Back to ${name}`}
              {...(depth === path.length ? { 'aria-current': 'location', 'aria-disabled': true, tabIndex: -1 } : {})}
              onClick={() => icicle.goTo(depth)}
            >
              {name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
