import { describe, expect, it } from 'vitest';
import manifest from '../../../../../package.json';
import { black, type Colour, contrast, css, mix, parseColour, stripeOf, textOn, white } from '../../../../src/webview/icicle/colours';
import { type Fill, origins, paletteOf, variableOf } from '../../../../src/webview/icicle/palette';
import { difference, sights } from './sight';

/** A background of each kind of theme, as package.json names them. */
const backgrounds = { dark: '#1f1f1f', light: '#ffffff', highContrast: '#000000', highContrastLight: '#ffffff' };
const kinds = Object.keys(backgrounds) as (keyof typeof backgrounds)[];

/** The colours that package.json contributes. */
function contributed(kind: keyof typeof backgrounds): (variable: string) => string {
  return (variable) => {
    const colour = manifest.contributes.colors.find(({ id }) => variable === `--vscode-${id.replace('.', '-')}`);
    return variable === '--vscode-editor-background' ? backgrounds[kind] : (colour?.defaults[kind] ?? '');
  };
}

describe('reading a colour', () => {
  it.each([
    ['#fff', 'rgb(255, 255, 255)'],
    ['#1F5FA8', 'rgb(31, 95, 168)'],
    [' #1f5fa8ff ', 'rgb(31, 95, 168)'],
    ['#ffffff80', 'rgb(128, 128, 128)'],
    ['#fff8', 'rgb(136, 136, 136)'],
    ['rgb(1, 2, 3)', 'rgb(1, 2, 3)'],
    ['rgba(255, 255, 255, 0.5)', 'rgb(128, 128, 128)'],
    ['rgb(100% 0% 0% / 50%)', 'rgb(128, 0, 0)'],
  ])('%s', (text, expected) => {
    expect(css(parseColour(text, black) ?? white)).toBe(expected);
  });

  it.each(['', 'red', '#12', '#gg0000', 'hsl(0, 0%, 0%)', 'rgb(x, y, z)'])('but not “%s”', (text) => {
    expect(parseColour(text, black)).toBeUndefined();
  });
});

it.each([
  [black, white, 21],
  [white, white, 1],
  [[119, 119, 119], white, 4.48],
] as [Colour, Colour, number][])('the contrast of %o and %o is %f', (one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 2);
  expect(contrast(other, one)).toBeCloseTo(expected, 2);
});

/** Some colours from all over. */
const everywhere: Colour[] = [0, 51, 102, 119, 153, 204, 255].flatMap((red) =>
  [0, 51, 102, 119, 153, 204, 255].flatMap((green) => [0, 85, 119, 170, 255].map((blue): Colour => [red, green, blue])),
);

it('a label can be read on every fill and on its stripes, and the stripes be seen', () => {
  for (const fill of everywhere) {
    expect(contrast(fill, textOn(fill)), css(fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(stripeOf(fill), fill), css(fill)).toBeGreaterThan(1.1);
  }
});

describe.each(kinds)('the colours of %s themes', (kind) => {
  const palette = paletteOf(contributed(kind));
  const background = parseColour(backgrounds[kind], black) ?? black;
  const colour = (text: string) => parseColour(text, background) ?? background;

  it('are contributed', () => {
    for (const origin of origins) {
      expect(contributed(kind)(variableOf(origin)), origin).toMatch(/^#[0-9A-F]{6}$/);
    }
  });

  it.each(['fills', 'dimmed'] as const)('let all labels be read: %s', (set) => {
    for (const origin of origins) {
      const { plain, stripe, blend, text }: Fill = palette[set][origin];
      for (const fill of [plain, stripe, blend]) {
        expect(contrast(colour(text), colour(fill)), `${origin} on ${fill}`).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(colour(plain), colour(stripe)), origin).toBeGreaterThan(1.15);
    }
  });

  it.each(Object.entries(sights))('can be told apart: %s', (_, sight) => {
    for (const [index, one] of origins.entries()) {
      for (const other of origins.slice(index + 1)) {
        const [a, b] = [colour(palette.fills[one].plain), colour(palette.fills[other].plain)];
        expect(difference(sight(a), sight(b)), `${one} and ${other}`).toBeGreaterThan(9);
      }
    }
  });

  it('outline what is found so that it is seen', () => {
    for (const origin of origins) {
      expect(contrast(colour(palette.outline), colour(palette.fills[origin].plain)), origin).toBeGreaterThan(1.2);
    }
    expect(contrast(colour(palette.outline), background)).toBeGreaterThan(7);
  });
});

it('without a theme has colours of its own', () => {
  const { fills } = paletteOf(() => '');
  expect(new Set(origins.map((origin) => fills[origin].plain)).size).toBe(4);
});

it('mixes', () => {
  expect(css(mix(black, white, 0.25))).toBe('rgb(64, 64, 64)');
});
