import type * as vscode from 'vscode';
import { EventEmitter } from './values';

type Handler = (params: unknown) => unknown;

/** A server whose answers the test writes, with the surface of `Connection`. */
export class FakeConnection {
  generation = 1;
  /** The requests that were sent, as `[method, params]`. */
  readonly requests: [method: string, params: unknown][] = [];
  /** The answers, by method: a value, or a function of the parameters that may throw. */
  readonly answers: Record<string, unknown> = {};

  private readonly stopped = new EventEmitter<void>();
  private readonly handlers = new Map<string, Handler>();

  readonly onDidStop = this.stopped.event;

  async call<P, R>(method: { readonly method: string; readonly _?: [P, R] }, params: P): Promise<R> {
    this.requests.push([method.method, params]);
    const answer = this.answers[method.method] ?? {};
    return (await (typeof answer === 'function' ? answer(params) : answer)) as R;
  }

  /** Has a method fail from now on. */
  fail(method: { readonly method: string }, error: Error): void {
    this.answers[method.method] = () => {
      throw error;
    };
  }

  async notify<P>(method: { readonly method: string; readonly _?: [P] }, params: P): Promise<void> {
    this.requests.push([method.method, params]);
  }

  on<P>(method: { readonly method: string; readonly _?: [P] }, handler: (params: P) => void): void {
    this.handlers.set(method.method, handler as Handler);
  }

  answer<P>(method: { readonly method: string }, handler: (params: P) => void): void {
    this.handlers.set(method.method, handler as Handler);
  }

  /** Sends a notification or a request, as the server would. */
  send<P>(method: { readonly method: string; readonly _?: [P] } | { readonly method: string; readonly _?: [P, unknown] }, params: P): void {
    this.handlers.get(method.method)?.(params);
  }

  /** The server has crashed and another one takes its place. */
  restart(): void {
    this.generation++;
  }

  /** The server is gone for good. */
  stop(): void {
    this.generation++;
    this.stopped.fire();
  }

  /** The parameters of every request of a method. */
  sent(method: { readonly method: string }): unknown[] {
    return this.requests.filter(([name]) => name === method.method).map(([, params]) => params);
  }
}

/** An error as the client library makes it of the server's answer. */
export function responseError(code: number, message: string, data?: unknown): Error {
  return Object.assign(new Error(message), { code, data });
}

/** A log that nobody reads, with as much of VS Code's type as the extension uses. */
export function silentLog(): vscode.LogOutputChannel {
  const ignore = (): void => undefined;
  return { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore } as unknown as vscode.LogOutputChannel;
}
