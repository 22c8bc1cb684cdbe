// @vitest-environment happy-dom

import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProfileIcicleResult } from '../../../../src/protocol.gen';
import type { Panel } from '../../../../src/webview/model/panel';
import { arrived, type FakeHost, makeRows, openPanel } from '../fakes';
import { Screen } from '../screen';
import { resultOf, rowOf, trees, withMatches } from './fakes';

let panel: Panel;
let host: FakeHost;
let screen: Screen;

beforeEach(async () => {
  ({ panel, host } = await openPanel(makeRows(3)));
  panel.tab.value = 'icicle';
  screen = await Screen.of(panel);
});
afterEach(() => screen.close());

/** Answers the last question about the icicle, or refuses to. */
async function answer(result: ProfileIcicleResult | string): Promise<void> {
  const request =
    host
      .all('ask')
      .filter(({ question }) => question === 'icicle')
      .at(-1)?.request ?? -1;
  await act(async () => {
    panel.receive(typeof result === 'string' ? { type: 'refused', request, text: result } : { type: 'answer', request, result });
    await arrived();
  });
}

const questions = () => host.all('ask').flatMap((message) => (message.question === 'icicle' ? [message.params] : []));
const text = (testId: string) => screen.get(testId).textContent ?? '';
const labels = () => screen.all('icicle-item').map((item) => item.getAttribute('aria-label')?.split(',')[0]);

it('says that the boxes are on their way', async () => {
  expect(text('message')).toContain('Laying out the icicle');
  expect(questions()).toHaveLength(1);
});

it('shows boxes as a tree, with a legend of what is there', async () => {
  await answer(resultOf(trees, { estimated: true }));
  expect(labels()).toEqual(['main', 'idle']);
  expect(text('icicle-legend')).toBe(
    'Pproject' + 'Iinstalled package' + 'Sstandard library' + 'Cbuilt-in' + 'hatched: estimated' + '↻ calls itself' + '…callees not drawn',
  );
  expect(screen.get('icicle-root').textContent).toContain('83 % main');
});

it('has nothing in the legend that is not there', async () => {
  await answer(resultOf([{ name: 'main', time: 1 }]));
  expect(text('icicle-legend')).toBe('Pproject');
  expect(screen.get('icicle-exact').getAttribute('aria-disabled')).toBe('true');
});

describe('without boxes', () => {
  it('says why, and shows the table', async () => {
    await answer(resultOf([]));
    expect(text('message')).toContain('This profile has no time to draw');
    await screen.click(screen.button('Show Table'));
    expect(panel.tab.value).toBe('table');
  });

  it('says what went wrong, and asks again', async () => {
    await answer('The server has ended.');
    expect(text('message')).toContain('The server has ended.');
    await screen.click(screen.button('Try Again'));
    await answer(resultOf());
    expect(labels()).toEqual(['main', 'idle']);
  });

  it('goes back to all roots where a path fails', async () => {
    await answer(resultOf());
    await screen.do(() => panel.icicle.zoom(0));
    await answer('There is no such path.');
    await screen.click(screen.button('Show All Roots'));
    await answer(resultOf());
    expect(labels()).toEqual(['main', 'idle']);
  });
});

describe('with the keyboard', () => {
  beforeEach(async () => {
    await answer(resultOf());
    await screen.do(() => screen.get('icicle-tree').focus());
  });

  it('goes from box to box and says which', async () => {
    for (const key of ['Home', 'ArrowDown', 'ArrowRight', 'ArrowDown']) {
      await screen.press(key);
    }
    const active = screen.get('icicle-tree').getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.getAttribute('aria-label')).toMatch(
      /^write, 30\.0 s cumulative, 25 % of the width, .*standard library, estimated/,
    );
    expect(text('icicle-facts')).toContain('write');
  });

  it('zooms, goes up, and opens sources', async () => {
    await screen.press('Home');
    await screen.press('ArrowDown');
    await screen.press('Enter');
    expect(questions().at(-1)?.path).toEqual(['main', 'parse']);
    await answer(resultOf(trees[0]?.calls?.slice(0, 1), { ancestors: [rowOf('main'), rowOf('parse')] }));
    await screen.press('Enter', { ctrlKey: true });
    await screen.press('Enter', { altKey: true });
    expect(host.all('reveal').map((message) => [message.function, message.beside])).toEqual([
      ['parse', false],
      ['parse', true],
    ]);
    await screen.press('Escape');
    expect(questions().at(-1)?.path).toEqual(['main']);
  });
});

it('says what is wrong with a search', async () => {
  await answer(resultOf());
  await screen.do(() => {
    panel.icicle.type('tottime >');
    panel.icicle.toMatch(1);
  });
  await answer(resultOf(trees, { problem: { text: 'After > belongs a number.', start: 0, end: 9 } }));
  expect(text('icicle-found')).toBe('After > belongs a number.');
  expect(screen.get('icicle-search').getAttribute('aria-invalid')).toBe('true');
});

it('counts what the search has found', async () => {
  await answer(resultOf());
  await screen.do(() => {
    panel.icicle.type('write');
    panel.icicle.toMatch(1);
  });
  await answer(withMatches(resultOf(), 'write'));
  expect(text('icicle-found')).toBe('1 of 1');
});
