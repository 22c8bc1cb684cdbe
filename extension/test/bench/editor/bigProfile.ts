import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installEditor } from '../../../tools/editor.mjs';
import { type OpenEditor, openEditor } from '../../e2e/harness/openEditor';
import { Profiles } from '../profiles';
import { webviewsApart } from './webviewsApart';

/** The profile of the measurements: 100,000 functions with 500,000 edges, 29 MB. */
const file = 'big.stats';
const functions = 100_000;

/** An editor with the profile in its workspace. */
export interface Measured extends OpenEditor {
  /** Opens the profile by a double-click in the Explorer. */
  openProfile(): Promise<void>;
}

/** Lends fresh editors to a measurement, one after the other, and answers what it measures in each. */
export async function inFreshEditors<T>(name: string, editors: number, measure: (editor: Measured) => Promise<T>): Promise<T[]> {
  await installEditor();
  return Profiles.lend(async (profiles) => {
    const made = profiles.big(functions, 5 * functions);
    const results: T[] = [];
    for (let round = 0; round < editors; round++) {
      const editor = await openEditor(name, {
        prepare: (workspace) => copyFile(made, join(workspace, file)),
        ...webviewsApart,
      });
      try {
        results.push(await measure({ ...editor, openProfile: () => openProfile(editor) }));
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
export async function withBigProfile<T>(name: string, measure: (editor: Measured) => Promise<T>): Promise<T> {
  const [result] = await inFreshEditors(name, 1, async (editor) => {
    await editor.openProfile();
    return measure(editor);
  });
  return result as T;
}

async function openProfile({ workbench }: OpenEditor): Promise<void> {
  await workbench.explorerItem(file).dblclick();
  await workbench.panel.rows.first().waitFor();
}
