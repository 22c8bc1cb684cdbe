import { useRef } from 'preact/hooks';
import { visible } from '../../visibleText';
import { Icon } from '../components/Icon';
import { Action, Message } from '../components/Message';
import { useCellView } from '../components/TableTab';
import { useWidth } from '../components/width';
import { useWindowKeys } from '../components/window-keys';
import { isFindKey } from '../model/keyboard';
import type { Panel } from '../model/panel';
import type { Step } from '../model/step';
import { EdgeSection } from './EdgeSection';
import type { Edges } from './edges';
import { FunctionCard } from './FunctionCard';
import { PickField } from './PickField';

/** One function with its callers above and its callees below. */
export function EdgesTab({ panel }: { panel: Panel }) {
  const { edges } = panel;
  const tab = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useWindowKeys((event) => {
    const step = historyStep(event);
    // On a Mac these keys go through the words of a text.
    if (step !== 0 && !isText(event.target)) {
      edges.go(step);
    } else if (isFindKey(event, event.target instanceof HTMLInputElement)) {
      field.current?.focus();
      field.current?.select();
    } else {
      return false;
    }
    return true;
  });

  return (
    <div class="edges" ref={tab} data-testid="edges">
      <div class="edges-bar">
        <HistoryButton edges={edges} step={-1} />
        <HistoryButton edges={edges} step={1} />
        <PickField edges={edges} field={field} />
      </div>
      <Content panel={panel} tab={tab} />
    </div>
  );
}

function Content({ panel, tab }: { panel: Panel; tab: { current: HTMLDivElement | null } }) {
  const { edges } = panel;
  const width = useWidth(tab);
  const view = useCellView(panel);
  const current = edges.history.current.value;
  const row = edges.function.value;
  if (edges.failure.value !== undefined) {
    return (
      <Message kind="error" title="This function cannot be shown" text={edges.failure.value}>
        <Action label="Try Again" onClick={() => edges.tryAgain()} />
        <Action label="Show the Slowest Function" secondary onClick={() => void edges.visitSlowest()} />
      </Message>
    );
  }
  if (current === undefined || view === undefined) {
    return (
      <Message
        kind="empty"
        title="Choose a function"
        text="Type its name above, or select it in the table. Then its callers and callees are here, with the calls and the time between them."
      >
        <Action label="Show the Slowest Function" onClick={() => void edges.visitSlowest()} />
        <Action label="Show Table" secondary onClick={() => (panel.tab.value = 'table')} />
      </Message>
    );
  }
  const failed = edges.callers.pages.failure.value !== undefined && edges.callees.pages.failure.value !== undefined;
  return (
    <>
      <EdgeSection panel={panel} table={edges.callers} row={row} view={view} width={width} />
      {!failed && <FunctionCard panel={panel} row={row} name={visible(current.name)} view={view} />}
      {!failed && <EdgeSection panel={panel} table={edges.callees} row={row} view={view} width={width} />}
      <p class="edges-hint">Click or Space: go there · Enter: source (Alt: beside) · Alt+Left and Alt+Right: back and forward</p>
    </>
  );
}

function HistoryButton({ edges, step }: { edges: Edges; step: -1 | 1 }) {
  const target: Step | undefined = (step < 0 ? edges.history.before : edges.history.after).value;
  const label = step < 0 ? 'Back' : 'Forward';
  const keys = step < 0 ? 'Alt+Left' : 'Alt+Right';
  const name = target === undefined || target.name === '' ? '' : ` to ${visible(target.name)}`;
  return (
    <button
      type="button"
      class="icon-button"
      data-testid={step < 0 ? 'edges-back' : 'edges-forward'}
      aria-label={label + name}
      aria-keyshortcuts={step < 0 ? 'Alt+ArrowLeft' : 'Alt+ArrowRight'}
      title={`${label}${name} (${keys})`}
      // It keeps the focus of who has just gone to the end. Tab passes it by.
      aria-disabled={target === undefined}
      tabIndex={target === undefined ? -1 : 0}
      onClick={() => edges.go(step)}
    >
      <Icon name={step < 0 ? 'arrow-left' : 'arrow-right'} />
    </button>
  );
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.value !== '';
}

/** Where a key goes in what was visited: -1 back, 1 forward, 0 nowhere. */
function historyStep({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): -1 | 0 | 1 {
  if (!altKey || ctrlKey || metaKey || shiftKey) {
    return 0;
  }
  return key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
}
