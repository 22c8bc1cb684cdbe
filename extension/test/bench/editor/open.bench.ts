import { eventually } from '../../e2e/harness/eventually';
import { type Measurement, median } from '../measure';
import { inFreshEditors, type Measured } from './bigProfile';
import { firstRows, watchFirstRows } from './painted';

const editors = 3;

/**
 * How long it takes from a double-click in the Explorer, its first press of the button, until the first rows of 100,000 are painted: when
 * nothing of ours has begun yet, neither extension nor server, and when the file is opened again.
 */
export default async function open(): Promise<Measurement[]> {
  const times = await inFreshEditors('open', editors, async (editor) => {
    await editor.page.addInitScript(watchFirstRows);
    const first = await timeToOpen(editor);
    await editor.workbench.run('View: Close All Editors');
    return { first, again: await timeToOpen(editor) };
  });
  const goal = { atMost: 1000 };
  return [
    { what: 'editor: 29 MB from double-click to first rows', figure: median(times.map(({ first }) => first)), unit: 'ms', goal },
    { what: '… once the extension runs', figure: median(times.map(({ again }) => again)), unit: 'ms', goal },
  ];
}

async function timeToOpen(editor: Measured): Promise<number> {
  const pressed = editor.page.evaluate(() => {
    return new Promise<number>((done) => {
      const press = ({ timeStamp }: Event) => done(performance.timeOrigin + timeStamp);
      window.addEventListener('mousedown', press, { capture: true, once: true });
    });
  });
  await editor.openProfile();
  const webview = (await editor.workbench.panel.content()).parentFrame();
  const painted = await eventually(async () => {
    const time = await webview?.evaluate(firstRows);
    if (time === undefined) {
      throw new Error('The rows have not been painted.');
    }
    return time;
  });
  return painted - (await pressed);
}
