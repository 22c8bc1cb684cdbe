import * as vscode from 'vscode';
import { type Heat, heats, type Mark } from './mark';

/** A mark with the line of the document on which it is now. */
export interface PlacedMark {
  readonly mark: Mark;
  /** 0-based. */
  readonly line: number;
}

/** How marks look: a kind of decoration for each step of heat. */
export class MarkDecorations implements vscode.Disposable {
  private readonly kinds: ReadonlyMap<Heat, vscode.TextEditorDecorationType>;

  constructor(extension: vscode.Uri) {
    this.kinds = new Map(heats.map((heat) => [heat, decorationKind(extension, heat)]));
  }

  /** Shows exactly these marks in an editor, in place of those that it showed. */
  show(editor: vscode.TextEditor, marks: readonly PlacedMark[]): void {
    for (const [heat, kind] of this.kinds) {
      const ofHeat = marks.filter(({ mark, line }) => mark.heat === heat && line < editor.document.lineCount);
      editor.setDecorations(
        kind,
        ofHeat.map((placed) => decoration(editor.document, placed)),
      );
    }
  }

  dispose(): void {
    for (const kind of this.kinds.values()) {
      kind.dispose();
    }
  }
}

function decorationKind(extension: vscode.Uri, heat: Heat): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    gutterIconSize: 'contain',
    light: { gutterIconPath: icon(extension, heat, 'light') },
    dark: { gutterIconPath: icon(extension, heat, 'dark') },
    overviewRulerColor: new vscode.ThemeColor(`tottime.overviewRuler.heat${heat}`),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    // The text that follows the line stays at its end while the user types there.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
}

function icon(extension: vscode.Uri, heat: Heat, theme: 'light' | 'dark'): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'extension', 'images', `heat-${heat}-${theme}.svg`);
}

function decoration(document: vscode.TextDocument, { mark, line }: PlacedMark): vscode.DecorationOptions {
  const hover = new vscode.MarkdownString(mark.hover);
  hover.isTrusted = false;
  return {
    range: document.lineAt(line).range,
    hoverMessage: hover,
    renderOptions: {
      after: {
        contentText: mark.text,
        margin: '0 0 0 2.5em',
        color: new vscode.ThemeColor('tottime.hotspotForeground'),
      },
    },
  };
}
