import assert from 'node:assert/strict';
import { eventually } from './harness/eventually';
import { inEditor } from './harness/inEditor';

const profileCurrentFile = 'Python Profiler: Profile Current File';

inEditor('A profiled program', {}, (test) => {
  test('has a terminal of its own, with a prompt and an answer', async ({ workbench, page }) => {
    await workbench.open('asks.py');
    await workbench.run(profileCurrentFile);
    await workbench.terminalShows('Your name?');
    await workbench.typeInTerminal('reader');
    await page.keyboard.press('Enter');
    await workbench.terminalShows('Hello reader, from a terminal');
    await workbench.panel.row('greet').waitFor();
  });

  test('is stopped by the notification, with its processes, and what was measured is shown', async ({ workbench }) => {
    await workbench.open('forever.py');
    await workbench.run(profileCurrentFile);
    await workbench.terminalShows('working');
    await workbench.messageButton('Profiling forever.py', 'Stop').click();
    await workbench.panel.row('work').waitFor();
    await workbench.message(/forever\.py was stopped after/).waitFor();
    await eventually(async () => assert.equal(await workbench.offers('Python Profiler: Stop Profiling'), false));
  });

  test('is stopped by the command', async ({ workbench }) => {
    await workbench.open('forever.py');
    await workbench.run(profileCurrentFile);
    await workbench.terminalShows('working');
    await workbench.run('Python Profiler: Stop Profiling');
    await workbench.panel.row('work').waitFor();
    assert.notEqual((await workbench.marksShown('forever.py')).length, 0);
  });

  test('is stopped by Ctrl-C in its terminal, as in any other', async ({ workbench, page }) => {
    await workbench.open('forever.py');
    await workbench.run(profileCurrentFile);
    await workbench.terminalShows('working');
    await workbench.typeInTerminal('');
    await page.keyboard.press('Control+C');
    await workbench.terminalShows('KeyboardInterrupt');
    await workbench.panel.row('work').waitFor();
  });

  test('that raises leaves its traceback in the terminal and its profile in the panel', async ({ workbench }) => {
    await workbench.open('raises.py');
    await workbench.run(profileCurrentFile);
    await workbench.panel.row('fail').waitFor();
    await workbench.terminalShows('ValueError: the till is empty');
    await workbench.message('raises.py ended with exit code 1').waitFor();
    assert.notEqual((await workbench.marksShown('raises.py')).length, 0);
  });

  test('that exits with a code of its own is told with it, and its profile is shown', async ({ workbench }) => {
    await workbench.open('exits.py');
    await workbench.run(profileCurrentFile);
    await workbench.message('exits.py ended with exit code 3').waitFor();
    await workbench.panel.row('leave').waitFor();
  });

  test('that cannot be compiled shows its syntax error as python does', async ({ workbench }) => {
    await workbench.open('broken.py');
    await workbench.run(profileCurrentFile);
    await workbench.terminalShows('SyntaxError');
    await workbench.message(/broken\.py ended with exit code 1/).waitFor();
  });
});
