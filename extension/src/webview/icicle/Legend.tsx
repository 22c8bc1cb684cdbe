import type { Origin } from '../../protocol.gen';
import { originNames } from './facts';
import { origins } from './palette';
import type { Shown } from './shown';
import { useTheme } from './theme';

/** The letter of each origin in the legend, for those whom the colours do not tell enough. */
const letters: Readonly<Record<Origin, string>> = { project: 'P', package: 'I', standardLibrary: 'S', builtin: 'C' };

/** What colours, stripes and marks mean: those that are there. */
export function Legend({ shown: { boxes, result } }: { shown: Shown }) {
  const { fills } = useTheme().palette;
  const { plain, stripe } = fills.project;
  const stripes = `repeating-linear-gradient(-45deg, ${plain} 0 3px, ${stripe} 3px 5px)`;
  const present = new Set(result.functions.map(({ origin }) => origin));
  const has = (test: (box: (typeof result.boxes)[number]) => boolean | undefined) => result.boxes.some((box) => test(box));
  return (
    <ul class="icicle-legend" aria-label="Legend" data-testid="icicle-legend">
      {origins
        .filter((origin) => present.has(origin))
        .map((origin) => (
          <li key={origin}>
            <span class="icicle-swatch" style={{ background: fills[origin].plain, color: fills[origin].text }} aria-hidden="true">
              {letters[origin]}
            </span>
            {originNames[origin]}
          </li>
        ))}
      {result.estimated && (
        <li title="The profile does not say how the function’s time divides among the paths to it.">
          <span class="icicle-swatch" style={{ background: stripes }} aria-hidden="true" />
          hatched: estimated
        </li>
      )}
      {has(({ recursive }) => recursive) && (
        <li title="Its calls of itself, direct or not, are within its box.">
          <span aria-hidden="true">↻</span> calls itself
        </li>
      )}
      {has(({ cut }) => cut) && boxes.count > 0 && (
        <li title="They would be estimates, or are too deep. Zoom in to see more.">
          <span class="icicle-swatch icicle-swatch-cut" aria-hidden="true">
            …
          </span>
          callees not drawn
        </li>
      )}
    </ul>
  );
}
