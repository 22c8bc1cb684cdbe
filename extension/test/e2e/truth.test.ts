import assert from 'node:assert/strict';
import { it } from 'node:test';
import { reference } from '../../tools/reference.mjs';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';
import type { ProfilePanel } from './harness/profilePanel';

const profileCurrentFile = 'Python Profiler: Profile Current File';
const python = reference();
/** From 3.12 on, cProfile takes the calls of one thread for those of another. */
const mixesThreads = Number(/^3\.(\d+)\./.exec(python.version)?.[1] ?? 0) >= 12;

inEditor('The profile of a program', { settings: { 'tottime.python': python.path } }, (test) => {
  if (mixesThreads) {
    test(`with threads has the figures of all of them, with Python ${python.version}`, async ({ workbench }) => {
      await workbench.open('threads.py');
      await workbench.run(profileCurrentFile);
      const { panel } = workbench;
      await panel.row('read').waitFor();
      assert.equal(await cell(panel, 'read', 'ncalls'), '1,500');
      assert.equal(await cell(panel, 'read_all', 'ncalls'), '3');
      assert.equal(await cell(panel, 'main', 'ncalls'), '1');
      // The main thread waits for the others, each of which takes no longer than main. What one thread does is no part of another's time.
      const [main, readers] = [seconds(await cell(panel, 'main', 'cumtime')), seconds(await cell(panel, 'read_all', 'cumtime'))];
      assert.ok(readers > 0 && readers <= 3 * main, `main took ${main} s, the three readers took ${readers} s together`);
      const read = seconds(await cell(panel, 'read', 'cumtime'));
      assert.ok(read <= readers, `read took ${read} s, which is more than the ${readers} s of those who call it`);
    });

    test('with threads is shown of one thread alone, and corrected for the overhead, which is marked', async ({ workbench }) => {
      await workbench.open('threads.py');
      await workbench.run(profileCurrentFile);
      const { panel } = workbench;
      await panel.row('read').waitFor();
      const thread = panel.part('part').locator('option', { hasText: 'reader 1' });
      await panel.part('part').selectOption((await thread.getAttribute('value')) ?? '');
      await eventually(async () => assert.equal(await cell(panel, 'read', 'ncalls'), '500'));
      assert.equal(await panel.row('main').count(), 0, 'main is of another thread');
      await panel.part('part').selectOption('');
      await eventually(async () => assert.equal(await cell(panel, 'read', 'ncalls'), '1,500'));

      const recorded = seconds(await cell(panel, 'read_all', 'cumtime'));
      await panel.pick('view-menu', 'Corrected');
      await panel.part('corrected').waitFor();
      const corrected = seconds(await cell(panel, 'read_all', 'cumtime'));
      assert.ok(corrected > 0 && corrected < recorded, `corrected ${corrected} s, recorded ${recorded} s`);
    });
  } else {
    it('with threads has the figures of all of them', { skip: `needs Python 3.12 or newer, this is ${python.version}` }, () => {});
  }

  test('that is killed holds what was measured until shortly before', async ({ workbench }) => {
    await workbench.open('killed.py');
    await workbench.run(profileCurrentFile);
    const { panel } = workbench;
    await panel.row('work').waitFor();
    await workbench.message(/killed\.py was ended by SIGKILL/).waitFor();
    const calls = Number((await cell(panel, 'work', 'ncalls')).replaceAll(',', ''));
    assert.ok(calls > 1, `${calls} calls of work were kept`);
  });
});

/** The text of a cell. */
function cell(panel: ProfilePanel, name: string, column: string): Promise<string> {
  return panel.row(name).getByTestId(`cell-${column}`).innerText();
}

/** A time of the table in seconds. */
function seconds(text: string): number {
  const [, figure = '', unit = ''] = /^([\d.,]+) (s|ms|µs|ns)$/.exec(text.trim()) ?? [];
  const factor = { s: 1, ms: 1e-3, µs: 1e-6, ns: 1e-9 }[unit];
  assert.ok(figure && factor, `"${text}" is no time`);
  return Number(figure.replaceAll(',', '')) * factor;
}
