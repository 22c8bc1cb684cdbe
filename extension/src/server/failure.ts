import type { ErrorCode, ErrorData } from '../protocol.gen';

/** What the user is told about a request that failed. */
export interface RequestFailure {
  /** Sentences that name the thing, what is wrong and what to do. */
  readonly text: string;
  /** The code of the server's answer; absent when there was no answer. */
  readonly code?: ErrorCode;
  /** The server was gone before it answered. */
  readonly unanswered?: true;
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
  if (connectionLost.has(error.code)) {
    return { text: 'The profiling server ended before it answered. Try again; "Python Profiler: Show Log" tells why.', unanswered: true };
  }
  return { text: error.message, code: error.code, ...(error.data?.path === undefined ? {} : { path: error.data.path }) };
}

/** Joins sentences to a text; those of the server may lack their full stops. */
export function joinSentences(...sentences: readonly string[]): string {
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.!?…]["”')]?$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
}

/** What vscode-jsonrpc rejects requests with whose answers cannot come any more: ErrorCodes.PendingResponseRejected and ConnectionInactive. */
const connectionLost: ReadonlySet<number> = new Set([-32097, -32096]);

/**
 * Tells vscode-jsonrpc's ResponseError from other errors without loading the library. Its ConnectionError has small numbers for codes too,
 * but no data.
 */
function isResponse(error: Error): error is Error & { code: ErrorCode; data: ErrorData | undefined } {
  return 'code' in error && typeof error.code === 'number' && 'data' in error;
}
