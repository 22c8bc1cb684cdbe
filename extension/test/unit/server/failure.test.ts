import { describe, expect, test } from 'vitest';
import { joinSentences, requestFailure } from '../../../src/server/failure';
import { responseError } from '../fakes/connection';

describe('requestFailure', () => {
  test.each([
    ['an answer of the server', responseError(3, 'Not a profile.', { path: '/a' }), { text: 'Not a profile.', code: 3, path: '/a' }],
    ['an answer without a file', responseError(7, 'No such run.'), { text: 'No such run.', code: 7 }],
    ['a request whose answer is lost', responseError(-32097, 'disposed'), { text: expect.stringContaining('Show Log'), unanswered: true }],
    ['an error of the connection', Object.assign(new Error('Connection is disposed.'), { code: 2 }), { text: 'Connection is disposed.' }],
    ['an error of Node.js, whose code is a word', Object.assign(new Error('gone'), { code: 'EPIPE' }), { text: 'gone' }],
    ['an error', new Error('gone'), { text: 'gone' }],
    ['anything else', 'gone', { text: 'gone' }],
  ])('%s', (_name, error, failure) => {
    expect(requestFailure(error)).toEqual(failure);
  });
});

test.each([
  [['a.stats: not a profile: it is text', 'It is left out.'], 'a.stats: not a profile: it is text. It is left out.'],
  [['Gone.', ' ', 'Really? '], 'Gone. Really?'],
  [['He said "no."', 'Wait…'], 'He said "no." Wait…'],
  [[], ''],
])('%j are sentences of one text', (sentences, text) => {
  expect(joinSentences(...sentences)).toBe(text);
});
