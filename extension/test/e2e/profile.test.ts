import assert from 'node:assert/strict';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import type { OpenEditor } from './harness/openEditor';
import { defLine } from './harness/sources';
import type { Workbench } from './harness/workbench';

const profileCurrentFile = 'Python Profiler: Profile Current File';

/** Profiles a file from the palette and waits for its table. */
async function profile(workbench: Workbench, file: string): Promise<void> {
  await workbench.open(file);
  await workbench.run(profileCurrentFile);
  await workbench.panel.header.waitFor();
}

/** The marked lines of a file, once the given function's line is among them. */
async function markedLines({ workbench, workspace }: OpenEditor, file: string, name: string): Promise<number[]> {
  const line = await defLine(workspace, file, name);
  return eventually(async () => {
    const lines = (await workbench.marks(file)).map((mark) => mark.line);
    assert.ok(lines.includes(line), `line ${line} (${name}) is not among the marked lines ${lines}`);
    return lines;
  });
}

inEditor('Profile Current File', {}, (test) => {
  test('marks the hot functions of the file on their def lines', async ({ workbench, workspace }) => {
    await profile(workbench, 'shop.py');
    const marks = await workbench.marksShown('shop.py');

    const hottest = marks.find((mark) => mark.icon?.startsWith('heat-5'));
    assert.equal(hottest?.line, await defLine(workspace, 'shop.py', 'checksum'));
    assert.match(hottest?.text ?? '', /^[\d.,]+ (s|ms) · \d+ % · 3,040 calls$/);
    const defs = ['checksum', 'rebate', 'label', 'price_of', 'item_by_item', 'priced_once', 'make_orders', 'main'];
    const defLines = await Promise.all(defs.map((name) => defLine(workspace, 'shop.py', name)));
    for (const { line, text, icon } of marks) {
      assert.ok(defLines.includes(line), `line ${line} is no def line, but is marked "${text}"`);
      assert.match(icon ?? 'no icon', /^heat-[1-5]-light$/);
    }
  });

  test('tells the full figures in a hover', async ({ page, workbench }) => {
    await profile(workbench, 'shop.py');
    await workbench.marksShown('shop.py');
    await workbench.group('shop.py').locator('.view-line').getByText('checksum', { exact: true }).first().hover();
    const hover = page.locator('.monaco-hover-content').filter({ hasText: 'Self time' });
    await hover.waitFor();
    const text = await hover.innerText();
    for (const expected of [/checksum/, /Self time/, /Cumulative time/, /3,040/]) {
      assert.match(text, expected);
    }
  });

  test('shows the whole profile in a table beside the code, hottest first', async ({ workbench }) => {
    await workbench.hideOtherParts();
    await profile(workbench, 'shop.py');
    const [hottest] = await workbench.panel.shownRows();
    assert.equal(hottest?.function, 'checksum');
    assert.equal(hottest?.calls, '3,040');
    assert.match(hottest?.location ?? '', /shop\.py:12$/);
    assert.match(await workbench.panel.header.innerText(), /functions/);
    assert.equal(await workbench.tab('shop.py').count(), 1, 'the code is still in view');
    await workbench.run('View: Show Explorer');
  });

  test('sorts the table by a click on a header, and reverses it by another', async ({ workbench: { panel }, workbench }) => {
    await profile(workbench, 'shop.py');
    await panel.filter.fill('file:shop.py');
    await panel.sort('cumtime').click();
    await panel.functionsBecome((names) => names.indexOf('main') < names.indexOf('checksum'), 'main is above checksum by cumulative time');
    assert.equal(await panel.head('cumtime').getAttribute('aria-sort'), 'descending');

    await panel.sort('cumtime').click();
    await panel.functionsBecome((names) => names.indexOf('checksum') < names.indexOf('main'), 'main is below checksum when reversed');
    assert.equal(await panel.head('cumtime').getAttribute('aria-sort'), 'ascending');
  });

  test('filters the table, and opens the source of the row that is clicked', async ({ workbench, workspace }) => {
    const { panel } = workbench;
    await profile(workbench, 'shop.py');
    await panel.filter.fill('reba');
    await panel.functionsBecome((names) => names.join() === 'rebate', 'only rebate is left');
    await panel.row('rebate').click();
    const line = await defLine(workspace, 'shop.py', 'rebate');
    await eventually(async () => assert.equal(await workbench.cursorLine(), line));
  });

  test('marks an editor of the file that is opened later, and one beside it', async ({ workbench, workspace }) => {
    await profile(workbench, 'shapes.py');
    await workbench.run('View: Close All Editors');
    await workbench.open('shapes.py');
    // Several methods have this name, and some are decorated: the mark is on the def line, not on the decorator's.
    const circleArea = await defLine(workspace, 'shapes.py', 'area', 3);
    await workbench.goToLine(circleArea);
    await eventually(async () => {
      const marks = await workbench.marks('shapes.py');
      const hottest = marks.filter((mark) => mark.icon?.startsWith('heat-5'));
      assert.deepEqual(
        hottest.map((mark) => mark.line),
        [circleArea],
        JSON.stringify(marks),
      );
    });

    await workbench.run('View: Split Editor');
    await eventually(async () => assert.equal(await workbench.group('shapes.py').count(), 2));
    await eventually(async () => assert.deepEqual(await workbench.marks('shapes.py', 1), await workbench.marks('shapes.py', 0)));
  });

  test('keeps the marks on their functions while the file is edited', async (editor) => {
    const { workbench, page, workspace } = editor;
    await profile(workbench, 'recursion.py');
    const line = await defLine(workspace, 'recursion.py', 'fibonacci');
    await markedLines(editor, 'recursion.py', 'fibonacci');
    await workbench.tab('recursion.py').click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Enter');
    await eventually(async () => {
      const lines = (await workbench.marks('recursion.py')).map((mark) => mark.line);
      assert.ok(lines.includes(line + 1) && !lines.includes(line), `marked are ${lines}`);
    });
    await page.keyboard.press('ControlOrMeta+Z');
    await markedLines(editor, 'recursion.py', 'fibonacci');
    await page.keyboard.press('ControlOrMeta+S');
  });

  test('hides, shows and clears the marks', async ({ workbench }) => {
    const marked = (count: 'some' | 'none') =>
      eventually(async () => assert.equal((await workbench.marks('shop.py')).length > 0, count === 'some', `${count} expected`));
    await profile(workbench, 'shop.py');
    await marked('some');
    await workbench.tab('shop.py').click();
    await workbench.run('Python Profiler: Hide Hotspots');
    await marked('none');
    await workbench.run('Python Profiler: Show Hotspots');
    await marked('some');
    await workbench.run('Python Profiler: Clear Hotspots');
    await marked('none');
  });

  test('runs the file that is chosen in the Explorer', async ({ workbench }) => {
    await workbench.chooseInExplorer('recursion.py', 'Profile Current File');
    await workbench.panel.row('fibonacci').waitFor();
    assert.equal(await workbench.panel.row('fibonacci').getByTestId('cell-ncalls').innerText(), '635,621/1');
  });

  test('says what a program is needed for, where none is open', async ({ workbench }) => {
    assert.equal(await workbench.offers(profileCurrentFile), false, 'the palette offers it without a Python file');
    await workbench.open('shop.py');
    assert.equal(await workbench.offers(profileCurrentFile), true, 'the palette does not offer it for a Python file');
  });
});
