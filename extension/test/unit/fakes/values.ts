/** The plain classes of the module `vscode`. */

export class Disposable {
  constructor(private readonly callOnDispose: () => void) {}

  static from(...parts: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const part of parts) {
        part.dispose();
      }
    });
  }

  dispose(): void {
    this.callOnDispose();
  }
}

export class EventEmitter<T> {
  private listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      listener(value);
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export class CancellationTokenSource {
  private readonly requested = new EventEmitter<void>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.requested.event };

  cancel(): void {
    this.token.isCancellationRequested = true;
    this.requested.fire();
  }

  dispose(): void {
    this.requested.dispose();
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}

  static file(path: string): Uri {
    return new Uri('file', path);
  }

  static from({ scheme, path }: { scheme: string; path: string }): Uri {
    return new Uri(scheme, path);
  }

  static parse(address: string): Uri {
    const [scheme = '', path = ''] = address.split('://');
    return new Uri(scheme, path);
  }

  static joinPath(base: Uri, ...names: string[]): Uri {
    return new Uri(base.scheme, new URL(names.join('/'), `file://${base.path}/`).pathname);
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

export class RelativePattern {
  constructor(
    readonly baseUri: Uri,
    readonly pattern: string,
  ) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(readonly id: string) {}
}

export class MarkdownString {
  isTrusted: boolean | { enabledCommands: readonly string[] } | undefined;

  constructor(public value = '') {}

  appendText(text: string): this {
    return this.appendMarkdown(text);
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export class TabInputText {
  constructor(readonly uri: Uri) {}
}

export class TabInputCustom {
  constructor(
    readonly uri: Uri,
    readonly viewType: string,
  ) {}
}

export enum DecorationRangeBehavior {
  OpenOpen = 0,
  ClosedClosed = 1,
  OpenClosed = 2,
  ClosedOpen = 3,
}

export enum OverviewRulerLane {
  Left = 1,
  Center = 2,
  Right = 4,
  Full = 7,
}

export enum ViewColumn {
  Active = -1,
  Beside = -2,
}

export enum ConfigurationTarget {
  Global = 1,
  Workspace = 2,
}

export enum QuickPickItemKind {
  Separator = -1,
  Default = 0,
}

export enum TextEditorRevealType {
  InCenterIfOutsideViewport = 2,
}

export enum ProgressLocation {
  Notification = 15,
}

export enum StatusBarAlignment {
  Left = 1,
  Right = 2,
}
