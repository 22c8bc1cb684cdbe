import { describe, expect, it } from 'vitest';
import { ColumnLayout, type LaidOutColumn } from '../../../src/webview/model/column-layout';

const columns: readonly LaidOutColumn[] = [
  { name: 'calls', width: 100, narrowWidth: 80, from: 400 },
  { name: 'time', width: 90 },
  { name: 'share', width: 70, from: Number.POSITIVE_INFINITY },
  { name: 'function', width: 160, grows: 3, isNeeded: true },
];

const make = (saved?: unknown) => new ColumnLayout(columns, saved);
const names = (layout: ColumnLayout<LaidOutColumn>, width = 1000) => layout.visible(width).map(({ name }) => name);

describe('what is shown', () => {
  it.each([
    [1000, ['calls', 'time', 'function']],
    [399, ['time', 'function']],
  ])('in a panel of %i pixels', (width, expected) => {
    expect(names(make(), width)).toEqual(expected);
  });

  it('is what the user wants, whatever the width', () => {
    const layout = make();
    layout.choose('share', true);
    layout.choose('time', false);
    layout.choose('function', false);
    expect(names(layout, 300)).toEqual(['share', 'function']);
  });
});

describe('widths', () => {
  it.each([
    [1000, '100px 90px minmax(160px, 3fr)', 350],
    [800, '80px 90px minmax(160px, 3fr)', 330],
  ])('in a panel of %i pixels', (width, template, least) => {
    const layout = make();
    expect(layout.grid(layout.visible(width), width)).toEqual({ template, width: least });
  });

  it('are those that the user has chosen, within bounds, until they are given back', () => {
    const layout = make();
    layout.resize('function', 222.4);
    layout.resize('time', 3);
    expect(layout.grid(layout.visible(1000), 1000).template).toBe('100px 40px 222px');
    layout.unsize('function');
    expect(layout.grid(layout.visible(1000), 1000).template).toBe('100px 40px minmax(160px, 3fr)');
  });
});

describe('the order', () => {
  it.each([
    ['before another', 'function', 'calls', ['function', 'calls', 'time']],
    ['to the end', 'calls', undefined, ['time', 'function', 'calls']],
    ['before itself', 'time', 'time', ['calls', 'time', 'function']],
  ])('changes by dragging a column %s', (_, name, before, expected) => {
    const layout = make();
    layout.move(name, before);
    expect(names(layout)).toEqual(expected);
  });

  it.each([
    ['time', -1, ['time', 'calls', 'function']],
    // The hidden column between them does not count.
    ['time', 1, ['calls', 'function', 'time']],
    ['calls', -1, ['calls', 'time', 'function']],
    ['function', 1, ['calls', 'time', 'function']],
  ] as const)('changes by a key: %s by %i', (name, step, expected) => {
    const layout = make();
    layout.moveBy(name, step, 1000);
    expect(names(layout)).toEqual(expected);
  });
});

describe('what was saved', () => {
  it('is found again, and can be forgotten', () => {
    const first = make();
    first.choose('share', true);
    first.resize('time', 120);
    first.move('function', 'calls');
    const layout = make(JSON.parse(JSON.stringify(first.state)));
    expect(layout.grid(layout.visible(1000), 1000)).toEqual(first.grid(first.visible(1000), 1000));
    expect(names(layout)).toEqual(['function', 'calls', 'time', 'share']);
    layout.reset();
    expect(layout.state).toEqual(make().state);
  });

  it.each([
    ['nothing', undefined],
    ['a list', ['calls']],
    ['an order that is none', { order: 'calls' }],
    ['columns that are unknown', { order: ['colour'], chosen: { colour: true }, widths: { colour: 80 } }],
    ['values of other kinds', { chosen: { calls: 'no' }, widths: { calls: '80', time: -5, share: 1e9 } }],
  ])('is ignored: %s', (_, saved) => {
    expect(make(saved).state).toEqual(make().state);
  });

  it('has new columns where they are at first', () => {
    expect(make({ order: ['function', 'calls'] }).state.order).toEqual(['function', 'calls', 'time', 'share']);
  });
});
