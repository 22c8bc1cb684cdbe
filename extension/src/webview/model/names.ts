/** Names of functions as text. */

/** What every built-in function of a module begins with, as pstats prints it. */
const builtin = '{built-in method ';

/**
 * Where the part of a name begins that tells the function from its neighbours: after its class or the function around it, and after the
 * words that all built-ins share. A built-in type's method, such as `{method 'append' of 'list' objects}`, begins with it. What stands in
 * brackets, as the types in Go's `slices.Sort[...]`, is part of it.
 */
export function ownStart(name: string): number {
  if (name.startsWith(builtin)) {
    return builtin.length;
  }
  const bracket = name.indexOf('[');
  return name.startsWith('{') ? 0 : name.slice(0, bracket < 0 ? name.length : bracket).lastIndexOf('.') + 1;
}

/** Whether the profile says in which file a function is, so that it can be shown. */
export function hasSource({ file }: { readonly file: string }): boolean {
  return file !== '';
}
