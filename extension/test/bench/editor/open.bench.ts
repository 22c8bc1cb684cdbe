import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../tools/paths.mjs';
import { eventually } from '../../e2e/harness/eventually';
import type { OpenEditor } from '../../e2e/harness/openEditor';
import { type Measurement, median } from '../measure';
import { inFreshEditors, profile } from './bigProfile';
import { painted, watchPainting } from './painted';

const editors = 3;
const openings = 5;

/** Another file, which VS Code shows in a webview too. */
const image = 'icon.png';

/**
 * How long it takes from a double-click in the Explorer, its first press of the button, until the first of 100,000 rows are painted: as the
 * first thing that is done in a window, when nothing of ours has begun yet, neither extension nor server, and later on. Beside it, how long
 * VS Code's own viewer of images takes for the extension's icon.
 */
export default async function open(): Promise<Measurement[]> {
  const ours = await openingTimes(profile, '[data-testid="row"]');
  const theirs = await openingTimes(image, 'body.ready img');
  const goal = { atMost: 1000 };
  const name = 'an image';
  return [
    {
      what: 'open: 29 MB in a new window, double-click to first rows',
      figure: ours.first,
      unit: 'ms',
      peer: { name, figure: theirs.first },
      goal,
    },
    { what: '… later on', figure: ours.later, unit: 'ms', peer: { name, figure: theirs.later }, goal },
  ];
}

/** The medians of how long it takes to open a file until its webview shows what matches a selector. */
async function openingTimes(file: string, selector: string): Promise<{ first: number; later: number }> {
  const times = await inFreshEditors('open', editors, async (editor) => {
    await copyFile(join(root, 'extension', 'images', image), join(editor.workspace, image));
    await editor.page.addInitScript(watchPainting, selector);
    const each: number[] = [];
    for (let opening = 0; opening < openings; opening++) {
      each.push(await timeToOpen(editor, file));
      await editor.workbench.run('View: Close All Editors');
    }
    // The second time the browser looks for a newer version of VS Code's service worker, for one to two seconds.
    const [first = Number.NaN, , ...later] = each;
    return { first, later };
  });
  return { first: median(times.map(({ first }) => first)), later: median(times.flatMap(({ later }) => later)) };
}

async function timeToOpen({ page, workbench }: OpenEditor, file: string): Promise<number> {
  const pressed = page.evaluate(() => {
    return new Promise<number>((done) => {
      const press = ({ timeStamp }: Event) => done(performance.timeOrigin + timeStamp);
      window.addEventListener('mousedown', press, { capture: true, once: true });
    });
  });
  await workbench.explorerItem(file).dblclick();
  await workbench.tab(file).waitFor();
  const time = await eventually(async () => {
    const webview = (await workbench.panel.content()).parentFrame();
    const time = await webview?.evaluate(painted);
    if (time === undefined) {
      throw new Error(`${file} has not been painted.`);
    }
    return time;
  });
  return time - (await pressed);
}
