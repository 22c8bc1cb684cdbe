import { access, constants } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { InitializationOptions, None, Notification, Request } from '../protocol.gen';
import { binaryVariable } from './binary';
import type { CrashBudget } from './crashBudget';

/** Everything about the server's process that the rest of the extension decides. */
export interface ServerOptions {
  /** The path of the binary. */
  readonly command: string;
  readonly log: vscode.LogOutputChannel;
  /** Is asked at every start, since trust, settings and runs change. */
  readonly initializationOptions: () => InitializationOptions;
  readonly crashes: CrashBudget;
  /** Is told when the server has crashed too often; only `restart` starts it again. */
  readonly gaveUp: () => void;
}

/** The server as its users see it, typed by the method table. */
export interface Connection {
  /** Rises whenever a server is gone: what it was told, such as ids of profiles, is unknown to the next one. */
  readonly generation: number;
  /** Fires when a server is gone, by our wish or by a crash, and no other one has taken its place: nobody follows its runs any more. */
  readonly onDidStop: vscode.Event<void>;
  /** Sends a request, starting the server if need be. Is rejected with what `requestFailure` reads. */
  call<P, R>(method: Request<P, R>, params: P, token?: vscode.CancellationToken): Promise<R>;
  /** Sends a notification to a server that runs; one that does not run is not started for it. */
  notify<P>(method: Notification<P>, params: P): Promise<void>;
  /** Handles a notification of this server and of every later one. Must be called before the first request. */
  on<P>(method: Notification<P>, handler: (params: P) => void): void;
  /** Answers a request of this server and of every later one. Must be called before the first request. */
  answer<P>(method: Request<P, None>, handler: (params: P) => void): void;
}

/** The server's process: started when it is first needed, started again after a crash. */
export class Server implements Connection, vscode.Disposable {
  private client: Promise<LanguageClient> | undefined;
  private stopping: Promise<void> = Promise.resolve();
  private readonly registrations: ((client: LanguageClient) => void)[] = [];
  private readonly stopped = new vscode.EventEmitter<void>();
  private losses = 0;
  private exhausted = false;

  readonly onDidStop = this.stopped.event;

  constructor(private readonly options: ServerOptions) {}

  get generation(): number {
    return this.losses;
  }

  async call<P, R>(method: Request<P, R>, params: P, token?: vscode.CancellationToken): Promise<R> {
    const client = await this.connect();
    // An absent token must not be passed on: the library would take it for a second parameter and send a list.
    return token === undefined ? client.sendRequest<R>(method.method, params) : client.sendRequest<R>(method.method, params, token);
  }

  async notify<P>(method: Notification<P>, params: P): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    await client?.sendNotification(method.method, params).catch((error: unknown) => {
      // The server is gone; the next one is told all that matters when it starts.
      this.options.log.warn(`${method.method} was not sent.`, error);
    });
  }

  on<P>(method: Notification<P>, handler: (params: P) => void): void {
    this.registrations.push((client) => client.onNotification(method.method, handler));
  }

  answer<P>(method: Request<P, None>, handler: (params: P) => void): void {
    this.registrations.push((client) =>
      client.onRequest(method.method, (params: P): None => {
        handler(params);
        return {};
      }),
    );
  }

  /** Ends the server. The next request starts it anew, whatever happened before, or we do at once when programs go on that it has to follow. */
  async restart(): Promise<void> {
    this.options.crashes.reset();
    this.exhausted = false;
    const stopped = this.stop();
    if ((this.options.initializationOptions().runs ?? []).length > 0) {
      this.takePlace();
    }
    await stopped;
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.stopped.dispose();
  }

  private stop(): Promise<void> {
    const ending = this.client?.then((client) => client.dispose());
    this.client = undefined;
    this.stopping = Promise.all([this.stopping, ending]).then(
      () => undefined,
      (error) => this.options.log.warn('The server did not stop in an orderly way.', error),
    );
    return this.stopping;
  }

  private connect(): Promise<LanguageClient> {
    if (this.exhausted) {
      return Promise.reject(new Error('The profiling server crashed again and again. "Python Profiler: Show Log" tells why.'));
    }
    if (this.client === undefined) {
      const client = this.start();
      this.client = client;
      client.catch(() => this.forget(client));
    }
    return this.client;
  }

  private async start(): Promise<LanguageClient> {
    await this.stopping;
    await this.checkBinary();
    // The library is loaded here and not at the top: that keeps it out of the extension's activation.
    const { createLanguageClient } = await import('./languageClient');
    const client = createLanguageClient({ ...this.options, gone: (asked) => this.gone(asked) });
    for (const register of this.registrations) {
      register(client);
    }
    await client.start();
    return client;
  }

  /** Starts a server that crashed again at once, and not at the next request: programs may be running that it has to follow. */
  private gone(asked: boolean): void {
    this.losses++;
    if (asked) {
      if (this.client === undefined) {
        this.stopped.fire();
      }
      return;
    }
    this.client = undefined;
    if (this.options.crashes.spend()) {
      this.takePlace();
    } else {
      this.exhausted = true;
      this.options.gaveUp();
      this.stopped.fire();
    }
  }

  /** Starts a server in the place of one that is gone, or is about to be. */
  private takePlace(): void {
    this.connect().catch((error: unknown) => {
      this.options.log.error('The server cannot be started again.', error);
      this.stopped.fire();
    });
  }

  private forget(client: Promise<LanguageClient>): void {
    if (this.client === client) {
      this.client = undefined;
    }
  }

  private async checkBinary(): Promise<void> {
    const { command, log } = this.options;
    try {
      await access(command, constants.X_OK);
    } catch (error) {
      log.error(`The server cannot be started: ${command}`, error);
      throw new Error(
        `${command}: the profiling server is missing or cannot be run. Install the extension in the version for this platform, or name another server in the environment variable ${binaryVariable}.`,
      );
    }
  }
}
