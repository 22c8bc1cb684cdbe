import { clearHotspots } from './clearHotspots';
import type { Command } from './command';
import { discardRun } from './discardRun';
import { hideHotspots } from './hideHotspots';
import { openStatsFile } from './openStatsFile';
import { profileCurrentFile } from './profileCurrentFile';
import { showHotspots } from './showHotspots';
import { showLog } from './showLog';
import { showRunning } from './showRunning';
import { stopRun } from './stopRun';

/** Every command of the extension, as package.json lists them. */
export const commands: readonly Command[] = [
  profileCurrentFile,
  openStatsFile,
  showHotspots,
  hideHotspots,
  clearHotspots,
  showRunning,
  stopRun,
  discardRun,
  showLog,
];
