import * as vscode from 'vscode';

/** Something that takes time to read and may be read again: the reading that began last counts. What it read is held until the next one has come. */
export class Latest<T extends { dispose(): unknown }> {
  private held: T | undefined;
  private reading = new vscode.CancellationTokenSource();
  private newest: Promise<void> | undefined;
  private isDisposed = false;

  /** What was read last; undefined until something has been. */
  get value(): T | undefined {
    return this.held;
  }

  /** Nothing is read any more. */
  get isOver(): boolean {
    return this.isDisposed;
  }

  /**
   * Reads, unless another reading overtakes this one: then what it read, or why it could not, is of no interest any more, and the promise waits for the
   * other one. `taken` is told while what was there before is still held. Nothing is read any more after `dispose`.
   */
  async read(read: (token: vscode.CancellationToken) => Promise<T>, taken: (value: T) => void): Promise<void> {
    if (this.isDisposed) {
      return;
    }
    this.newest = this.start(read, taken);
    return this.newest;
  }

  /** Lets go of what is held, and of what is being read. */
  clear(): void {
    this.cancel();
    this.newest = undefined;
    const former = this.held;
    this.held = undefined;
    former?.dispose();
  }

  /** Lets go of everything for good: who still waits for a dialog then may ask for another reading, which nobody would let go of. */
  dispose(): void {
    this.isDisposed = true;
    this.clear();
  }

  private async start(read: (token: vscode.CancellationToken) => Promise<T>, taken: (value: T) => void): Promise<void> {
    this.cancel();
    this.reading = new vscode.CancellationTokenSource();
    const { token } = this.reading;
    const value = await read(token).catch((error: unknown) => {
      if (!token.isCancellationRequested) {
        throw error;
      }
    });
    if (value === undefined || token.isCancellationRequested) {
      value?.dispose();
      await this.newest?.catch(() => undefined);
      return;
    }
    const former = this.held;
    this.held = value;
    taken(value);
    former?.dispose();
  }

  private cancel(): void {
    this.reading.cancel();
    this.reading.dispose();
  }
}
