import type { Frame, Page } from 'playwright-core';

/** The longest frame of a while, in milliseconds. */
export interface LongestFrame {
  /** From one frame to the next, by the clock: also what other programs of the machine have taken. */
  readonly wall: number;
  /** The processor time that the panel's main thread takes for a frame: scripts, layout, painting. */
  readonly processor: number;
}

/** Does something, and answers how long the panel's longest frame was meanwhile. */
export async function longestFrame(page: Page, content: Frame, action: () => Promise<void>): Promise<LongestFrame> {
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ['cc'] });
  await content.evaluate(recordFrames);
  await action();
  const wall = Math.max(...(await content.evaluate(recordedFrames)));
  const trace = await browser?.stopTracing();
  return { wall, processor: longestMainFrame(JSON.parse(trace?.toString() ?? '')) };
}

/** What is left in the page between the beginning and the end of a recording. */
interface Recording {
  endFrames?: () => number[];
}

/** Begins to take down when frames begin. Runs in the page. */
function recordFrames(): void {
  const times: number[] = [];
  let frame = requestAnimationFrame(function next(time) {
    times.push(time);
    frame = requestAnimationFrame(next);
  });
  (window as Recording).endFrames = () => {
    cancelAnimationFrame(frame);
    return times.slice(1).map((time, at) => time - (times[at] ?? time));
  };
}

/** Ends that, and answers the times from each frame to the next. Runs in the page. */
function recordedFrames(): number[] {
  return (window as Recording).endFrames?.() ?? [];
}

/** What of Chromium's trace is looked at. Times are in microseconds, `tdur` of a processor. */
interface Trace {
  readonly traceEvents: readonly { readonly name: string; readonly pid: number; readonly tdur?: number }[];
}

/** The greatest processor time of a frame in the process that has taken the most for frames: that of the panel, where all else rests. */
function longestMainFrame({ traceEvents }: Trace): number {
  const byProcess = new Map<number, number[]>();
  for (const { name, pid, tdur = 0 } of traceEvents) {
    if (name === 'ProxyMain::BeginMainFrame') {
      byProcess.set(pid, [...(byProcess.get(pid) ?? []), tdur / 1000]);
    }
  }
  const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0);
  const [busiest = []] = [...byProcess.values()].sort((a, b) => sum(b) - sum(a));
  return Math.max(...busiest);
}
