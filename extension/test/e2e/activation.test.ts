import assert from 'node:assert/strict';
import { inEditor } from './harness/inEditor';

inEditor('The extension', {}, (test) => {
  test('shows its log from the palette', async ({ page, workbench }) => {
    await workbench.run('Python Profiler: Show Log');
    await page.locator('.part.panel').getByText('Tottime').first().waitFor();
  });

  test('offers each of its commands', async ({ workbench }) => {
    for (const command of ['Profile Current File', 'Open Stats File…', 'Stop Profiling', 'Show Log']) {
      assert.ok(await workbench.offers(`Python Profiler: ${command}`), command);
    }
  });
});
