import { command } from './command';

/** Takes the marks away and forgets which profile they came from. */
export const clearHotspots = command('tottime.clearHotspots', ({ active }) => active.clear());
