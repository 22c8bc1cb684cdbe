import { beforeEach, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { Choices, nothingChosen } from '../../../src/panel/choice';
import { FakeMemento } from '../fakes/memento';

const file = (name: string) => vscode.Uri.file(`/proj/${name}.stats`);
const choice = { part: '/runs/1/parts/7.stats', added: ['file:///proj/b.stats'], base: 'file:///proj/c.stats' };

let memento: FakeMemento;
let choices: Choices;

beforeEach(() => {
  memento = new FakeMemento();
  choices = new Choices(memento);
});

test('what was chosen is there in the next window, for each file its own', () => {
  choices.remember(file('a'), choice);
  choices.remember(file('b'), { added: ['file:///proj/a.stats'] });
  const later = new Choices(memento);
  expect(later.of(file('a'))).toEqual(choice);
  expect(later.of(file('b'))).toEqual({ added: ['file:///proj/a.stats'] });
  expect(later.of(file('c'))).toEqual(nothingChosen);
});

test('what was forgotten, or taken back, leaves nothing behind', () => {
  choices.remember(file('a'), choice);
  choices.remember(file('b'), choice);
  choices.forget(file('a'));
  choices.remember(file('b'), nothingChosen);
  expect(choices.of(file('a'))).toEqual(nothingChosen);
  expect(memento.get('tottime.panels')).toEqual([]);
});

test('the files that were changed first are forgotten where there are very many', () => {
  for (let number = 0; number < 101; number++) {
    choices.remember(file(String(number)), choice);
  }
  expect(choices.of(file('0'))).toEqual(nothingChosen);
  expect(choices.of(file('1'))).toEqual(choice);
});

test.each<[saved: unknown]>([
  ['text'],
  [[['file:///proj/a.stats', null]]],
  [[['file:///proj/a.stats', { added: 'b' }]]],
  [[['file:///proj/a.stats', { added: [1] }]]],
  [[['file:///proj/a.stats', { added: [], base: 1 }]]],
  [[[1, { added: [] }]]],
])('what another version has saved is ignored: %j', (saved) => {
  void memento.update('tottime.panels', saved);
  expect(choices.of(file('a'))).toEqual(nothingChosen);
});
