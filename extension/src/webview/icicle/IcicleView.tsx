import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Panel } from '../model/panel';
import { Branch, itemId } from './Branch';
import { none } from './boxes';
import { rowHeight } from './draw';
import { type Attention, FactsBox, type Place } from './FactsBox';
import type { Icicle } from './icicle';
import { boxAfterKey, type Deed, deedOfClick, deedOfKey } from './moves';
import { Outline } from './Outline';
import { usePainter } from './painter';
import type { Shown } from './shown';
import { useSize } from './size';

interface Props {
  panel: Panel;
  icicle: Icicle;
  shown: Shown;
}

/**
 * The boxes: a canvas for the eyes, which stays where it is while its content scrolls, and for screen readers a tree of the boxes around the one that has
 * the focus. Keys and the pointer act on the tree, which lies over the canvas.
 */
export function IcicleView({ panel, icicle, shown }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const size = useSize(scroller);
  const repaint = usePainter(canvas, shown, size, () => scroller.current?.scrollTop ?? 0);
  const attention = useSignal<Attention>({ by: 'nothing' });
  const { boxes } = shown;
  const focus = icicle.focus.value;

  useLayoutEffect(() => {
    if (scroller.current !== null) {
      scroller.current.scrollTop = icicle.scrollTop;
    }
  }, [shown, icicle]);
  useLayoutEffect(() => {
    if (scroller.current !== null) {
      bringIntoView(scroller.current, boxes.get(focus)?.level);
    }
  }, [focus, boxes]);

  const act = (deed: Deed, box: number) => {
    const id = boxes.functionOf(box)?.function;
    if (deed === 'goUp') {
      icicle.goUp();
    } else if (deed === 'zoom') {
      icicle.zoom(box);
    } else if (id !== undefined) {
      icicle.focusOn(box);
      panel.reveal(id, deed === 'sourceBeside');
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const deed = deedOfKey(event);
    const target = boxAfterKey(event, boxes, focus);
    if (deed === undefined && target === undefined) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    attention.value = { by: 'keyboard' };
    if (target !== undefined) {
      icicle.focusOn(target);
    } else if (deed !== undefined) {
      act(deed, focus);
    }
  };
  const onFocus = (event: FocusEvent) => {
    // A click has no need of it: it tells the box itself.
    if (event.currentTarget instanceof HTMLElement && event.currentTarget.matches(':focus-visible')) {
      attention.value = { by: 'keyboard' };
      if (focus === none) {
        icicle.focusOn(0);
      }
    }
  };
  const onClick = (event: MouseEvent) => {
    const { left, top } = placeIn(event, scroller.current);
    const box = boxes.atPoint(left, top + (scroller.current?.scrollTop ?? 0), size.width, rowHeight);
    if (box !== none) {
      act(deedOfClick(event), box);
    }
  };
  const onScroll = () => {
    icicle.scrolled(scroller.current?.scrollTop ?? 0);
    // What is under the pointer, or where the box with the focus is, is another now.
    attention.value = { ...attention.value };
    repaint();
  };

  const height = boxes.levels * rowHeight;
  return (
    <div class="icicle-stage">
      <div class="icicle-scroller" ref={scroller} data-testid="icicle-scroller" onScroll={onScroll}>
        <div class="icicle-extent" style={{ height: `${height}px` }}>
          <div class="icicle-canvas" aria-hidden="true">
            <canvas ref={setCanvas} style={{ width: `${size.width}px`, height: `${size.height}px` }} />
          </div>
          <div
            class="icicle-tree"
            role="tree"
            data-testid="icicle-tree"
            aria-label="Boxes of the icicle"
            aria-describedby="icicle-hint"
            aria-orientation="horizontal"
            aria-activedescendant={focus === none ? undefined : itemId(focus)}
            aria-busy={icicle.busy.value}
            tabIndex={0}
            style={{ height: `${Math.max(height, size.height)}px` }}
            onFocus={onFocus}
            onBlur={() => (attention.value = { by: 'nothing' })}
            onKeyDown={onKeyDown}
            onPointerMove={(event) => (attention.value = { by: 'pointer', ...placeIn(event, scroller.current) })}
            onPointerLeave={() => (attention.value = { by: 'nothing' })}
            onClick={onClick}
          >
            <Branch boxes={boxes} focus={focus} />
          </div>
          <Outline kind="focus" box={boxes.get(focus)} width={size.width} />
        </div>
      </div>
      <FactsBox panel={panel} shown={shown} focus={focus} attention={attention} size={size} scroller={scroller} />
    </div>
  );
}

/** Where the pointer is in the view. */
function placeIn(event: MouseEvent, scroller: HTMLElement | null): Place {
  const view = scroller?.getBoundingClientRect();
  return { left: event.clientX - (view?.left ?? 0), top: event.clientY - (view?.top ?? 0) };
}

/** Scrolls so far that a level is wholly in view, with the one below it where there is room. */
function bringIntoView(scroller: HTMLElement, level: number | undefined): void {
  if (level === undefined) {
    return;
  }
  const top = level * rowHeight;
  if (top < scroller.scrollTop) {
    scroller.scrollTop = Math.max(top - rowHeight, 0);
  } else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + 2 * rowHeight - scroller.clientHeight;
  }
}
