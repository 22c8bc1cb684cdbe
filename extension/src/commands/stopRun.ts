import { pickRun } from '../runs/pickRun';
import { command } from './command';

/** Ends a run and keeps what it measured; asks which one when there are several. */
export const stopRun = command('tottime.stopRun', async ({ runs }) => {
  const run = await pickRun(runs, 'Which one is to be stopped?');
  if (run !== undefined) {
    runs.stop(run);
  }
});
