import { pickRun } from '../runs/pickRun';
import { command } from './command';

/** Ends a run and keeps nothing of it; asks which one when there are several. */
export const discardRun = command('tottime.discardRun', async ({ runs }) => {
  const run = await pickRun(runs, 'Which one is to be stopped and discarded?');
  if (run !== undefined) {
    runs.discard(run);
  }
});
