import { command } from './command';

/** Hides the marks until they are shown again or another profile is opened. */
export const hideHotspots = command('tottime.hideHotspots', ({ hotspots }) => hotspots.setShown(false));
