import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Accuracy } from '../../protocol.gen';
import { isFindKey } from '../model/keyboard';
import type { Panel } from '../model/panel';
import { FilterBar } from './FilterBar';
import { Grid } from './Grid';
import { Header } from './Header';
import { FailureMessage, Message } from './Message';
import { Notice } from './Notice';

/** The panel: one of opening, failed and open. */
export function App({ panel }: { panel: Panel }) {
  const content = panel.content.value;
  switch (content.kind) {
    case 'opening':
      return (
        <main class="panel">
          <Message kind="loading" title="Opening the profile…" />
        </main>
      );
    case 'failed':
      return <FailureMessage failure={content.failure} onWayOut={(wayOut) => panel.takeWayOut(wayOut)} />;
    case 'open':
      return (
        <OpenProfile panel={panel} accuracy={content.summary.accuracy}>
          <Header file={content.file} summary={content.summary} />
        </OpenProfile>
      );
  }
}

function OpenProfile({ panel, accuracy, children }: { panel: Panel; accuracy: Accuracy; children: ComponentChildren }) {
  const filter = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const clears = event.key === 'Escape' && panel.table.typed.value !== '';
      if (clears) {
        panel.table.clearFilter();
      }
      if (clears || isFindKey(event, event.target === filter.current)) {
        event.preventDefault();
        filter.current?.focus();
        filter.current?.select();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [panel]);

  return (
    <main class="panel">
      {children}
      <FilterBar table={panel.table} field={filter} onLeave={() => focusRow(grid.current)} />
      <Notice text={panel.notice} />
      <Grid panel={panel} accuracy={accuracy} scroller={grid} />
    </main>
  );
}

/** Moves the focus into the table, to the row that takes it. */
function focusRow(grid: HTMLElement | null): void {
  grid?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
}
