import type * as vscode from 'vscode';

/** What VS Code keeps of a workspace: as text, so that only what can be kept is. */
export class FakeMemento implements vscode.Memento {
  private readonly values = new Map<string, string>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string): T | undefined;
  get<T>(key: string, otherwise: T): T;
  get<T>(key: string, otherwise?: T): T | undefined {
    const text = this.values.get(key);
    return text === undefined ? otherwise : JSON.parse(text);
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}
