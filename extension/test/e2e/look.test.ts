import assert from 'node:assert/strict';
import { join } from 'node:path';
import { keepScreenshot } from './harness/artefacts';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { makeChangedProfile, makeLibraryProfile } from './harness/library';
import type { OpenEditor } from './harness/openEditor';
import type { ProfilePanel } from './harness/profilePanel';
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

const [before, after] = ['before.stats', 'after.stats'];

async function prepare(workspace: string): Promise<void> {
  await makeLibraryProfile(workspace, before);
  await makeChangedProfile(join(workspace, before), join(workspace, after), 0.002);
}

/** Each tab of a comparison, once it shows something. */
const tabs: Readonly<Record<string, (panel: ProfilePanel) => Promise<void>>> = {
  differences: (panel) => panel.part('diff-row').first().waitFor(),
  table: async (panel) => {
    await panel.rows.first().waitFor();
    await panel.part('twistie').first().click();
    await panel.part('row-edge').first().waitFor();
  },
  callers: async (panel) => {
    await panel.part('edges-pick').fill('name:dumps');
    await panel.part('edges-suggestion').first().click();
    await panel.part('callers-row').first().waitFor();
    await panel.part('callees-row').first().waitFor();
  },
  icicle: async (panel) => {
    await panel.part('icicle-search').fill('file:json');
    await panel.part('icicle-found').getByText(/\d/).waitFor();
  },
};

async function compare({ workbench, workspace }: OpenEditor): Promise<ProfilePanel> {
  await workbench.hideOtherParts();
  await workbench.open(after);
  const { panel } = workbench;
  await panel.rows.first().waitFor();
  await panel.frame.getByRole('button', { name: 'Compare…' }).click();
  await workbench.pickShown('Choose File…');
  await workbench.answerFileDialog(join(workspace, before));
  return panel;
}

inEditor('The look', { prepare }, (test) => {
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

  for (const { name, theme } of themes) {
    test(`of every tab is that of the ${theme} theme, and passes axe`, async (editor) => {
      const { page, setSettings } = editor;
      await setSettings({ 'workbench.colorTheme': theme });
      const panel = await compare(editor);
      for (const [tab, prepareTab] of Object.entries(tabs)) {
        await panel.show(tab);
        await prepareTab(panel);
        await keepScreenshot(page, `screenshot-${tab}-${name}`, name === 'dark' && tab !== 'table');
        assert.deepEqual(await panel.violations(), [], tab);
      }
    });
  }

  test('of every tab has room in a narrow panel', async (editor) => {
    const { page, setSettings } = editor;
    await setSettings({ 'workbench.colorTheme': 'Dark Modern', 'workbench.activityBar.location': 'hidden' });
    const panel = await compare(editor);
    await page.setViewportSize({ width: 380, height: 900 });
    for (const [tab, prepareTab] of Object.entries(tabs)) {
      await panel.show(tab);
      await prepareTab(panel);
      await keepScreenshot(page, `screenshot-${tab}-narrow`, false);
      const content = await panel.content();
      const room = await content.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);
      assert.ok(room[0] <= room[1], `${tab} is ${room[0]} pixels wide in ${room[1]}`);
      assert.deepEqual(await panel.violations(), [], tab);
    }
    await page.setViewportSize({ width: 1400, height: 900 });
  });

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
