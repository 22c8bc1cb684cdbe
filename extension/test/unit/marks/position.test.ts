import { describe, expect, test } from 'vitest';
import { type Change, movePosition, type Position } from '../../../src/marks/position';

const text = ['import time', '', 'class Shop:', '    def total(self):', '        return 1', ''];
const def: Position = { line: 3, character: 4 };

/** Applies a change to the text and tells on which line, and at which character, `def` is then. */
function findAfter({ range: { start, end }, text: inserted }: Change): Position | undefined {
  const head = [...text.slice(0, start.line), (text[start.line] ?? '').slice(0, start.character)].join('\n');
  const tail = [(text[end.line] ?? '').slice(end.character), ...text.slice(end.line + 1)].join('\n');
  const lines = (head + inserted + tail).split('\n');
  const line = lines.findIndex((candidate) => candidate.includes('def total'));
  return line < 0 ? undefined : { line, character: (lines[line] ?? '').indexOf('def total') };
}

const changes: Record<string, [number, number, number, number, string]> = {
  'nothing near it': [4, 8, 4, 14, 'yield'],
  'a line inserted above': [0, 11, 0, 11, '\nimport os'],
  'two lines removed above': [0, 0, 2, 0, ''],
  'the line above joined to it': [2, 11, 3, 4, ' '],
  'Enter pressed before def': [3, 4, 3, 4, '\n    '],
  'async put before def': [3, 4, 3, 4, 'async '],
  'its indentation removed': [3, 0, 3, 4, ''],
  'a decorator put above it': [3, 0, 3, 0, '    @cache\n'],
  'text appended to its line': [3, 20, 3, 20, '  # slow'],
  'Enter pressed at its end': [3, 20, 3, 20, '\n        pass'],
  'its line removed': [3, 0, 4, 0, ''],
  'everything replaced': [0, 0, 5, 0, 'pass\n'],
};

describe('movePosition', () => {
  test.each(Object.entries(changes))('%s', (_name, [startLine, startCharacter, endLine, endCharacter, inserted]) => {
    const change = {
      range: { start: { line: startLine, character: startCharacter }, end: { line: endLine, character: endCharacter } },
      text: inserted,
    };
    expect(movePosition(def, change)).toEqual(findAfter(change));
  });

  test('counts a Windows line end as one', () => {
    const change = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'a\r\nb\r\n' };
    expect(movePosition(def, change)).toEqual({ line: 5, character: 4 });
  });
});
