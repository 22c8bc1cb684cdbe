import type { Hotspot } from '../protocol.gen';
import { type Mark, markOf, type Origin } from './mark';
import { type Change, movePosition, type Position } from './position';

/**
 * The marks of one open document: where the server placed them, moved along with every edit since. The editor moves its own decorations
 * too, but an editor that is opened later, or split, needs to be told where they are now.
 */
export class FileMarks {
  /** Those of a document that has none, or none yet. */
  static readonly none = new FileMarks([]);

  private constructor(private readonly placed: readonly { readonly mark: Mark; readonly position: Position }[]) {}

  /** Places the server's answer in a document. `indentation` tells at which character a 0-based line's text begins. */
  static place(hotspots: readonly Hotspot[], origin: Origin, indentation: (line: number) => number): FileMarks {
    return new FileMarks(
      hotspots.map((hotspot) => {
        const line = hotspot.line - 1;
        return { mark: markOf(hotspot, origin), position: { line, character: indentation(line) } };
      }),
    );
  }

  /** The marks with the 0-based lines on which they are now. */
  get marks(): readonly { readonly mark: Mark; readonly line: number }[] {
    return this.placed.map(({ mark, position }) => ({ mark, line: position.line }));
  }

  /** Answers the marks after an edit. A mark whose line was removed is gone. The changes are in the order in which they apply. */
  edited(changes: readonly Change[]): FileMarks {
    return new FileMarks(
      this.placed.flatMap(({ mark, position }) => {
        const moved = changes.reduce<Position | undefined>((at, change) => at && movePosition(at, change), position);
        return moved === undefined ? [] : [{ mark, position: moved }];
      }),
    );
  }
}
