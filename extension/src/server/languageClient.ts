import type * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../protocol.gen';

/** What it takes to talk to a server process. */
export interface Launch {
  readonly command: string;
  readonly log: vscode.LogOutputChannel;
  readonly initializationOptions: () => InitializationOptions;
  /** Is told when a server that was running is gone, and whether that was our wish. */
  readonly gone: (asked: boolean) => void;
}

/** The client library, told to leave every message to the user to us. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/**
 * Makes a client that starts `tottime serve` when its `start` is called. It lives for one process: the library's own way of starting
 * another one is not used, because a start that fails leaves such a client useless for good.
 */
export function createLanguageClient({ command, log, initializationOptions, gone }: Launch): LanguageClient {
  let asked = true;
  const options: LanguageClientOptions = {
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        asked = false;
        return { action: CloseAction.DoNotRestart, handled: true, message: 'The server has ended unexpectedly.' };
      },
    },
  };
  const client = new QuietLanguageClient('tottime', 'Python Profiler', { command, args: ['serve'] }, options);
  client.onDidChangeState(({ oldState }) => {
    if (oldState === State.Running) {
      gone(asked);
    }
  });
  return client;
}
