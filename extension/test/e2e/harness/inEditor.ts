import { after, before, beforeEach, describe, it } from 'node:test';
import { type EditorOptions, type OpenEditor, openEditor } from './openEditor';

/** Declares a test; its body gets the editor. */
export type EditorTest = (title: string, body: (editor: OpenEditor) => Promise<void>) => void;

/** Generous, for a slow machine that does other things too: a test that fails does so by its own conditions. */
const timeout = 180_000;

/** Declares tests that share one editor. Each begins with no file open, no message shown and no terminal. */
export function inEditor(name: string, options: EditorOptions, declare: (test: EditorTest) => void): void {
  describe(name, () => {
    let editor: OpenEditor;
    before(
      async () => {
        editor = await openEditor(name, options);
      },
      { timeout },
    );
    beforeEach(() => editor.workbench.clear(), { timeout });
    after(() => editor?.close(), { timeout });
    declare((title, body) => {
      it(title, { timeout }, async () => {
        try {
          await body(editor);
        } catch (error) {
          console.error(`"${title}" failed. Screenshot and logs: ${await editor.keepFailure(`${name} ${title}`)}`);
          throw error;
        }
      });
    });
  });
}
