/** How colours look to people who see fewer of them, and how different two look. */

import type { Colour } from '../../../../src/webview/icicle/colours';

type Matrix = readonly [Colour, Colour, Colour];

/** Each of these takes linear red, green and blue: Machado, Oliveira and Fernandes (2009), severity 1, and the luminance alone. */
const matrices = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red (protanopia)': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green (deuteranopia)': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue (tritanopia)': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  'shades of grey': [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
} satisfies Record<string, Matrix>;

/** Ways to see; each gives a colour as linear red, green and blue, 0 to 1. */
export const sights = Object.fromEntries(
  Object.entries(matrices).map(([name, matrix]) => [
    name,
    (colour: Colour): Colour => {
      const seen = colour.map(linear);
      const [red, green, blue] = matrix.map((row) => Math.min(Math.max(dot(row as Colour, seen), 0), 1));
      return [red ?? 0, green ?? 0, blue ?? 0];
    },
  ]),
);

/** The distance of two colours, linear, in CIELAB with the white of sRGB: 2.3 is just noticeable. */
export function difference(one: Colour, other: Colour): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function lab(colour: Colour): Colour {
  const x = curve(dot([0.4124, 0.3576, 0.1805], colour) / 0.9505);
  const y = curve(dot([0.2126, 0.7152, 0.0722], colour));
  const z = curve(dot([0.0193, 0.1192, 0.9505], colour) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function curve(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
}

function linear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function dot(row: Colour, values: readonly number[]): number {
  return row.reduce((sum, factor, index) => sum + factor * (values[index] ?? 0), 0);
}
