import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Panel } from '../model/panel';
import { Branch, itemId } from './Branch';
import { none } from './boxes';
import { rowHeight } from './draw';
import { HoverBox, type Pointed } from './HoverBox';
import type { Icicle, Shown } from './icicle';
import { boxAfterKey, type Deed, deedOfClick, deedOfKey } from './moves';
import { Outline } from './Outline';
import { usePainter } from './painter';
import { type Size, useSize } from './size';

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
  /** The box that the pointer is over, and where it is. */
  const pointed = useSignal<Pointed | undefined>(undefined);
  /** The keyboard is in use: the box that has the focus says what it is. */
  const isKeyed = useSignal(false);
  const { boxes } = shown;
  const focus = icicle.focus.value;

  useLayoutEffect(() => {
    if (scroller.current !== null) {
      scroller.current.scrollTop = icicle.scrollTop;
    }
    pointed.value = undefined;
  }, [shown, icicle, pointed]);
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
    pointed.value = undefined;
    isKeyed.value = true;
    if (target !== undefined) {
      icicle.focusOn(target);
    } else if (deed !== undefined) {
      act(deed, focus);
    }
  };
  const boxAt = (event: MouseEvent) => boxUnder(event, shown, size, scroller.current);
  const onPointerMove = (event: PointerEvent) => {
    const box = boxAt(event);
    isKeyed.value = false;
    pointed.value = box === none ? undefined : { box, ...placeIn(event, scroller.current) };
  };
  const onClick = (event: MouseEvent) => {
    const box = boxAt(event);
    if (box !== none) {
      act(deedOfClick(event), box);
    }
  };

  return (
    <div class="icicle-stage">
      <div
        class="icicle-scroller"
        ref={scroller}
        data-testid="icicle-scroller"
        onScroll={(event) => {
          icicle.scrolled(event.currentTarget.scrollTop);
          pointed.value = undefined;
          repaint();
        }}
      >
        <div class="icicle-extent" style={{ height: `${boxes.levels * rowHeight}px` }}>
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
            style={{ height: `${Math.max(boxes.levels * rowHeight, size.height)}px` }}
            onFocus={(event) => {
              isKeyed.value = event.currentTarget.matches(':focus-visible');
              if (isKeyed.value && focus === none) {
                icicle.focusOn(0);
              }
            }}
            onBlur={() => (isKeyed.value = false)}
            onKeyDown={onKeyDown}
            onPointerMove={onPointerMove}
            onPointerLeave={() => (pointed.value = undefined)}
            onClick={onClick}
          >
            <Branch boxes={boxes} focus={focus} />
          </div>
          <Outline kind="focus" box={boxes.get(focus)} width={size.width} />
          <Outline kind="hover" box={boxes.get(pointed.value?.box ?? none)} width={size.width} />
        </div>
      </div>
      <HoverBox
        panel={panel}
        shown={shown}
        at={pointed.value ?? keyedPlace(isKeyed.value, shown, focus, size, scroller.current)}
        size={size}
      />
    </div>
  );
}

/** Where a pointer is in the view. */
function placeIn(event: MouseEvent, scroller: HTMLElement | null): { left: number; top: number } {
  const view = scroller?.getBoundingClientRect();
  return { left: event.clientX - (view?.left ?? 0), top: event.clientY - (view?.top ?? 0) };
}

function boxUnder(event: MouseEvent, { boxes }: Shown, { width }: Size, scroller: HTMLElement | null): number {
  const { left, top } = placeIn(event, scroller);
  return boxes.at(Math.floor((top + (scroller?.scrollTop ?? 0)) / rowHeight), left / width, 1 / width);
}

/** Where the figures of the box go that the keyboard acts on: below it, undefined while the keyboard is not in use. */
function keyedPlace(isKeyed: boolean, { boxes }: Shown, focus: number, { width }: Size, scroller: HTMLElement | null): Pointed | undefined {
  const box = boxes.get(focus);
  if (!isKeyed || box === undefined) {
    return undefined;
  }
  return { box: focus, left: box.start * width, top: box.level * rowHeight - (scroller?.scrollTop ?? 0) + rowHeight / 2 };
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
