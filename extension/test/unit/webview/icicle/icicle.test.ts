import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IcicleQuery } from '../../../../src/panel/messages';
import type { ProfileIcicleResult, Row } from '../../../../src/protocol.gen';
import { Icicle } from '../../../../src/webview/icicle/icicle';
import type { Ask } from '../../../../src/webview/model/questions';
import { arrived } from '../fakes';
import { resultOf, rowOf, trees, withMatches } from './fakes';

const panel = { ask: undefined as unknown as Ask, isCorrected: signal(false), selected: signal<string | undefined>(undefined) };
let queries: IcicleQuery[];
let answer: (query: IcicleQuery) => ProfileIcicleResult;
/** What is found when a function is looked for by its name. */
let functions: readonly Row[];

/** Answers as the server does for the trees of the fakes. */
function serve({ path, find, exact }: IcicleQuery): ProfileIcicleResult {
  let shown = trees;
  for (const [depth, id] of path.entries()) {
    const found = shown.filter(({ name }) => name === id);
    shown = depth === path.length - 1 ? found : found.flatMap(({ calls = [] }) => calls);
  }
  const result = resultOf(shown, {
    ancestors: path.map((id) => rowOf(id, id === 'read' ? 'builtin' : 'project')),
    estimated: exact !== true,
  });
  return withMatches(result, find.text);
}

beforeEach(() => {
  queries = [];
  answer = serve;
  panel.isCorrected.value = false;
  panel.selected.value = undefined;
  functions = [];
  panel.ask = (async (question: string, query: IcicleQuery) => {
    if (question === 'rows') {
      return { rows: functions, matching: functions.length };
    }
    queries.push(query);
    return answer(query);
  }) as Ask;
});

/** An icicle in a view of a thousand pixels that has its boxes. */
async function shownIcicle(saved?: unknown): Promise<Icicle> {
  const icicle = new Icicle(panel, saved);
  icicle.resize(1_000);
  await update(icicle);
  return icicle;
}

async function update(icicle: Icicle): Promise<void> {
  icicle.update();
  await arrived();
}

/** The box at the end of a path in what is shown. */
const box = (icicle: Icicle, path: string) => icicle.shown.value?.boxes.along(path.split('/')) ?? -1;

/** The functions from the first one down to the box that has the focus. */
const focus = (icicle: Icicle) => icicle.state.focus.join('/');

/** What fills the width. */
const path = (icicle: Icicle) => icicle.path.value.map(({ name }) => name).join('/');

describe('asking', () => {
  it('waits for a width, and asks once', async () => {
    const icicle = new Icicle(panel);
    await update(icicle);
    expect(queries).toEqual([]);
    icicle.resize(1_000);
    await update(icicle);
    await update(icicle);
    expect(queries).toEqual([
      { path: [], least: 1 / 1_024, levels: 256, exact: false, corrected: false, find: { text: '', corrected: false } },
    ]);
    expect(icicle.shown.value?.boxes.count).toBe(7);
  });

  it.each([
    ['a little wider', (icicle: Icicle) => icicle.resize(1_020), 1],
    ['much wider', (icicle: Icicle) => icicle.resize(1_500), 2],
    ['only what is exact', (icicle: Icicle) => icicle.setExact(true), 2],
    ['corrected times', () => (panel.isCorrected.value = true), 2],
    ['another profile', (icicle: Icicle) => icicle.open(), 2],
    ['another root', (icicle: Icicle) => icicle.show([{ id: 'idle', name: 'idle', file: '/shop/orders.py', line: 7 }]), 2],
    ['going up from all roots', (icicle: Icicle) => void icicle.goUp(), 1],
  ])('again or not for: %s', async (_, change, times) => {
    const icicle = await shownIcicle();
    change(icicle);
    await update(icicle);
    expect(queries).toHaveLength(times);
  });

  it('shows the answer to the last question, whichever comes last', async () => {
    const icicle = await shownIcicle();
    const waiting: (() => void)[] = [];
    panel.ask = ((_: string, query: IcicleQuery) => new Promise((resolve) => waiting.push(() => resolve(serve(query))))) as Ask;
    icicle.zoom(box(icicle, 'main/parse'));
    icicle.update();
    icicle.goTo(1);
    icicle.update();
    expect(icicle.busy.value).toBe(true);
    waiting[1]?.();
    await arrived();
    waiting[0]?.();
    await arrived();
    expect(icicle.shown.value?.path.map(({ name }) => name)).toEqual(['main']);
    expect(icicle.busy.value).toBe(false);
  });

  it('says why there is no answer, and asks again', async () => {
    answer = () => {
      throw new Error('The server has ended.');
    };
    const icicle = await shownIcicle();
    expect(icicle.failure.value).toBe('The server has ended.');
    answer = serve;
    icicle.tryAgain();
    await arrived();
    expect(icicle.failure.value).toBeUndefined();
    expect(icicle.shown.value?.boxes.count).toBe(7);
  });
});

describe('zooming', () => {
  it('goes down along a path and up again, with the focus', async () => {
    const icicle = await shownIcicle();
    icicle.zoom(box(icicle, 'main/parse'));
    await update(icicle);
    expect([path(icicle), focus(icicle), queries.at(-1)?.path]).toEqual(['main/parse', 'main/parse', ['main', 'parse']]);
    icicle.zoom(box(icicle, 'parse/read'));
    await update(icicle);
    expect([path(icicle), focus(icicle)]).toEqual(['main/parse/read', 'main/parse/read']);
    expect(icicle.goUp()).toBe(true);
    await update(icicle);
    expect([path(icicle), focus(icicle)]).toEqual(['main/parse', 'main/parse/read']);
    icicle.goTo(0);
    await update(icicle);
    expect([path(icicle), focus(icicle)]).toEqual(['', 'main/parse']);
    expect(icicle.goUp()).toBe(false);
  });

  it('tells the other tabs the function', async () => {
    const icicle = await shownIcicle();
    icicle.zoom(box(icicle, 'main/show'));
    expect(panel.selected.value).toBe('show');
  });

  it.each([
    ['are those of others', (id: string) => (id === 'main' ? 'main' : 'idle')],
    [
      'are unknown to the server',
      (id: string) => {
        if (id !== 'main') {
          throw new Error(`There is no function ${id}.`);
        }
        return id;
      },
    ],
  ])('finds its function again when ids of before %s', async (_, now) => {
    answer = (query) => serve({ ...query, path: query.path.map(now) });
    functions = [rowOf('idle'), { ...rowOf('main'), file: '/shop/other.py' }, rowOf('main')];
    const icicle = await shownIcicle({ path: [{ id: '7', name: 'main', file: '/shop/orders.py', line: 7 }] });
    expect(icicle.path.value).toEqual([{ id: 'main', name: 'main', file: '/shop/orders.py', line: 7 }]);
    expect(icicle.shown.value?.boxes.functionOf(0)?.name).toBe('main');
    expect([icicle.note.value, icicle.failure.value]).toEqual([undefined, undefined]);
  });

  it('does not look for its function for ever', async () => {
    functions = [rowOf('main')];
    answer = () => {
      throw new Error('The server is confused.');
    };
    const icicle = await shownIcicle({ path: [{ id: 'main', name: 'main', file: '/shop/orders.py', line: 7 }] });
    expect(icicle.failure.value).toBe('The server is confused.');
    expect(queries).toHaveLength(2);
  });

  it('shows all roots when the function is another by now', async () => {
    answer = (query) => serve({ ...query, path: query.path.map((id) => (id === 'stale' ? 'idle' : id)) });
    const icicle = await shownIcicle({ path: [{ id: 'stale', name: 'gone', file: '/shop/orders.py', line: 7 }] });
    expect(path(icicle)).toBe('');
    expect(icicle.note.value).toContain('has changed');
    expect(icicle.shown.value?.boxes.count).toBe(7);
  });
});

describe('the search', () => {
  beforeEach(() => void vi.useFakeTimers());

  it('marks after a pause, and goes from match to match', async () => {
    const icicle = await shownIcicle();
    icicle.type('r');
    await update(icicle);
    expect(queries).toHaveLength(1);
    vi.advanceTimersByTime(200);
    await update(icicle);
    expect(icicle.found.value).toBe('4 found');
    icicle.toMatch(1);
    expect([icicle.found.value, focus(icicle)]).toEqual(['1 of 4', 'main/parse']);
    icicle.toMatch(-1);
    expect([icicle.found.value, focus(icicle)]).toEqual(['4 of 4', 'main/show/write']);
  });

  it('goes to the first match once it is there', async () => {
    const icicle = await shownIcicle();
    icicle.type('write');
    icicle.toMatch(1);
    await update(icicle);
    expect([icicle.found.value, focus(icicle)]).toEqual(['1 of 1', 'main/show/write']);
  });

  it.each([
    ['nothing', 'none found', 0],
    ['idle', 'none in view', 1],
  ])('of %s says: %s', async (text, found, matches) => {
    answer = (query) => ({ ...serve(query), matches: query.find.text === '' ? 0 : matches });
    const icicle = await shownIcicle();
    icicle.zoom(box(icicle, 'main/show'));
    icicle.type(text);
    icicle.toMatch(1);
    await update(icicle);
    expect(icicle.found.value).toBe(found);
    icicle.showEverything();
    await update(icicle);
    expect(path(icicle)).toBe('');
  });

  it('that cannot be read marks nothing', async () => {
    answer = (query) => ({ ...serve(query), problem: { text: 'After > belongs a number.', start: 0, end: 1 } });
    const icicle = await shownIcicle({ find: 'tottime >' });
    expect(icicle.shown.value?.searching).toBe(false);
    expect(icicle.found.value).toBe('');
  });

  it('ends', async () => {
    const icicle = await shownIcicle({ find: 'r' });
    icicle.clearSearch();
    await update(icicle);
    expect(queries.at(-1)?.find.text).toBe('');
    expect(icicle.found.value).toBe('');
  });
});

describe('what is saved', () => {
  it('is found again', async () => {
    const icicle = await shownIcicle();
    icicle.zoom(box(icicle, 'main/parse'));
    await update(icicle);
    icicle.focusOn(box(icicle, 'parse/read'));
    icicle.setExact(true);
    icicle.scrolled(120);
    icicle.settle();
    await update(icicle);
    const again = await shownIcicle(JSON.parse(JSON.stringify(icicle.state)));
    expect(again.state).toEqual(icicle.state);
    expect(again.state).toMatchObject({ exact: true, scrollTop: 120, focus: ['main', 'parse', 'read'] });
  });

  it.each([undefined, null, 'x', { path: 'x', exact: 1, find: {}, scrollTop: -1, focus: [1] }])('is ignored where it is %o', (saved) => {
    expect(new Icicle(panel, saved).state).toEqual({ path: [], exact: false, find: '', scrollTop: 0, focus: [] });
  });
});
