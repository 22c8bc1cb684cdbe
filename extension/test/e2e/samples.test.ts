import assert from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../tools/paths.mjs';
import { keepScreenshot } from './harness/artefacts';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import { copyProfile, moveProfile } from './harness/profiles';
import { defLine } from './harness/sources';
import type { Workbench } from './harness/workbench';

/** The line of Go's library on which the profiled program has fmt.Sprintf. */
const sprintf = 237;

const themes = { light: 'Light Modern', dark: 'Dark Modern', 'high-contrast': 'Default High Contrast' } as const;

async function prepare(workspace: string): Promise<void> {
  await copyProfile(workspace, 'pprof/cpu.pprof', 'cpu.pprof');
  await copyProfile(workspace, 'pprof/cpu.pprof', 'cpu.pb.gz');
  // The profile was made with -trimpath: its names of Go's own files are relative.
  await mkdir(join(workspace, 'fmt'));
  await writeFile(join(workspace, 'fmt', 'print.go'), `${'\n'.repeat(sprintf - 1)}func Sprintf(format string, a ...any) string {\n}\n`);
  await cp(join(root, 'testdata', 'profiles', 'programs', 'shapes.py'), join(workspace, 'shapes.py'));
  await moveProfile(workspace, 'sampling/3.15/shapes.stats', 'sampled.stats');
}

/** Wants the panel in front to have times, a note, and no number of calls anywhere. */
async function assertUncounted({ panel }: Workbench): Promise<void> {
  const rows = await panel.shownRows();
  assert.ok(rows.length > 5, `${rows.length} rows`);
  for (const row of rows) {
    assert.equal(row.calls, '', `${row.function} has calls`);
    assert.match(row.self, /\d/, `${row.function} has no time`);
  }
  assert.doesNotMatch(await panel.header.innerText(), /\d calls?/);
  await panel.notes.waitFor();
}

inEditor('A profile of samples', { prepare }, (test) => {
  test('by pprof opens with a click, and marks the file that a row leads to', async ({ workbench }) => {
    await workbench.explorerItem('cpu.pprof').dblclick();
    await assertUncounted(workbench);
    const [hottest] = await workbench.panel.shownRows();
    assert.equal(hottest?.function, 'main.fibonacci');
    assert.doesNotMatch(hottest.cumulative, /≤/);
    await workbench.panel.filter.fill('fmt.Sprintf');
    await workbench.panel.row('fmt.Sprintf').click();
    await workbench.tab('print.go').waitFor();
    await eventually(async () => assert.equal(await workbench.cursorLine(), sprintf));
    const marks = await workbench.marksShown('print.go');
    assert.deepEqual(
      marks.map(({ line, text }) => [line, text]),
      [[sprintf, '10.0 ms · 2.6 %']],
    );
  });

  test('in a .pb.gz file opens from its menu, and not by surprise', async ({ workbench }) => {
    await workbench.explorerItem('cpu.pb.gz').dblclick();
    await workbench.tab('cpu.pb.gz').waitFor();
    await workbench
      .group('cpu.pb.gz')
      .getByText(/binary/)
      .first()
      .waitFor();
    await workbench.chooseInExplorer('cpu.pb.gz', 'Open Stats File…');
    await workbench.panel.row('main.fibonacci').waitFor();
  });

  for (const [name, theme] of Object.entries(themes)) {
    test(`by Python 3.15 says what is estimated, in the ${theme} theme`, async ({ workbench, workspace, page, setSettings }) => {
      await setSettings({ 'workbench.colorTheme': theme });
      await workbench.open('shapes.py');
      await workbench.explorerItem('sampled.stats').dblclick();
      await assertUncounted(workbench);
      const [hottest] = await workbench.panel.shownRows();
      assert.match(hottest?.cumulative ?? '', /^≤ /);
      const help = await workbench.panel.sort('cumtime').getAttribute('title');
      assert.match(help ?? '', /at most/);
      assert.deepEqual(await workbench.panel.violations(), []);
      await keepScreenshot(page, `samples-${name}`);
      await workbench.open('shapes.py');
      const line = await defLine(workspace, 'shapes.py', 'main');
      await workbench.goToLine(line);
      const marks = await workbench.marksShown('shapes.py');
      assert.match(marks.find((mark) => mark.line === line)?.text ?? 'no mark', /^\S+ m?s · \S+ %$/);
    });
  }
});
