import { installEditor } from '../../../tools/editor.mjs';
import { openEditor } from '../../e2e/harness/openEditor';
import { type Measurement, median } from '../measure';

const rounds = 3;

/** How long the extension takes to be activated, as VS Code itself measures it. */
export default async function activation(): Promise<Measurement[]> {
  await installEditor();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const editor = await openEditor('activation', {});
    try {
      const { page, workbench } = editor;
      await page.setViewportSize({ width: 1400, height: 6000 }); // All extensions at once: the list has no rows for what is out of sight.
      await workbench.run('Python Profiler: Show Log');
      await workbench.run('Developer: Show Running Extensions');
      const row = page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: 'Tottime' });
      const text = await row
        .getByText(/Activation: \d+ms/)
        .first()
        .innerText();
      times.push(Number(/Activation: (\d+)ms/.exec(text)?.[1]));
    } finally {
      await editor.close();
    }
  }
  return [{ what: 'extension: activation', figure: median(times), unit: 'ms' }];
}
