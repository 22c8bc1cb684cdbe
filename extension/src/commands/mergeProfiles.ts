import { chooseProfiles } from '../panel/chooseProfiles';
import { command } from './command';

/** Adds several profiles up in one panel: the files that were selected in the Explorer, or those that the user chooses. */
export const mergeProfiles = command('tottime.mergeProfiles', async ({ panels }, _clicked, selection) => {
  const files =
    selection.length > 0
      ? selection
      : await chooseProfiles({ title: 'Choose the profiles to add up', openLabel: 'Merge', canSelectMany: true });
  const [first, ...others] = files;
  if (first === undefined) {
    return;
  }
  if (others.length === 0) {
    throw new Error('One profile alone cannot be merged. Select several, with Ctrl or Shift, and try again.');
  }
  await panels.merge(first, others);
});
