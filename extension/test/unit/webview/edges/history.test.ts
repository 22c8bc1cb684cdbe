import { describe, expect, it } from 'vitest';
import { History } from '../../../../src/webview/edges/history';

const step = (id: string) => ({ id, name: id, file: '/shop/orders.py', line: 1 });
const places = ({ before, current, after }: History) => [before.value?.id, current.value?.id, after.value?.id];

describe('what was visited', () => {
  it('begins with nothing', () => {
    const history = new History();
    expect(places(history)).toEqual([undefined, undefined, undefined]);
    expect([history.go(-1), history.go(1)]).toEqual([false, false]);
  });

  it('is gone through back and forward', () => {
    const history = new History();
    for (const id of ['a', 'b', 'c']) {
      history.visit(step(id));
    }
    expect(places(history)).toEqual(['b', 'c', undefined]);
    expect([history.go(-1), history.go(-1), history.go(-1)]).toEqual([true, true, false]);
    expect(places(history)).toEqual([undefined, 'a', 'b']);
    expect(history.go(1)).toBe(true);
    expect(places(history)).toEqual(['a', 'b', 'c']);
  });

  it('goes on from where the user is', () => {
    const history = new History();
    for (const id of ['a', 'b', 'c']) {
      history.visit(step(id));
    }
    history.go(-1);
    history.visit(step('d'));
    expect(places(history)).toEqual(['b', 'd', undefined]);
  });

  it('forgets the oldest', () => {
    const history = new History();
    for (let visit = 0; visit < 250; visit++) {
      history.visit(step(String(visit)));
    }
    let steps = 0;
    while (history.go(-1)) {
      steps++;
    }
    expect([steps, history.current.value?.id]).toEqual([99, '150']);
  });

  it('is saved', () => {
    const history = new History();
    history.visit(step('a'));
    history.visit(step('b'));
    history.go(-1);
    expect(places(new History(JSON.parse(JSON.stringify(history.state))))).toEqual([undefined, 'a', 'b']);
  });

  it.each([null, { steps: [{ id: 1 }], at: 0 }, { steps: [], at: 3 }, { steps: 'x', at: 0 }])('is empty where %o was saved', (saved) => {
    expect(places(new History(saved))).toEqual([undefined, undefined, undefined]);
  });
});
