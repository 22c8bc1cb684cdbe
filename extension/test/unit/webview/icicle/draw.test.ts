import { describe, expect, it } from 'vitest';
import { Boxes } from '../../../../src/webview/icicle/boxes';
import { draw, levelsInView, type Scene } from '../../../../src/webview/icicle/draw';
import { Labels } from '../../../../src/webview/icicle/labels';
import { paletteOf } from '../../../../src/webview/icicle/palette';
import { resultOf, withMatches } from './fakes';

const palette = paletteOf(() => '');

/** What is drawn, in words, in its order. */
class Paper {
  readonly drawn: string[] = [];
  fillStyle = '';
  strokeStyle = '';

  fillRect(left: number, top: number, width: number, height: number): void {
    this.drawn.push(`${this.fillStyle} ${left},${top} ${width}x${height}`);
  }

  strokeRect(left: number, top: number, width: number, height: number): void {
    this.drawn.push(`frame ${left},${top} ${width}x${height}`);
  }

  fillText(text: string, left: number, top: number): void {
    this.drawn.push(`${text} at ${left},${top}`);
  }
}

function drawn(changes: Partial<Scene> = {}): string[] {
  const paper = new Paper();
  draw(paper as unknown as CanvasRenderingContext2D, {
    boxes: new Boxes(resultOf()),
    palette,
    labels: new Labels((text) => text.length * 6),
    hatch: ({ plain }) => `hatched ${plain}`,
    font: '12px monospace',
    scale: 1,
    width: 1_200,
    height: 100,
    scrollTop: 0,
    rowHeight: 20,
    searching: false,
    ...changes,
  });
  // The first is the background.
  return paper.drawn.slice(1);
}

const { project, package: installed, standardLibrary, builtin } = palette.fills;

describe('boxes', () => {
  it('are as wide as their time, and filled by their origin', () => {
    expect(drawn().slice(0, 7)).toEqual([
      `${project.plain} 0,0 999x19`,
      `${project.plain} 0,20 599x19`,
      `${project.plain} 600,20 299x19`,
      `${project.plain} 400,40 99x19`,
      `${installed.plain} 1000,0 199x19`,
      `hatched ${standardLibrary.plain} 600,40 299x19`,
      `${builtin.plain} 0,40 399x19`,
    ]);
  });

  it('have their names, marks of recursion, and dots where callees are left out', () => {
    expect(drawn().slice(7)).toEqual([
      'main at 4,9.5',
      'idle at 1004,9.5',
      'parse at 4,29.5',
      'show at 604,29.5',
      'read at 4,49.5',
      '↻ parse at 404,49.5',
      'write at 604,49.5',
      ...[747, 750, 753].map((left) => `#text ${left},56 2x2`.replace('#text', standardLibrary.text)),
    ]);
  });

  it('are drawn only where they are in view', () => {
    expect(drawn({ scrollTop: 25, height: 10 })).toEqual([
      `${project.plain} 0,-5 599x19`,
      `${project.plain} 600,-5 299x19`,
      'parse at 4,4.5',
      'show at 604,4.5',
    ]);
  });

  it('are drawn in pixels of the screen', () => {
    expect(drawn({ scale: 2, width: 2_400, rowHeight: 40, height: 40 })).toEqual([
      `${project.plain} 0,0 1998x38`,
      `${installed.plain} 2000,0 398x38`,
      'main at 8,19',
      'idle at 2008,19',
    ]);
  });

  it('that are narrow have neither names nor stripes', () => {
    expect(drawn({ width: 12 })).toContain(`${standardLibrary.blend} 6,40 3x19`);
    expect(drawn({ width: 12 }).some((line) => line.includes(' at '))).toBe(false);
  });

  it('that share a pixel are drawn once', () => {
    const many = { name: 'all', time: 100, calls: Array.from({ length: 5_000 }, (_, index) => ({ name: `f${index}`, time: 0.02 })) };
    expect(drawn({ boxes: new Boxes(resultOf([many])), width: 100 }).length).toBeLessThan(110);
  });
});

it('what is found has a frame, the rest recedes', () => {
  const lines = drawn({ boxes: new Boxes(withMatches(resultOf(), 'show')), searching: true });
  expect(lines).toContain(`${project.plain} 600,20 299x19`);
  expect(lines).toContain(`${palette.dimmed.project.plain} 0,20 599x19`);
  expect(lines.filter((line) => line.startsWith('frame'))).toEqual(['frame 601,21 297x17']);
});

it.each([
  [0, 100, 0, 3],
  [0, 20, 0, 1],
  [30, 20, 1, 3],
  [1_000, 20, 50, 3],
])('scrolled by %d, %d high: levels from %d up to %d', (scrollTop, height, first, end) => {
  expect(levelsInView({ boxes: new Boxes(resultOf()), height, scrollTop, rowHeight: 20 })).toEqual({ first, end });
});

it('nothing is drawn of nothing', () => {
  expect(drawn({ boxes: new Boxes(resultOf([])) })).toEqual([]);
});
