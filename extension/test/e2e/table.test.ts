import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { makeLibraryProfile } from './harness/library';
import type { OpenEditor } from './harness/openEditor';
import { assertSame, type PanelRow, readRows } from './harness/panelRows';
import type { ProfilePanel } from './harness/profilePanel';
import { askPstats, pstatsRows } from './harness/pstats';

const file = 'library.stats';

async function openTable({ workbench, workspace }: OpenEditor): Promise<{ panel: ProfilePanel; profile: string }> {
  await workbench.open(file);
  const { panel } = workbench;
  await panel.rows.first().waitFor();
  return { panel, profile: join(workspace, file) };
}

/** Waits until the rows in view are those of pstats, by a Python expression of the arguments of `rows`. */
async function becomes(panel: ProfilePanel, profile: string, args: string): Promise<PanelRow[]> {
  const expected = await pstatsRows(profile, args);
  return eventually(async () => {
    const shown = await readRows(panel.rows);
    assertSame(shown, expected);
    return shown;
  });
}

const count = (panel: ProfilePanel) => panel.part('matching').innerText();

inEditor('The table', { prepare: (workspace) => makeLibraryProfile(workspace, file) }, (test) => {
  test('is sorted as pstats does it, by one column and by further ones with Shift', async (editor) => {
    const { panel, profile } = await openTable(editor);
    const order = panel.part('order');
    const sorts: [column: string, keys: string, words: string][] = [
      ['ncalls', "'ncalls'", 'by calls'],
      ['cumtime', "'cumtime'", 'by cumulative time'],
      ['tottime', "'tottime'", 'by self time'],
      ['function', "'name'", 'by function name'],
      ['location', "'filename', 'line'", 'by file and line'],
    ];
    for (const [column, keys, words] of sorts) {
      await panel.sort(column).click();
      await becomes(panel, profile, keys);
      assert.equal(await order.innerText(), words);
    }
    await panel.sort('ncalls').click();
    await panel.sort('function').click({ modifiers: ['Shift'] });
    await becomes(panel, profile, "'ncalls', 'name'");
    assert.equal(await order.innerText(), 'by calls, then function name');
    await panel.part('reverse').click();
    await panel.functionsBecome(([first]) => first !== undefined, 'there are rows');
    assert.match(await order.innerText(), /lowest first.*last first/);
    assert.equal(await panel.head('ncalls').getAttribute('aria-sort'), 'ascending');
  });

  test('breaks ties as pstats does, in the order of the file', async (editor) => {
    const { panel, profile } = await openTable(editor);
    await panel.sort('ncalls').click();
    await panel.filter.fill('ncalls <= 1');
    await becomes(panel, profile, "'ncalls', only=lambda row: row['calls'] <= 1");
  });

  test('is filtered by text, case, regular expression and conditions, which can be combined', async (editor) => {
    const { panel, profile } = await openTable(editor);
    const place = "row['name'] + ' ' + row['id']";
    const filters: [text: string, condition: string][] = [
      ['parse', `'parse' in (${place}).lower()`],
      ['ncalls >= 100', "row['calls'] >= 100"],
      ['tottime > 100us', "row['self'] > 100e-6"],
      ['file:json', "'json' in row['id'].lower() and ':' in row['id'] and row['id'][0] != '{'"],
      [
        'file:json ncalls > 50 -name:iter',
        "'json' in row['id'] and row['id'][0] != '{' and row['calls'] > 50 and 'iter' not in row['name']",
      ],
      ['-name:<lambda> ncalls >= 10', "row['name'] != '<lambda>' and row['calls'] >= 10"],
    ];
    for (const [text, condition] of filters) {
      await panel.filter.fill(text);
      const expected = await pstatsRows(profile, `'tottime', only=lambda row: ${condition}`);
      assert.ok(expected.length > 0, `${text} keeps nothing`);
      await eventually(async () => assert.match(await count(panel), new RegExp(`^${expected.length} of \\d+ functions`)));
      assertSame(await readRows(panel.rows), expected);
    }
    await panel.filter.fill('LIBRARY.PY');
    await becomes(panel, profile, "'tottime', only=lambda row: 'library.py' in row['id']");
    await panel.part('match-case').click();
    await eventually(async () => assert.match(await count(panel), /^0 of/));
    await panel.part('match-case').click();
    await panel.part('regexp').click();
    await panel.filter.fill('^_.*er$');
    await panel.functionsBecome((names) => names.every((name) => /(^|\.)_.*er$/.test(name)), 'the expression keeps what matches it');
    await panel.part('regexp').click();
    await panel.filter.fill('');
  });

  test('says what is wrong with a filter, and where', async (editor) => {
    const { panel } = await openTable(editor);
    await panel.filter.fill('json tottime > quick');
    const problem = panel.part('filter-problem');
    await problem.waitFor();
    assert.equal(await problem.locator('mark').innerText(), 'quick');
    assert.equal(await panel.filter.getAttribute('aria-invalid'), 'true');
    await panel.filter.fill('');
    await problem.waitFor({ state: 'hidden' });
    await panel.rows.first().waitFor();
  });

  test('shows the first rows, by their number or a part as pstats takes them', async (editor) => {
    const { panel, profile } = await openTable(editor);
    for (const top of ['7', '0.02']) {
      await panel.part('top').fill(top);
      const expected = await askPstats<number>([profile], `stats.sort_stats('tottime'); answer = len(stats.get_print_list((${top},))[1])`);
      await eventually(async () => assert.equal((await readRows(panel.rows)).length, expected));
      await becomes(panel, profile, "'tottime'");
    }
    await panel.part('top').fill('');
  });

  test('hides functions by where they come from, and says how many and how much time', async (editor) => {
    const { panel, profile } = await openTable(editor);
    const all = await pstatsRows(profile, "'tottime'");
    const origins = {
      project: all.filter(({ id }) => id.includes('library.py') || id.startsWith('<string>')),
      package: all.filter(({ id }) => id.includes('site-packages')),
      builtin: all.filter(({ id }) => id.startsWith('{')),
    };
    const time = (rows: readonly { self: number }[]) => rows.reduce((sum, row) => sum + row.self, 0);
    for (const [origin, rows] of Object.entries(origins)) {
      const label = await panel.part(`origin-${origin}`).innerText();
      const part = time(rows) / time(all);
      const share = part < 0.0995 ? Number((part * 100).toFixed(1)) : (part * 100).toFixed(0);
      assert.ok(label.includes(`${rows.length} · ${share} %`), `${origin}: "${label}", expected ${rows.length} · ${share} %`);
    }
    await panel.part('origin-builtin').click();
    await becomes(panel, profile, "'tottime', only=lambda row: row['id'][0] != '{'");
    await panel.part('origin-standardLibrary').click();
    await panel.part('origin-project').click();
    await becomes(panel, profile, "'tottime', only=lambda row: 'site-packages' in row['id']");
    for (const origin of ['builtin', 'standardLibrary', 'project']) {
      await panel.part(`origin-${origin}`).click();
    }
    await becomes(panel, profile, "'tottime'");
  });

  test('says how few functions take most of the time, and shows just these', async (editor) => {
    const { panel, profile } = await openTable(editor);
    const [few, all] = await askPstats<[number, number]>(
      [profile],
      `
times = sorted((figures[2] for figures in stats.stats.values()), reverse=True)
answer = [next(i for i in range(len(times)) if sum(times[:i]) >= 0.8 * sum(times)), len(times)]`,
    );
    assert.match(await panel.part('concentration').innerText(), new RegExp(`^${few} of ${all} functions take 80 % of the self time\\.`));
    await panel.part('show-hottest').click();
    await eventually(async () => assert.match(await count(panel), new RegExp(`^${few} `)));
    await panel.part('show-all').click();
    await eventually(async () => assert.match(await count(panel), new RegExp(`^${all} `)));
  });

  test('groups functions by file, class and package, and unfolds a group', async (editor) => {
    const { panel, profile } = await openTable(editor);
    const orders = await pstatsRows(profile, "'tottime', only=lambda row: 'orders.py' in row['id']");
    await panel.filter.fill('orders');
    for (const [grouping, name] of [
      ['package', 'orders'],
      ['class', 'orders.py'],
      ['file', 'orders.py'],
    ] as const) {
      await panel.part('group').selectOption(grouping);
      const group = panel.rows.filter({ hasText: name });
      await eventually(async () => {
        const [row] = await readRows(group);
        assert.equal(row?.texts['location'], `${orders.length} functions`);
        const time = orders.reduce((sum, { self }) => sum + self, 0);
        assert.ok(Math.abs((row?.self ?? 0) - time) < 1e-12, `${grouping} has ${row?.self} s, its functions ${time} s`);
        assert.equal(
          row?.calls,
          orders.reduce((sum, { calls }) => sum + calls, 0),
        );
      });
    }
    await panel.part('twistie').first().click();
    await eventually(async () => {
      const members = (await readRows(panel.rows)).filter(({ level }) => level === 2);
      assertSame(members, orders);
      assert.equal(members.length, orders.length);
    });
    await panel.part('group').selectOption('none');
    await panel.filter.fill('');
  });

  test('shows times in units or as pstats prints them, and places with or without directories', async (editor) => {
    const { panel, profile } = await openTable(editor);
    await panel.pick('view-menu', 'In seconds, as pstats');
    const printed = await askPstats<string[][]>(
      [profile],
      "answer = [[pstats.f8(row['self']), pstats.f8(row['cumulative'])] for row in rows('tottime')]",
    );
    const rows = await readRows(panel.rows);
    assert.deepEqual(
      rows.map(({ texts }) => [texts['tottime'], texts['cumtime']]),
      printed.slice(0, rows.length).map((times) => times.map((time) => time.trim())),
    );
    await panel.pick('view-menu', 'Show directories');
    await panel.filter.fill('file:orders');
    await eventually(async () => {
      const [first] = await readRows(panel.rows);
      assert.match(first?.texts['location'] ?? '', /^orders\.py:\d+$/);
    });
    await panel.pick('view-menu', 'Show directories');
    await panel.pick('view-menu', 'In units that fit');
    await panel.filter.fill('');
  });

  test('hides, widens and moves columns, and remembers it', async (editor) => {
    const { panel } = await openTable(editor);
    const { workbench, page } = editor;
    const columns = () =>
      panel.frame.getByRole('columnheader').evaluateAll((heads) => heads.map((head) => head.getAttribute('data-column')));
    const width = async () => Math.round((await panel.head('tottime').boundingBox())?.width ?? 0);
    await workbench.hideOtherParts();
    const before = await columns();
    assert.deepEqual(before, ['ncalls', 'tottime', 'share', 'tottime-percall', 'cumtime', 'cumtime-percall', 'function', 'location']);
    const narrow = await width();
    await panel.pick('view-menu', 'Self time per call');
    const handle = await panel.part('resize-tottime').boundingBox();
    assert.ok(handle);
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(handle.x + handle.width / 2 + 60, handle.y + handle.height / 2, { steps: 5 });
    await page.mouse.up();
    await eventually(async () => assert.equal(await width(), narrow + 60));
    await panel.sort('cumtime').focus();
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    const after = ['ncalls', 'tottime', 'cumtime', 'share', 'cumtime-percall', 'function', 'location'];
    await eventually(async () => assert.deepEqual(await columns(), after));

    await workbench.run('View: Close All Editors');
    await workbench.open(file);
    await panel.rows.first().waitFor();
    assert.deepEqual(await columns(), before, 'another panel begins anew');
  });

  test('explains every column in its header', async (editor) => {
    const { panel } = await openTable(editor);
    const helps = await panel.frame
      .locator('[data-testid^="sort-"]')
      .evaluateAll((heads) => heads.map((head) => head.getAttribute('title') ?? ''));
    assert.ok(helps.length >= 6);
    for (const help of helps) {
      assert.ok(help.length > 40, `"${help}" explains nothing`);
    }
    assert.equal(new Set(helps).size, helps.length);
  });
});
