import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  RunEnded,
  type RunEndedParams,
  RunProgress,
  RunStart,
  type RunStartParams,
  RunStop,
  type RunStopParams,
  RunTerminal,
  type RunTerminalParams,
} from '../protocol.gen';
import { requestFailure } from '../server/failure';
import type { Connection } from '../server/server';
import { Run } from './run';
import { nameOf } from './target';

/** The runs of this window: started through the server, each in a terminal of its own, several at once. */
export class Runs implements vscode.Disposable {
  private readonly runs = new Map<string, Run>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** How many programs are being started: the server has been asked to and has not answered. */
  private starting = 0;
  private readonly subscription: vscode.Disposable;

  /** Fires when a run begins, goes on or ends. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: Connection,
    private readonly log: vscode.LogOutputChannel,
  ) {
    // These come as soon as the program has a terminal, which is before the server answers run/start: each makes the run known.
    server.answer(RunTerminal, (params) => this.openTerminal(params));
    server.on(RunProgress, ({ run, ...progress }) => this.get(run).take({ kind: 'progress', ...progress }));
    server.on(RunEnded, (ended) => this.ended(this.get(ended.run), ended));
    this.subscription = vscode.Disposable.from(
      vscode.window.onDidCloseTerminal((terminal) => this.terminalClosed(terminal)),
      server.onDidStop(() => this.serverGone()),
    );
  }

  /** The runs that go on, oldest first. */
  get active(): readonly Run[] {
    return [...this.runs.values()].filter((run) => run.program !== undefined && !run.ended);
  }

  /** No program is being profiled, nor started. */
  get idle(): boolean {
    return this.starting === 0 && this.active.length === 0;
  }

  /** The folder that holds the runs that go on; undefined when there are none. A server that is to follow them has to be told this one. */
  get folder(): string | undefined {
    const folder = this.active.find((run) => run.folder !== undefined)?.folder;
    return folder === undefined ? undefined : path.dirname(folder);
  }

  /** The runs that a server is to follow which takes the place of another one: also those that the other one had just begun to start. */
  get unfinished(): readonly Run[] {
    return [...this.runs.values()].filter((run) => !run.ended && (run.program !== undefined || run.terminal !== undefined));
  }

  /** Starts a program; is rejected with the server's reason when it cannot be started. */
  async start(params: RunStartParams, token: vscode.CancellationToken): Promise<Run> {
    const program = vscode.Uri.file(nameOf(params.target));
    this.closeTerminalsOf(program);
    this.starting++;
    try {
      const run = await this.request(params, token);
      run.program = program;
      return run;
    } finally {
      this.starting--;
      this.changed.fire();
    }
  }

  /** Has the server start a program. One that has its terminal already goes on when the server crashes before it answers. */
  private async request(params: RunStartParams, token: vscode.CancellationToken): Promise<Run> {
    try {
      const { run: id, folder, interpreter } = await this.server.call(RunStart, params, token);
      this.log.info(`Profiling ${nameOf(params.target)} with ${interpreter.implementation} ${interpreter.version}, ${interpreter.path}`);
      const run = this.get(id);
      run.folder = folder;
      return run;
    } catch (error: unknown) {
      const begun = this.unfinished.find(
        (run) => run.program === undefined && run.commandLine.some((word) => word.startsWith(nameOf(params.target))),
      );
      if (begun !== undefined && requestFailure(error).unanswered === true) {
        return begun;
      }
      if (begun !== undefined) {
        this.runs.delete(begun.id);
      }
      throw error;
    }
  }

  /** The run that goes on and whose profile will be that file; undefined for any other file. */
  measuring(file: vscode.Uri): Run | undefined {
    return this.active.find((run) => run.profile?.fsPath === file.fsPath);
  }

  /** Asks the server to end a run and to keep what it measured. The run ends when the server says so. */
  stop(run: Run): void {
    if (run.take({ kind: 'stop' })) {
      this.end(run, { run: run.id });
    }
  }

  /** Asks the server to end a run and to keep nothing of it, also when it has been asked to stop it before. */
  discard(run: Run): void {
    if (run.take({ kind: 'discard' })) {
      this.end(run, { run: run.id, discard: true });
    }
  }

  private end(run: Run, params: RunStopParams): void {
    this.server.call(RunStop, params).catch((error: unknown) => {
      run.take({ kind: 'stopFailed' });
      void vscode.window.showErrorMessage(requestFailure(error).text);
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private get(id: string): Run {
    let run = this.runs.get(id);
    if (run === undefined) {
      run = new Run(id);
      run.onDidChange(() => this.changed.fire());
      this.runs.set(id, run);
    }
    return run;
  }

  private openTerminal({ run, title, command, args, workingDirectory }: RunTerminalParams): void {
    const terminal = vscode.window.createTerminal({
      name: title,
      shellPath: command,
      shellArgs: [...args],
      cwd: workingDirectory,
      iconPath: new vscode.ThemeIcon('flame'),
      // A window that is opened again must not run the program again.
      isTransient: true,
    });
    const opened = this.get(run);
    opened.terminal = terminal;
    opened.commandLine = args;
    terminal.show(true);
  }

  /** Who closes the terminal of a program wants it to stop. A run that never began, or that has ended, is of no interest any more. */
  private terminalClosed(terminal: vscode.Terminal): void {
    const run = [...this.runs.values()].find((candidate) => candidate.terminal === terminal);
    if (run === undefined) {
      return;
    }
    run.terminal = undefined;
    if (this.active.includes(run)) {
      this.stop(run);
    } else {
      this.runs.delete(run.id);
    }
  }

  /** Nobody follows the runs any more, so they count as ended, though their programs may go on. */
  private serverGone(): void {
    for (const run of this.unfinished) {
      this.ended(run, lostRun(run));
    }
  }

  /** Takes the end of a run. It is kept for as long as somebody may ask for its terminal; one that has not been answered yet, for `start`. */
  private ended(run: Run, ended: RunEndedParams): void {
    run.take({ kind: 'ended', ended });
    if (run.program !== undefined && run.terminal === undefined) {
      this.runs.delete(run.id);
    }
  }

  /** Closes the terminals that ended runs of a program have left open. */
  private closeTerminalsOf(program: vscode.Uri): void {
    for (const run of this.runs.values()) {
      if (run.ended && run.program?.fsPath === program.fsPath) {
        run.terminal?.dispose();
        this.runs.delete(run.id);
      }
    }
  }
}

function lostRun(run: Run): RunEndedParams {
  const file = run.profile?.fsPath ?? 'profile.stats';
  const text = `The profiling server has ended. The program may still be running in its terminal. When it has ended, open its profile with "Python Profiler: Open Stats File…": ${file}`;
  const seconds = run.state.kind === 'ended' ? run.state.ended.seconds : run.state.seconds;
  return { run: run.id, ending: 'failed', exitCode: 0, seconds, problems: [{ code: 'server-gone', text }] };
}
