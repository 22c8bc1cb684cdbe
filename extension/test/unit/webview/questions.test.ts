import { beforeEach, expect, it } from 'vitest';
import type { WebviewMessage } from '../../../src/panel/messages';
import { OpenQuestions, Refusal, textOf } from '../../../src/webview/model/questions';
import { arrived } from './fakes';

let sent: WebviewMessage[];
let questions: OpenQuestions;
let heard: unknown[];

const query = { path: ['1'], sort: [], offset: 0, limit: 10 };

beforeEach(() => {
  sent = [];
  heard = [];
  questions = new OpenQuestions((message) => sent.push(message));
});

function ask(): void {
  questions.ask('callers', query).then(
    (result) => heard.push(result),
    (failure: unknown) => heard.push(failure),
  );
}

it('numbers what it asks', () => {
  ask();
  ask();
  expect(sent).toEqual([
    { type: 'ask', request: 1, question: 'callers', params: query },
    { type: 'ask', request: 2, question: 'callers', params: query },
  ]);
});

it('gives each answer to who asked, once', async () => {
  ask();
  ask();
  questions.answer(2, 'second');
  questions.answer(1, 'first');
  questions.answer(1, 'again');
  questions.answer(7, 'nobody asked');
  await arrived();
  expect(heard).toEqual(['second', 'first']);
});

it('says why there is no answer', async () => {
  ask();
  questions.refuse(1, 'The server has stopped.');
  await arrived();
  expect(heard).toEqual([new Refusal('The server has stopped.')]);
  expect(textOf(heard[0])).toBe('The server has stopped.');
});

it('tells nobody an answer that is out of date', async () => {
  ask();
  questions.forget();
  questions.answer(1, 'late');
  ask();
  questions.answer(2, 'in time');
  await arrived();
  expect(heard).toEqual(['in time']);
});
