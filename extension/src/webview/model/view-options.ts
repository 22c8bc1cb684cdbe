/** How the figures of all tabs are shown. */

import { type Signal, signal } from '@preact/signals';
import { choiceFrom, flagFrom, partOf } from './saved-state';

/** Times in the unit that fits each, or in seconds as pstats prints them. */
export type TimeFormat = 'auto' | 'seconds';

/** What the user has chosen for all tabs together. */
export class ViewOptions {
  readonly times: Signal<TimeFormat>;
  /** Whether times without the profiler's overhead are wanted, where the profile has them. */
  readonly corrected: Signal<boolean>;
  /** Whether locations show the directories of their files. */
  readonly directories: Signal<boolean>;

  constructor(saved: unknown) {
    this.times = signal(choiceFrom(partOf(saved, 'times'), ['auto', 'seconds'], 'auto'));
    this.corrected = signal(flagFrom(partOf(saved, 'corrected')));
    this.directories = signal(flagFrom(partOf(saved, 'directories'), true));
  }

  /** What is saved. Reading it subscribes to its changes. */
  get state() {
    return { times: this.times.value, corrected: this.corrected.value, directories: this.directories.value };
  }
}
