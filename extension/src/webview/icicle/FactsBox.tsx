import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { IcicleBox, Row } from '../../protocol.gen';
import { visible } from '../../visibleText';
import type { Panel } from '../model/panel';
import { none } from './boxes';
import { rowHeight } from './draw';
import { factsOf, originNames, placeOf, remarksOn } from './facts';
import { Outline } from './Outline';
import type { Shown } from './shown';
import type { Size } from './size';

/** A place in the view, in pixels from its upper left corner. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

/** What the user looks at: where the pointer is, or the box that the keyboard acts on. */
export type Attention = ({ readonly by: 'pointer' } & Place) | { readonly by: 'keyboard' } | { readonly by: 'nothing' };

interface Props {
  panel: Panel;
  shown: Shown;
  /** The box that the keyboard acts on. */
  focus: number;
  attention: Signal<Attention>;
  size: Size;
  scroller: RefObject<HTMLElement | null>;
}

/** The distance between the pointer and the figures. */
const distance = 14;

/**
 * The figures of the box that the user looks at, and a frame around it when that is the one under the pointer. They are drawn apart from the boxes, for the
 * pointer moves often. It passes through them, and screen readers have the same in the tree.
 */
export function FactsBox({ panel, shown: { boxes }, focus, attention, size, scroller }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const scrollTop = scroller.current?.scrollTop ?? 0;
  const at = attention.value;
  const index =
    at.by === 'pointer' ? boxes.atPoint(at.left, at.top + scrollTop, size.width, rowHeight) : at.by === 'keyboard' ? focus : none;
  const box = boxes.get(index);
  const row = boxes.functionOf(index);

  useLayoutEffect(() => {
    const { current } = element;
    if (current !== null && box !== undefined) {
      const facts = { width: current.offsetWidth, height: current.offsetHeight };
      const of = at.by === 'pointer' ? at : { left: box.start * size.width, top: (box.level + 0.5) * rowHeight - scrollTop };
      const { left, top } = placeOfFacts(of, facts, roomAround(current, size));
      current.style.transform = `translate(${left}px, ${top}px)`;
    }
  }, [at, box, size]);
  if (box === undefined || row === undefined) {
    return null;
  }
  return (
    <>
      {at.by === 'pointer' && <Outline kind="hover" box={box} width={size.width} scrollTop={scrollTop} />}
      <div class="icicle-facts" ref={element} data-testid="icicle-facts" aria-hidden="true">
        <p class="icicle-facts-name">{visible(row.name)}</p>
        <p class="icicle-facts-place">
          {originNames[row.origin]} · {placeOf(row)}
        </p>
        <Figures panel={panel} box={box} row={row} />
        {remarksOn(box).map((remark) => (
          <p key={remark} class="icicle-facts-remark">
            {remark}
          </p>
        ))}
      </div>
    </>
  );
}

function Figures({ panel, box, row }: { panel: Panel; box: IcicleBox; row: Row }) {
  const view = { times: panel.options.times.value, corrected: panel.isCorrected.value };
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">here</th>
          <th scope="col">entire profile</th>
        </tr>
      </thead>
      <tbody>
        {factsOf(box, row, view).map(({ label, here, entire }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{here === undefined ? '' : `${box.estimated ? '≈ ' : ''}${here}`}</td>
            <td>{entire}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where figures may be, in pixels from the upper left corner of the view. */
export interface Room {
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

/** The whole tab: in a low panel the boxes alone have too little room. */
function roomAround(facts: HTMLElement, { width, height }: Size): Room {
  const stage = facts.parentElement;
  const tab = stage?.parentElement;
  if (!stage || !tab) {
    return { width, top: 0, bottom: height };
  }
  const top = tab.offsetTop - stage.offsetTop;
  return { width, top, bottom: top + tab.offsetHeight };
}

/** The place of the figures: below and right of the pointer, or on its other sides where the room ends. */
export function placeOfFacts(at: Place, facts: Size, room: Room): Place {
  const below = at.top + distance;
  const above = at.top - distance - facts.height;
  return {
    left: Math.max(Math.min(at.left + distance, room.width - facts.width), 0),
    top: below + facts.height <= room.bottom || above < room.top ? below : above,
  };
}
