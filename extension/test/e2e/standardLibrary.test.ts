import assert from 'node:assert/strict';
import { inEditor } from './harness/inEditor';
import { keptApart, readWithPstats } from './harness/profiles';

const grouped = (count: number) => count.toLocaleString('en-US');

inEditor('The standard library', {}, (test) => {
  test('is profiled with the figures that pstats reads in the same file', async ({ workbench }) => {
    await workbench.open('standard_library.py');
    await workbench.run('Python Profiler: Profile Current File');
    await workbench.terminalShows('tokens: ');
    const { panel } = workbench;
    await panel.header.waitFor();
    const file = await panel.header.getByRole('heading').getAttribute('title');
    const expected = await readWithPstats(file ?? '');

    const header = await panel.header.innerText();
    // pstats has one row for functions that share file, line and name; the panel keeps them apart.
    const functions = expected.functions.length + (await keptApart(file ?? ''));
    for (const figure of [functions, expected.calls, expected.primitiveCalls]) {
      assert.ok(header.includes(grouped(figure)), `${grouped(figure)} is not in the header: ${header}`);
    }
    const rows = await panel.shownRows();
    assert.ok(rows.length >= 10, `${rows.length} rows are in view`);
    for (const [index, row] of rows.entries()) {
      const { name = '', calls = 0, primitiveCalls = 0 } = expected.functions[index] ?? {};
      // The table says which class a method belongs to, where the source tells it.
      assert.ok(row.function === name || row.function.endsWith(`.${name}`), `row ${index} is ${row.function}, not ${name}`);
      assert.equal(row.calls, calls === primitiveCalls ? grouped(calls) : `${grouped(calls)}/${grouped(primitiveCalls)}`);
    }
  });
});
