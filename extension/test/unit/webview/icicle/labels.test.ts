import { describe, expect, it } from 'vitest';
import { Labels } from '../../../../src/webview/icicle/labels';

/** Each character is ten pixels wide. */
const measured: string[] = [];
const labels = new Labels((text) => {
  measured.push(text);
  return [...text].length * 10;
});

describe('a label', () => {
  it.each([
    ['Basket.total', 120, 'Basket.total'],
    ['Basket.total', 119, 'total'],
    ['Basket.total', 50, 'total'],
    ['Basket.total', 49, 'tot…'],
    ['Basket.total', 20, 't…'],
    ['Basket.total', 19, ''],
    ['x', 20, 'x'],
    ['{built-in method time.sleep}', 100, 'time.sleep'],
    ['{built-in method time.sleep}', 90, 'time.sle…'],
    ["{method 'append' of 'list' objects}", 100, "{method '…"],
    ['größe', 40, 'grö…'],
    ['😀😀😀😀', 30, '😀😀…'],
    ['', 100, ''],
  ])('of %s in %d pixels is “%s”', (name, room, expected) => {
    expect(labels.fit(name, room)).toBe(expected);
  });

  it('is worked out once', () => {
    labels.fit('Parser.parse_header', 80);
    const before = measured.length;
    labels.fit('Parser.parse_header', 80.7);
    expect(measured.length).toBe(before);
  });

  it('of a megabyte is not measured whole', () => {
    const before = measured.length;
    expect(labels.fit('y'.repeat(1_000_000), 100)).toBe('yyyyyyyyy…');
    expect(Math.max(...measured.slice(before).map((text) => text.length))).toBeLessThanOrEqual(300);
  });

  it('is still right after very many others', () => {
    for (let index = 0; index < 20_000; index++) {
      expect(labels.fit(`function_${index}`, 1_000)).toBe(`function_${index}`);
    }
    expect(labels.fit('Basket.total', 49)).toBe('tot…');
  });
});
