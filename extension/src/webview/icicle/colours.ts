/** Colours as numbers: what a label needs to be read on a fill. */

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

export const black: Colour = [0, 0, 0];
export const white: Colour = [255, 255, 255];

/**
 * Reads a colour of a theme: `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` and `rgba(…)`, as VS Code writes them.
 *
 * @param below what a translucent colour lies on
 * @returns undefined for anything else
 */
export function parseColour(text: string, below: Colour): Colour | undefined {
  const parts = partsOf(text.trim());
  if (parts === undefined || parts.some(Number.isNaN)) {
    return undefined;
  }
  const [red = 0, green = 0, blue = 0, opacity = 1] = parts;
  return mix(below, [red, green, blue], opacity);
}

function partsOf(text: string): number[] | undefined {
  const digits = /^#([0-9a-f]+)$/i.exec(text)?.[1];
  if (digits !== undefined) {
    const long = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join('') : digits;
    const [red = Number.NaN, green = Number.NaN, blue = Number.NaN, opacity = 255] = (long.match(/../g) ?? []).map((pair) =>
      Number.parseInt(pair, 16),
    );
    return [red, green, blue, opacity / 255];
  }
  const inside = /^rgba?\(([^)]*)\)$/i.exec(text)?.[1];
  return inside
    ?.split(/[\s,/]+/)
    .map((part, index) => (part.endsWith('%') ? Number.parseFloat(part) / (index < 3 ? 100 / 255 : 100) : Number(part)));
}

/** A colour as CSS and canvases read it. */
export function css([red, green, blue]: Colour): string {
  return `rgb(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)})`;
}

/** The colour between two: the first for 0, the second for 1. */
export function mix(one: Colour, other: Colour, part: number): Colour {
  const at = (index: 0 | 1 | 2) => one[index] + (other[index] - one[index]) * part;
  return [at(0), at(1), at(2)];
}

/** The contrast of two colours, 1 to 21, as WCAG 2 defines it. */
export function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Black or white, whichever is read better on a fill: one of them always has a contrast of more than 4.5. */
export function textOn(fill: Colour): Colour {
  return contrast(fill, black) >= contrast(fill, white) ? black : white;
}

/** The stripes of a hatched fill: seen on it, and with a text on both that can be read. */
export function stripeOf(fill: Colour): Colour {
  const text = textOn(fill);
  const away = mix(fill, text === black ? white : black, 0.4);
  // A fill that is nearly black or white leaves no room on the text's other side.
  return contrast(away, fill) >= 1.25 ? away : mix(fill, text, 0.18);
}
