/** The folder that a profile names and the one that its files are in now. */
export interface FolderMapping {
  readonly from: string;
  readonly to: string;
}

/**
 * Works out which folder has moved where, from the name of a file in a profile and the path at which the file is now: what is left of both without the
 * longest end that they have in common. Undefined where not even the file's own name is the same. A relative name that is all in common is from the
 * folder `.`.
 *
 * @param anyCase names that differ only in case are the same on this system
 */
export function folderMapping(named: string, path: string, anyCase: boolean): FolderMapping | undefined {
  const same = anyCase || isWindows(named) || isWindows(path) ? equalInAnyCase : (one: string, other: string) => one === other;
  const namedParts = partsOf(named);
  const parts = partsOf(path);
  let common = 0;
  while (common < Math.min(namedParts.length, parts.length) && same(textAt(namedParts, common), textAt(parts, common))) {
    common++;
  }
  return common === 0 ? undefined : { from: folderAt(named, namedParts, common), to: folderAt(path, parts, common) };
}

/** A part of a path, and where in the path it begins. */
interface PathPart {
  readonly text: string;
  readonly start: number;
}

/** The names in a path, without separators, volume or root. */
function partsOf(path: string): readonly PathPart[] {
  const pattern = isWindows(path) ? /[^\\/]+/g : /[^/]+/g;
  const parts = [...path.matchAll(pattern)].map((match) => ({ text: match[0], start: match.index }));
  return parts.filter(({ text, start }) => !(start === 0 && /^[a-z]:$/i.test(text)));
}

/** The part that is so many before the last one. */
function textAt(parts: readonly PathPart[], fromEnd: number): string {
  return parts.at(-1 - fromEnd)?.text ?? '';
}

/** The folder that is left of a path without its last parts. */
function folderAt(path: string, parts: readonly PathPart[], count: number): string {
  const folder = path.slice(0, parts.at(-count)?.start ?? 0);
  const bare = folder.replace(/[\\/]$/, '');
  const isRoot = bare === '' || /^[a-z]:$/i.test(bare);
  return folder === '' ? '.' : isRoot ? folder : bare;
}

/** Whether a path is written as on Windows: with a drive, or with backslashes alone. */
function isWindows(path: string): boolean {
  return /^[a-z]:/i.test(path) || (path.includes('\\') && !path.includes('/'));
}

function equalInAnyCase(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
