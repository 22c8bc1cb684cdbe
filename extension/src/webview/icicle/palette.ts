/** The colours of the icicle in the user's theme. */

import type { Origin } from '../../protocol.gen';
import { black, type Colour, contrast, css, mix, parseColour, stripeOf, textOn, white } from './colours';

/** The origins in the order of the legend, with the theme's names for their colours. */
export const origins: readonly Origin[] = ['project', 'package', 'standardLibrary', 'builtin'];

/** One way to fill boxes, as canvases read colours. */
export interface Fill {
  readonly plain: string;
  readonly stripe: string;
  /** In the place of stripes where a box is too narrow for them. */
  readonly blend: string;
  readonly text: string;
}

/** What an icicle is drawn with. */
export interface Palette {
  readonly background: string;
  /** The outline of what the search has found. */
  readonly outline: string;
  readonly fills: Readonly<Record<Origin, Fill>>;
  /** The same, receding: what the search has not found. */
  readonly dimmed: Readonly<Record<Origin, Fill>>;
}

/** How much of a dimmed box is background. */
const dimming = 0.72;

/** Without a theme's colours: those that package.json contributes for dark ones. */
const fallbacks: Readonly<Record<Origin, string>> = {
  project: '#7CC4F8',
  package: '#D98E2F',
  standardLibrary: '#A066B8',
  builtin: '#5C6066',
};

/** Makes the palette of a theme. @param read the value of a variable of VS Code's style sheet, empty for one that is not there */
export function paletteOf(read: (variable: string) => string): Palette {
  const background = parseColour(read('--vscode-editor-background'), black) ?? black;
  const fillColour = (origin: Origin) =>
    parseColour(read(variableOf(origin)), background) ?? parseColour(fallbacks[origin], background) ?? white;
  const all = (change: (fill: Colour) => Colour) =>
    Object.fromEntries(origins.map((origin) => [origin, fillOf(change(fillColour(origin)))])) as Record<Origin, Fill>;
  return {
    background: css(background),
    outline: css(contrast(background, black) > contrast(background, white) ? black : white),
    fills: all((fill) => fill),
    dimmed: all((fill) => mix(fill, background, dimming)),
  };
}

/** The variable with the theme's colour for an origin. VS Code puts a hyphen for the first dot of a colour's id, and leaves further ones in webviews. */
export function variableOf(origin: Origin): string {
  return `--vscode-tottime-icicle${origin.charAt(0).toUpperCase()}${origin.slice(1)}`;
}

function fillOf(colour: Colour): Fill {
  const stripe = stripeOf(colour);
  return { plain: css(colour), stripe: css(stripe), blend: css(mix(colour, stripe, 0.4)), text: css(textOn(colour)) };
}
