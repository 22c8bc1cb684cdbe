import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Panel } from '../model/panel';
import { visible } from '../model/visible-text';
import { factsOf, originNames, placeOf, remarksOn } from './facts';
import type { Shown } from './icicle';
import type { Size } from './size';

/** A box, and the place in the view that its figures belong to, in pixels of the page. */
export interface Pointed {
  readonly box: number;
  readonly left: number;
  readonly top: number;
}

/** The distance between the pointer and its box. */
const distance = 14;

/** The figures of a box. The pointer passes through it, and screen readers have the same in the tree. */
export function HoverBox({ panel, shown, at, size }: { panel: Panel; shown: Shown; at: Pointed | undefined; size: Size }) {
  const element = useRef<HTMLDivElement>(null);
  const box = shown.boxes.get(at?.box ?? -1);
  const row = shown.boxes.functionOf(at?.box ?? -1);

  useLayoutEffect(() => {
    const { current } = element;
    if (current !== null && at !== undefined) {
      const { left, top } = placeOfFacts(at, { width: current.offsetWidth, height: current.offsetHeight }, size);
      current.style.transform = `translate(${left}px, ${top}px)`;
    }
  }, [at, size]);
  if (box === undefined || row === undefined) {
    return null;
  }
  const view = { times: panel.options.times.value, corrected: panel.isCorrected.value };
  return (
    <div class="icicle-facts" ref={element} data-testid="icicle-facts" aria-hidden="true">
      <p class="icicle-facts-name">{visible(row.name)}</p>
      <p class="icicle-facts-place">
        {originNames[row.origin]} · {placeOf(row)}
      </p>
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
              <td>{here === undefined ? '' : `${box.estimated && label !== 'calls' ? '≈ ' : ''}${here}`}</td>
              <td>{entire}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {remarksOn(box).map((remark) => (
        <p key={remark} class="icicle-facts-remark">
          {remark}
        </p>
      ))}
    </div>
  );
}

/** The place of the figures: below and right of the pointer, or on its other sides where the view ends. */
export function placeOfFacts(at: Pick<Pointed, 'left' | 'top'>, facts: Size, view: Size): { left: number; top: number } {
  const below = at.top + distance;
  const above = at.top - distance - facts.height;
  return {
    left: Math.max(Math.min(at.left + distance, view.width - facts.width), 0),
    top: below + facts.height <= view.height || above < 0 ? below : above,
  };
}
