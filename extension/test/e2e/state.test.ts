import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { makeLibraryProfile } from './harness/library';
import type { ProfilePanel } from './harness/profilePanel';
import { runPython } from './harness/pstats';

const file = 'library.stats';

/** All that the table is to remember. */
async function stateOf(panel: ProfilePanel): Promise<unknown> {
  await panel.rows.first().waitFor();
  return {
    order: await panel.part('order').innerText(),
    filter: await panel.filter.inputValue(),
    hidden: await panel.part('origin-package').getAttribute('aria-checked'),
    scrollTop: await panel.scroller.evaluate((element) => element.scrollTop),
    selected: await panel.frame
      .locator('[role="row"][aria-selected="true"]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-index'))),
    columns: await panel.frame.getByRole('columnheader').evaluateAll((heads) => heads.map((head) => head.getAttribute('data-column'))),
  };
}

/** Changes all of it. */
async function change(panel: ProfilePanel): Promise<void> {
  await panel.rows.first().waitFor();
  await panel.sort('cumtime').click();
  await panel.sort('function').click({ modifiers: ['Shift'] });
  await panel.part('origin-package').click();
  await panel.filter.fill('e');
  await panel.pick('view-menu', 'Calls');
  await panel.functionsBecome((names) => names.length > 10, 'there are rows');
  await panel.scroller.evaluate((element) => element.scrollTo(0, 24 * 60));
  await panel.frame.locator('[data-index="65"]').click({ modifiers: ['ControlOrMeta'] });
}

inEditor('What the panel shows', { prepare: (workspace) => makeLibraryProfile(workspace, file) }, (test) => {
  test('is still there behind another tab of the editor', async ({ workbench }) => {
    // By a double-click, since a single one opens a preview, whose tab the next file takes.
    await workbench.explorerItem(file).dblclick();
    await change(workbench.panel);
    const before = await stateOf(workbench.panel);
    await workbench.open('shop.py');
    await workbench.open(file);
    await eventually(async () => assert.deepEqual(await stateOf(workbench.panel), before));
  });

  test('is still there when the window is loaded again', async ({ workbench }) => {
    const { panel } = workbench;
    await workbench.open(file);
    await change(panel);
    const before = await stateOf(panel);
    await workbench.reload();
    await eventually(async () => assert.deepEqual(await stateOf(workbench.panel), before));

    await panel.show('callers');
    await panel.part('edges-pick').fill('name:total -name:<genexpr>');
    await panel.part('edges-suggestion').first().click();
    await panel.part('edges-function').getByRole('heading', { name: 'total', exact: true }).waitFor();
    await workbench.reload();
    await panel.part('edges-function').getByRole('heading', { name: 'total', exact: true }).waitFor();
    assert.equal(await panel.part('tab-callers').getAttribute('aria-selected'), 'true');

    await panel.part('edges-icicle').click();
    await panel.part('icicle-path').getByText('total').waitFor();
    await workbench.reload();
    await panel.part('icicle-path').getByText('total').waitFor();
  });

  test('is read again when the file changes, and says so', async ({ workbench, workspace }) => {
    const { panel } = workbench;
    const path = join(workspace, 'rewritten.stats');
    await copyFile(join(workspace, file), path);
    await workbench.open('rewritten.stats');
    await change(panel);
    const before = await stateOf(panel);
    await runPython(
      `
import marshal, sys
stats = marshal.load(open(sys.argv[1], "rb"))
stats[("new.py", 1, "late")] = 1, 1, 99.0, 99.0, {}
marshal.dump(stats, open(sys.argv[1], "wb"))`,
      path,
    );
    await panel.notice.getByText(/changed|again/).waitFor();
    await eventually(async () => assert.match(await panel.header.innerText(), /99\.\d s/));
    assert.deepEqual(await stateOf(panel), before);
  });
});
