import type { Target } from '../protocol.gen';

/** What a target is known by, which begins a word of the command line that runs it: the path of its file, or else its name or text. */
export function nameOf({ path, module, test, code }: Target): string {
  return path ?? module ?? test ?? code ?? '';
}
