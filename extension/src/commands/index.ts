import { clearHotspots } from './clearHotspots';
import type { Command } from './command';
import { compareProfiles } from './compareProfiles';
import { compareWith } from './compareWith';
import { discardRun } from './discardRun';
import { hideHotspots } from './hideHotspots';
import { mergeProfiles } from './mergeProfiles';
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
  mergeProfiles,
  compareProfiles,
  compareWith,
  showHotspots,
  hideHotspots,
  clearHotspots,
  showRunning,
  stopRun,
  discardRun,
  showLog,
];
