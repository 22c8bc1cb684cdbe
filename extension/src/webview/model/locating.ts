/** Finds the row of a function. */

import type { Ask } from './questions';
import type { Selection } from './table';

/** The rows that are asked for at once. */
const rowsAtOnce = 1_000;

/** The questions after which the search is given up: who chose a function of the last of so many rows finds it by its name. */
const mostQuestions = 20;

/** The index of a function's row among those of a selection, -1 where it is not found. `isWanted` says whether it is still looked for. */
export async function indexOfFunction(id: string, selection: Selection, ask: Ask, isWanted: () => boolean): Promise<number> {
  for (let question = 0; question < mostQuestions && isWanted(); question++) {
    const offset = question * rowsAtOnce;
    const { rows, matching } = await ask('rows', { ...selection, offset, limit: rowsAtOnce });
    const index = rows.findIndex((row) => row.function === id);
    if (index >= 0) {
      return offset + index;
    }
    if (offset + rows.length >= matching || rows.length === 0) {
      break;
    }
  }
  return -1;
}
