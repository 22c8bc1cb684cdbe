import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { formatCount } from '../../format';
import { visible } from '../../visibleText';
import { Icon } from '../components/Icon';
import { Action, Message } from '../components/Message';
import { useWindowKeys } from '../components/window-keys';
import { isFindKey } from '../model/keyboard';
import { hasSource } from '../model/names';
import type { Panel } from '../model/panel';
import { Breadcrumb } from './Breadcrumb';
import { none } from './boxes';
import { IcicleBar } from './IcicleBar';
import { IcicleView } from './IcicleView';
import type { Icicle } from './icicle';
import { Legend } from './Legend';
import { useSize } from './size';

/** The icicle: who called whom from the roots down, each box as wide as it took. */
export function IcicleTab({ panel }: { panel: Panel }) {
  const { icicle } = panel;
  const tab = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { width } = useSize(tab);
  const { due } = icicle;
  const shown = icicle.shown.value;
  const failure = icicle.failure.value;

  useLayoutEffect(() => icicle.resize(width), [icicle, width]);
  useEffect(() => icicle.update(), [icicle, due]);

  const focusBoxes = () => tab.current?.querySelector<HTMLElement>('[role="tree"]')?.focus();
  useWindowKeys((event) => {
    const isFind = isFindKey(event, event.target instanceof HTMLInputElement);
    if (isFind) {
      field.current?.focus();
      field.current?.select();
    }
    return isFind;
  });

  return (
    <div class={icicle.busy.value ? 'icicle icicle-busy' : 'icicle'} ref={tab} data-testid="icicle">
      <IcicleBar icicle={icicle} field={field} onLeave={focusBoxes} />
      <PathBar panel={panel} />
      <Note icicle={icicle} />
      {failure !== undefined ? (
        <Failure icicle={icicle} text={failure} />
      ) : shown === undefined ? (
        <Message kind="loading" title="Laying out the icicle…" />
      ) : shown.boxes.count === 0 ? (
        <Nothing panel={panel} icicle={icicle} />
      ) : (
        <>
          <IcicleView panel={panel} icicle={icicle} shown={shown} />
          <div class="icicle-foot">
            <Legend shown={shown} />
            <p id="icicle-hint" class="icicle-hint">
              Click or Enter: zoom in · Escape: up · Ctrl+click or Ctrl+Enter: source (Alt: beside) · Arrow keys: from box to box
            </p>
          </div>
        </>
      )}
    </div>
  );
}

/** The path to what fills the width, and what can be done with the box that has the focus. */
function PathBar({ panel }: { panel: Panel }) {
  const { icicle } = panel;
  const shown = icicle.shown.value;
  const focus = icicle.focus.value;
  const row = shown?.boxes.functionOf(focus === none && icicle.path.value.length > 0 ? 0 : focus);
  return (
    <div class="icicle-path-bar">
      <button
        type="button"
        class="icon-button"
        aria-label="Up to the caller"
        title="Up to the caller (Escape)"
        // It keeps the focus of who has just gone up to the top. Tab passes it by.
        aria-disabled={icicle.path.value.length === 0}
        tabIndex={icicle.path.value.length === 0 ? -1 : 0}
        onClick={() => icicle.goUp()}
      >
        <Icon name="arrow-up" />
      </button>
      <Breadcrumb icicle={icicle} />
      {row !== undefined && (
        <span class="icicle-actions">
          <button
            type="button"
            class="icon-button"
            aria-label={`Open the source of ${visible(row.name)}`}
            title={hasSource(row) ? `Open the source of ${visible(row.name)} (Ctrl+Enter)` : `${visible(row.name)} has no source to open`}
            disabled={!hasSource(row)}
            onClick={(event) => panel.reveal(row.function, event.altKey)}
          >
            <Icon name="go-to-file" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={`Show callers and callees of ${visible(row.name)}`}
            title={`Show callers and callees of ${visible(row.name)}`}
            onClick={() => {
              panel.selected.value = row.function;
              panel.tab.value = 'callers';
            }}
          >
            <Icon name="references" />
          </button>
        </span>
      )}
    </div>
  );
}

/** What has become of the place that was shown before, and for those who do not see it what is shown now. */
function Note({ icicle }: { icicle: Icicle }) {
  const shown = icicle.shown.value;
  const top = shown?.path.at(-1);
  return (
    <>
      {icicle.note.value !== undefined && (
        <p class="note icicle-note" role="status">
          <Icon name="info" />
          {icicle.note.value}
        </p>
      )}
      <p class="unseen" role="status" data-testid="icicle-status">
        {shown &&
          `${top === undefined ? 'All roots fill' : `${visible(top.name)} fills`} the width: ${formatCount(shown.boxes.count)} ${shown.boxes.count === 1 ? 'box' : 'boxes'}.`}
      </p>
    </>
  );
}

function Failure({ icicle, text }: { icicle: Icicle; text: string }) {
  return (
    <Message kind="error" title="The icicle cannot be drawn" text={text}>
      <Action label="Try Again" onClick={() => icicle.tryAgain()} />
      {icicle.path.value.length > 0 && <Action label="Show All Roots" secondary onClick={() => icicle.showEverything()} />}
    </Message>
  );
}

function Nothing({ panel, icicle }: { panel: Panel; icicle: Icicle }) {
  const isZoomed = icicle.path.value.length > 0;
  return (
    <Message
      kind="empty"
      title={isZoomed ? 'Nothing took any time on this path' : 'This profile has no time to draw'}
      text="A box is as wide as its function took. Where that is nothing there is no box; the table has the numbers of calls."
    >
      {isZoomed && <Action label="Show All Roots" onClick={() => icicle.showEverything()} />}
      <Action label="Show Table" secondary={isZoomed} onClick={() => (panel.tab.value = 'table')} />
    </Message>
  );
}
