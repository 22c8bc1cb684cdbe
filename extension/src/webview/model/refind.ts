import type { Ask } from './questions';
import { type Step, stepOf } from './step';

/** The characters of a name that are looked for. */
const looked = 200;

/** The functions of one name that are looked at. */
const most = 200;

/** Finds a function of an earlier profile in the one that is shown: by its name and its file, of several the one whose line is nearest. */
export async function refind(ask: Ask, step: Step): Promise<Step | undefined> {
  const { rows } = await ask('rows', {
    sort: [{ key: 'cumtime', descending: true }],
    filter: { text: `"${step.name.slice(0, looked).replaceAll('"', '""')}"`, matchCase: true },
    offset: 0,
    limit: most,
  });
  const [nearest] = rows
    .filter(({ name, file }) => name === step.name && file === step.file)
    .sort((one, other) => Math.abs(one.line - step.line) - Math.abs(other.line - step.line));
  return nearest && stepOf(nearest);
}
