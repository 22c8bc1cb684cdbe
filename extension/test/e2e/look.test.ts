import assert from 'node:assert/strict';
import { keepScreenshot } from './harness/artefacts';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import type { Workbench } from './harness/workbench';

const themes = [
  { name: 'light', theme: 'Light Modern', icons: 'light' },
  { name: 'dark', theme: 'Dark Modern', icons: 'dark' },
  { name: 'high-contrast', theme: 'Default High Contrast', icons: 'dark' },
] as const;

/** What a user may change about the marks; magenta is in no theme. */
const customColours = { 'tottime.hotspotForeground': '#ff00ff', 'tottime.overviewRuler.heat5': '#ff00ff' };

async function showProfile(workbench: Workbench): Promise<void> {
  await workbench.open('shop.py');
  await workbench.run('Python Profiler: Profile Current File');
  await workbench.panel.row('checksum').waitFor();
  await workbench.hideOtherParts();
  await workbench.marksShown('shop.py');
}

inEditor('The look', {}, (test) => {
  for (const { name, theme, icons } of themes) {
    test(`is that of the ${theme} theme, and passes axe`, async ({ workbench, page, setSettings }) => {
      await setSettings({ 'workbench.colorTheme': theme, 'breadcrumbs.enabled': false });
      await showProfile(workbench);
      await eventually(async () => {
        const marks = await workbench.marks('shop.py');
        assert.ok(marks.length > 0 && marks.every((mark) => mark.icon?.endsWith(icons)), JSON.stringify(marks));
      });
      await keepScreenshot(page, `screenshot-${name}`);
      assert.deepEqual(await workbench.panel.violations(), []);
    });
  }

  test('takes the colours that the user chooses', async ({ workbench, setSettings }) => {
    await setSettings({ 'workbench.colorCustomizations': customColours });
    await showProfile(workbench);
    await eventually(async () => {
      const [mark] = await workbench.marks('shop.py');
      assert.equal(mark?.colour, 'rgb(255, 0, 255)');
      assert.ok(await workbench.rulerShows('shop.py', [255, 0, 255]), 'the overview ruler has no mark in the chosen colour');
    });
  });
});
