import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installEditor } from '../../../tools/editor.mjs';
import { type OpenEditor, openEditor } from '../../e2e/harness/openEditor';
import { Profiles } from '../profiles';
import { webviewsApart } from './webviewsApart';

/** The profile of the measurements: 100,000 functions with 500,000 edges, 29 MB. */
export const profile = 'big.stats';
const functions = 100_000;

/** Lends fresh editors with the profile in their workspace to a measurement, one after the other, and answers what it measures in each. */
export async function inFreshEditors<T>(name: string, editors: number, measure: (editor: OpenEditor) => Promise<T>): Promise<T[]> {
  await installEditor();
  return Profiles.lend(async (profiles) => {
    const made = profiles.big(functions, 5 * functions);
    const results: T[] = [];
    for (let round = 0; round < editors; round++) {
      const editor = await openEditor(name, {
        prepare: (workspace) => copyFile(made, join(workspace, profile)),
        ...webviewsApart,
      });
      try {
        results.push(await measure(editor));
      } catch (error) {
        console.error(`Screenshot and logs of the measurement: ${await editor.keepFailure(name)}`);
        throw error;
      } finally {
        await editor.close();
      }
    }
    return results;
  });
}

/** Lends one editor, in which the profile is open. */
export async function withBigProfile<T>(name: string, measure: (editor: OpenEditor) => Promise<T>): Promise<T> {
  const [result] = await inFreshEditors(name, 1, async (editor) => {
    await editor.workbench.explorerItem(profile).dblclick();
    await editor.workbench.panel.rows.first().waitFor();
    return measure(editor);
  });
  return result as T;
}
