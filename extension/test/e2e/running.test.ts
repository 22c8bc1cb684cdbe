import assert from 'node:assert/strict';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';

const profileCurrentFile = 'Python Profiler: Profile Current File';

inEditor('A program that runs', {}, (test) => {
  test('tells how much has been measured, and shows it; at the end the saved profile takes its place', async ({ workbench, page }) => {
    await workbench.open('forever.py');
    await workbench.run(profileCurrentFile);
    await page
      .locator('.statusbar-item', { hasText: /Profiling forever\.py — [\d.]+ s · \d+ functions · [\d.,]+( [kMG])? calls/ })
      .waitFor();
    await workbench.run('Python Profiler: Show Running Profile');
    const { panel } = workbench;
    await panel.row('work').waitFor();
    assert.match(await panel.header.innerText(), /still running after [\d.]+ s/);
    assert.match(await panel.part('partial').innerText(), /The program still runs: these are its figures so far/);
    assert.match(await panel.notes.innerText(), /Calls that have not returned yet are missing/);
    assert.equal(await panel.row('main').count(), 0, 'main has not returned');
    const calls = Number((await panel.row('work').getByTestId('cell-ncalls').innerText()).replaceAll(',', ''));
    assert.notEqual((await workbench.marksShown('forever.py')).length, 0);
    await eventually(async () => {
      await workbench.run('Python Profiler: Show Running Profile');
      const more = Number((await panel.row('work').getByTestId('cell-ncalls').innerText()).replaceAll(',', ''));
      assert.ok(more > calls, `${more} calls are shown`);
    });
    await workbench.run('Python Profiler: Stop Profiling');
    await workbench.message(/forever\.py was stopped after/).waitFor();
    await eventually(async () => assert.match(await panel.header.innerText(), /stopped after/));
    await panel.row('main').waitFor();
  });

  test('is discarded by the command: nothing is shown', async ({ workbench }) => {
    await workbench.open('forever.py');
    await workbench.run(profileCurrentFile);
    await workbench.terminalShows('working');
    await workbench.run('Python Profiler: Stop Profiling and Discard');
    await workbench.terminalShows(/was stopped after/);
    await eventually(async () => assert.equal(await workbench.offers('Python Profiler: Stop Profiling'), false));
    assert.equal(await workbench.panel.header.count(), 0);
  });
});
