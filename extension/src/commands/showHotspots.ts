import { command } from './command';

/** Shows the marks again: those of the profile whose panel is in front, even if they had been cleared, else those that were hidden. */
export const showHotspots = command('tottime.showHotspots', ({ active, hotspots, panels }) => {
  const { profileInFront } = panels;
  if (profileInFront !== undefined) {
    active.set(profileInFront);
  }
  hotspots.setShown(true);
});
