import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The 1-based line of a sample program on which a function's `def` begins; of the n-th one where several have the name. */
export async function defLine(workspace: string, file: string, name: string, n = 1): Promise<number> {
  const lines = (await readFile(join(workspace, file), 'utf8')).split('\n');
  const found = lines.flatMap((line, index) => (line.trimStart().startsWith(`def ${name}(`) ? [index + 1] : []));
  const line = found[n - 1];
  if (line === undefined) {
    throw new Error(`${file} has no ${name}`);
  }
  return line;
}
