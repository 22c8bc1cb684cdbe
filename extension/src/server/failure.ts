import type { ErrorCode, ErrorData } from '../protocol.gen';

/** What the user is told about a request that failed. */
export interface RequestFailure {
  /** Sentences that name the thing, what is wrong and what to do. */
  readonly text: string;
  /** The code of the server's answer; absent when there was no answer. */
  readonly code?: ErrorCode;
  /** The file that it is about, where the server told one. */
  readonly path?: string;
}

/** Reads whatever a request was rejected with. */
export function requestFailure(error: unknown): RequestFailure {
  if (!(error instanceof Error)) {
    return { text: String(error) };
  }
  if (!isResponse(error)) {
    return { text: error.message };
  }
  return { text: error.message, code: error.code, ...(error.data?.path === undefined ? {} : { path: error.data.path }) };
}

/** Tells the server's answers (vscode-jsonrpc's ResponseError) from other errors without loading the client library. */
function isResponse(error: Error): error is Error & { code: ErrorCode; data?: ErrorData } {
  return 'code' in error && typeof error.code === 'number';
}
