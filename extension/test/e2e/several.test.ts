import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { backend } from '../../tools/paths.mjs';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { makeChangedProfile, makeLibraryProfile } from './harness/library';
import { assertSame, readRows } from './harness/panelRows';
import type { ProfilePanel } from './harness/profilePanel';
import { askPstats, cpython, type PstatsRow, pstatsRows } from './harness/pstats';

const execute = promisify(execFile);
const [before, after] = ['before.stats', 'after.stats'];

async function prepare(workspace: string): Promise<void> {
  await makeLibraryProfile(workspace, before);
  await makeChangedProfile(join(workspace, before), join(workspace, after), 0.25);
}

/** The functions of the table of differences, in its order, each with what became of it. */
async function differences(panel: ProfilePanel): Promise<string[]> {
  await panel.part('diff-row').first().waitFor();
  return panel.part('diff-row').evaluateAll((rows) =>
    [...rows]
      .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
      .map((row) => {
        const text = (column: string) => row.querySelector(`[data-testid="cell-${column}"]`)?.textContent?.trim() ?? '';
        return `${text('kind')} ${text('function')}`;
      }),
  );
}

/** Waits until the first rows are these. */
function begin(panel: ProfilePanel, expected: readonly string[]): Promise<void> {
  return eventually(async () => assert.deepEqual((await differences(panel)).slice(0, expected.length), expected));
}

inEditor('Several profiles', { prepare, settings: { 'tottime.python': cpython } }, (test) => {
  test('that are selected in the Explorer are added up as pstats does it, and can be taken out again', async ({ workbench, workspace }) => {
    const { panel } = workbench;
    await workbench.chooseForFiles([before, after], 'Merge Profiles');
    await panel.part('files').waitFor();
    const [first = '', second = ''] = await panel.part('files').locator('li').allInnerTexts();
    assert.deepEqual([first, second].map((text) => text.trim()).sort(), [after, before]);
    const both = [before, after].map((name) => join(workspace, name));
    const expected = await askPstats<PstatsRow[]>(both, "answer = rows('tottime')");
    await eventually(async () => {
      const rows = (await readRows(panel.rows)).slice(0, 10);
      // Sums may differ in their last digit by the order in which they are taken.
      const rounded = (each: readonly PstatsRow[]) =>
        each.map((row) => ({ ...row, self: Number(row.self.toPrecision(12)), cumulative: Number(row.cumulative.toPrecision(12)) }));
      assertSame(rounded(rows) as typeof rows, rounded(expected));
    });
    await panel.frame.getByRole('button', { name: `Take ${second.trim()} out` }).click();
    const alone = await pstatsRows(join(workspace, first.trim()), "'tottime'");
    await eventually(async () => assertSame(await readRows(panel.rows), alone));
  });

  test('are added to one that is open', async ({ workbench, workspace }) => {
    const { panel } = workbench;
    await workbench.open(before);
    await panel.rows.first().waitFor();
    await panel.frame.getByRole('button', { name: 'Add Files…' }).click();
    await workbench.answerFileDialog(join(workspace, after));
    await panel.part('files').getByText(after).waitFor();
    await panel.row('added').waitFor();
  });

  test('are compared: new, gone, slower and moved functions, in any order and filtered, and swapped', async ({ workbench, workspace }) => {
    const { panel } = workbench;
    await workbench.chooseForFiles([before, after], 'Compare Profiles');
    await panel.part('diff-header').waitFor();
    assert.match((await panel.part('diff-header').innerText()).replace(/\s+/g, ' '), /Before before\.stats.*After after\.stats/i);
    await begin(panel, ['new added', 'slower depth']);
    const kinds = (kind: string) => panel.part(`kind-${kind}`);
    assert.match(await kinds('new').innerText(), /1$/);
    assert.match(await kinds('gone').innerText(), /1$/);
    assert.match(await kinds('slower').innerText(), /1$/);
    assert.match(await kinds('faster').innerText(), /0$/);

    const depth = panel.part('diff-row').filter({ hasText: 'depth' });
    assert.match(await depth.getByTestId('cell-tottime-difference').innerText(), /^\+250 ms$/);
    await kinds('gone').click();
    await begin(panel, ['gone total']);
    assert.equal(await panel.part('diff-row').count(), 1);
    await kinds('gone').click();
    await panel.filter.fill('name:price');
    await begin(panel, ['same price']);
    assert.match((await panel.part('diff-row').getByTestId('cell-location').getAttribute('title')) ?? '', /\(line \d+ before\)/);
    await panel.filter.fill('tottime-difference > 100ms');
    await begin(panel, ['new added', 'slower depth']);
    assert.equal(await panel.part('diff-row').count(), 2);
    await panel.part('tolerance-milliseconds').fill('300');
    await panel.part('tolerance-milliseconds').press('Enter');
    await begin(panel, ['new added', 'same depth']);
    await panel.part('tolerance-milliseconds').fill('0');
    await panel.part('tolerance-milliseconds').press('Enter');
    await panel.filter.fill('');

    await panel.part('diff-swap').click();
    await eventually(async () => assert.match(await kinds('faster').innerText(), /1$/));
    await panel.part('diff-swap').click();
    await begin(panel, ['new added', 'slower depth']);

    const files = [before, after].map((name) => join(workspace, name));
    const { stdout } = await execute(backend, ['diff', '--json', '--all', ...files]);
    const printed = JSON.parse(stdout) as { counts: Record<string, number>; functions: { kind: string; name: string }[] };
    assert.deepEqual(
      printed.functions.slice(0, 2).map(({ kind, name }) => `${kind} ${name}`),
      ['new added', 'slower depth'],
    );
    for (const [kind, count] of Object.entries(printed.counts)) {
      assert.ok((await kinds(kind).innerText()).trim().endsWith(count.toLocaleString('en-US')), `${kind}: ${count}`);
    }
    await assert.rejects(execute(backend, ['diff', '--fail-over', '10%', ...files]), { code: 1 });
  });

  test('are compared with a saved run, with a warning where Pythons differ', async ({ workbench }) => {
    const { panel } = workbench;
    await workbench.open('exits.py');
    await workbench.run('Python Profiler: Profile Current File');
    await panel.row('leave').waitFor();
    await workbench.run('View: Close All Editors');
    await workbench.open(before);
    await panel.rows.first().waitFor();
    await panel.frame.getByRole('button', { name: 'Compare…' }).click();
    await workbench.pickShown('exits.py');
    await panel.part('diff-header').waitFor();
    assert.match(await panel.part('diff-header').innerText(), /exits\.py/);
    await panel.part('diff-row').first().waitFor();
    await panel.part('comparing').getByRole('button', { name: 'End Comparison' }).click();
    await panel.part('tab-differences').waitFor({ state: 'hidden' });
  });
});
