import type * as vscode from 'vscode';

/** What the user has chosen to see of a profile file; kept when the window is loaded again. */
export interface Choice {
  /** The path of the profile of a process or thread, shown instead of that of the whole run. */
  readonly part?: string;
  /** The addresses of files that are added to it. */
  readonly added: readonly string[];
  /** The address of the file that it is compared with. */
  readonly base?: string;
}

export const nothingChosen: Choice = { added: [] };

const key = 'tottime.panels';

/** The files of which something is remembered. Those of tabs that were closed before the extension was started are never forgotten otherwise. */
const filesKept = 100;

/** The choices of all panels of a workspace. */
export class Choices {
  constructor(private readonly memento: vscode.Memento) {}

  of(file: vscode.Uri): Choice {
    return this.all.find(([address]) => address === file.toString())?.[1] ?? nothingChosen;
  }

  remember(file: vscode.Uri, choice: Choice): void {
    const isNothing = choice.part === undefined && choice.added.length === 0 && choice.base === undefined;
    const others = this.all.filter(([address]) => address !== file.toString());
    this.save(isNothing ? others : [...others, [file.toString(), choice]]);
  }

  forget(file: vscode.Uri): void {
    this.remember(file, nothingChosen);
  }

  /** Every file with its choice, the one that was changed last at the end. What another version of the extension has written is ignored. */
  private get all(): readonly (readonly [string, Choice])[] {
    const saved = this.memento.get<unknown>(key);
    return Array.isArray(saved) ? saved.filter(isEntry) : [];
  }

  private save(entries: readonly (readonly [string, Choice])[]): void {
    // Where it cannot be written, panels start afresh in the next window: nothing is lost but a choice.
    void this.memento.update(key, entries.slice(-filesKept));
  }
}

function isEntry(value: unknown): value is readonly [string, Choice] {
  return Array.isArray(value) && typeof value[0] === 'string' && isChoice(value[1]);
}

function isChoice(value: unknown): value is Choice {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { part, added, base } = value as Record<string, unknown>;
  const isText = (each: unknown): each is string => typeof each === 'string';
  return (part === undefined || isText(part)) && (base === undefined || isText(base)) && Array.isArray(added) && added.every(isText);
}
