import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { makeLibraryProfile } from './harness/library';
import { askPstats, pstatsRows } from './harness/pstats';
import type { Workbench } from './harness/workbench';

const file = 'library.stats';

/** The clipboard's text once it satisfies a condition. */
function copied({ clipboard }: { clipboard(): Promise<string> }, condition: (text: string) => boolean): Promise<string> {
  return eventually(async () => {
    const text = await clipboard();
    assert.ok(condition(text), text.slice(0, 500));
    return text;
  });
}

async function save(workbench: Workbench, entry: string, path: string): Promise<void> {
  await workbench.panel.pick('save-menu', entry);
  await workbench.answerFileDialog(path);
  await workbench.panel.notice.getByText(/^Saved /).waitFor();
}

inEditor('Rows and profiles', { prepare: (workspace) => makeLibraryProfile(workspace, file) }, (test) => {
  test('are copied as pstats prints them, to the byte', async ({ workbench, workspace }) => {
    const { panel } = workbench;
    await workbench.open(file);
    await panel.rows.first().waitFor();
    await panel.sort('cumtime').click();
    await panel.functionsBecome(([first]) => first === '{built-in method builtins.exec}', 'exec is first');
    await panel.pick('copy-menu', 'As pstats prints them');
    const printed = await askPstats<string>(
      [join(workspace, file)],
      `
stats.sort_stats("cumtime")
stats.stream.seek(0)
stats.stream.truncate()
stats.print_stats()
text = stats.stream.getvalue()
answer = text[text.index("   ncalls"):]`,
    );
    const text = await copied({ clipboard: () => workbench.clipboard() }, (text) => text.includes('ncalls  tottime'));
    assert.equal(text.trimEnd(), printed.trimEnd());
    assert.match(await panel.notice.innerText(), /^Copied \d+ rows as pstats text\./);
  });

  test('are copied as Markdown and CSV, the selected ones alone where some are', async ({ workbench, workspace, page }) => {
    const { panel } = workbench;
    await workbench.open(file);
    await panel.rows.first().waitFor();
    const expected = (await pstatsRows(join(workspace, file), "'tottime'")).slice(0, 3);
    await panel.rows.nth(0).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await panel.part('copy-menu').click();
    await panel.part('menu').locator('[role="menuitem"]').filter({ hasText: 'As CSV' }).first().click();
    const csv = await copied({ clipboard: () => workbench.clipboard() }, (text) => text.startsWith('function,'));
    const [head = '', ...lines] = csv.trim().split(/\r?\n/);
    assert.equal(lines.length, 3);
    const columns = head.split(',');
    for (const [index, line] of lines.entries()) {
      const cells = line.split(',');
      const cell = (name: string) => Number(cells[columns.indexOf(name)]);
      const { calls, primitiveCalls, self, cumulative } = expected[index] ?? assert.fail();
      assert.deepEqual(
        [cell('calls'), cell('primitive calls'), cell('self seconds'), cell('cumulative seconds')],
        [calls, primitiveCalls, self, cumulative],
      );
    }
    await panel.part('copy-menu').click();
    await panel.part('menu').locator('[role="menuitem"]').filter({ hasText: 'As a Markdown table' }).first().click();
    const markdown = await copied({ clipboard: () => workbench.clipboard() }, (text) => text.startsWith('| ncalls'));
    assert.equal(markdown.trim().split('\n').length, 2 + 3);
    await panel.rows.nth(0).focus();
    await page.keyboard.press('ControlOrMeta+C');
    await copied(
      { clipboard: () => workbench.clipboard() },
      (text) => text.trim().split('\n').length === 1 + 1 || text.trim().split('\n').length === 1 + 3,
    );
  });

  test('are saved as a file that pstats reads, as CSV and as JSON', async ({ workbench, workspace }) => {
    const { panel } = workbench;
    const profile = join(workspace, file);
    await workbench.open(file);
    await panel.rows.first().waitFor();
    const all = await pstatsRows(profile, "'stdname'");

    const stats = join(workspace, 'saved.stats');
    await save(workbench, 'For pstats', stats);
    assert.deepEqual(await pstatsRows(stats, "'stdname'"), all);
    const edges = 'answer = sorted([list(f), list(c), list(n)] for f, each in stats.stats.items() for c, n in each[4].items())';
    assert.deepEqual(await askPstats([stats], edges), await askPstats([profile], edges));

    const csv = join(workspace, 'saved.csv');
    await save(workbench, 'As a table', csv);
    assert.equal((await readFile(csv, 'utf8')).trim().split(/\r?\n/).length, 1 + all.length);

    const json = join(workspace, 'saved.json');
    await save(workbench, 'As JSON', json);
    const { functions } = JSON.parse(await readFile(json, 'utf8')) as { functions: { self: number; calls: number }[] };
    const sum = (times: readonly { self: number; calls: number }[]) => [times.length, times.reduce((total, { calls }) => total + calls, 0)];
    assert.deepEqual(sum(functions), sum(all));
  });
});
