/** A place in a text: 0-based line and character. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The replacement of a part of a text. */
export interface Change {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** Answers where the character at `position` is after a change; undefined when the change removed it. */
export function movePosition(position: Position, { range: { start, end }, text }: Change): Position | undefined {
  if (before(position, start)) {
    return position;
  }
  if (before(position, end)) {
    return undefined;
  }
  const inserted = text.split(/\r\n|\r|\n/);
  const line = start.line + inserted.length - 1 + position.line - end.line;
  if (position.line !== end.line) {
    return { line, character: position.character };
  }
  const lastInserted = inserted.at(-1)?.length ?? 0;
  const newEnd = inserted.length === 1 ? start.character + lastInserted : lastInserted;
  return { line, character: newEnd + position.character - end.character };
}

function before(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
