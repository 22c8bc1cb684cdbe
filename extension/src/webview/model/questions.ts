/** Questions to the server, and who waits for their answers. */

import type { AskMessage, Question, Questions, WebviewMessage } from '../../panel/messages';

/**
 * Asks the server about the profile that is shown. The promise is rejected with a `Refusal` when there is no answer; it stays unsettled when another profile
 * takes the place of the one that was asked about.
 */
export type Ask = <Q extends Question>(question: Q, params: Questions[Q]['params']) => Promise<Questions[Q]['result']>;

/** Why a question was not answered, as a sentence for the user. */
export class Refusal extends Error {}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (refusal: Refusal) => void;
}

/** The questions under way. */
export class OpenQuestions {
  readonly #send: (message: WebviewMessage) => void;
  readonly #waiting = new Map<number, Waiting>();
  #requests = 0;

  constructor(send: (message: WebviewMessage) => void) {
    this.#send = send;
  }

  readonly ask: Ask = (question, params) =>
    new Promise((resolve, reject) => {
      this.#requests++;
      this.#waiting.set(this.#requests, { resolve, reject });
      // A question and its parameters belong together by the type of this function.
      this.#send({ type: 'ask', request: this.#requests, question, params } as AskMessage);
    });

  answer(request: number, result: unknown): void {
    // The host answers each question with its type of answer.
    this.#take(request)?.resolve(result as never);
  }

  refuse(request: number, text: string): void {
    this.#take(request)?.reject(new Refusal(text));
  }

  /** What is under way is out of date: nobody is told its answers any more. */
  forget(): void {
    this.#waiting.clear();
  }

  #take(request: number): Waiting | undefined {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    return waiting;
  }
}

/** The sentence of a failure. */
export function textOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
