import * as path from 'node:path';
import * as vscode from 'vscode';
import { initialRunState, nextRunState, type RunEvent, type RunState } from './runState';

/** A program that is being profiled, or was. */
export class Run {
  /** The program that was started; absent until the server has answered `run/start`, which may be after the first events. */
  program: vscode.Uri | undefined;
  /** Where the run is kept; absent as long as `program` is. */
  folder: string | undefined;
  terminal: vscode.Terminal | undefined;
  /** What runs in the terminal. It names the program, also before `run/start` is answered. */
  commandLine: readonly string[] = [];

  private current = initialRunState;
  private readonly changed = new vscode.EventEmitter<RunState>();

  /** Fires with every new state. Nothing fires after `ended`. */
  readonly onDidChange = this.changed.event;

  constructor(readonly id: string) {}

  get state(): RunState {
    return this.current;
  }

  /** The file of its profile, which is there once it has ended; absent as long as `folder` is. */
  get profile(): vscode.Uri | undefined {
    return this.folder === undefined ? undefined : vscode.Uri.file(path.join(this.folder, 'profile.stats'));
  }

  get ended(): boolean {
    return this.current.kind === 'ended';
  }

  /** Takes an event; answers whether it changed the state. */
  take(event: RunEvent): boolean {
    const next = nextRunState(this.current, event);
    const different = next !== this.current;
    this.current = next;
    if (different) {
      this.changed.fire(next);
    }
    if (next.kind === 'ended') {
      this.changed.dispose();
    }
    return different;
  }
}
