/** Paths as text: those of a profile may come from any operating system, whatever the one of the editor is. */

/** Where the file's own name begins in a path. */
export function nameStart(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
}

export function baseName(path: string): string {
  return path.slice(nameStart(path));
}
