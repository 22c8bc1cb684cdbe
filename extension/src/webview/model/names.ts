/** Names of functions as text. */

/** What every built-in function of a module begins with, as pstats prints it. */
const builtin = '{built-in method ';

/**
 * Where the part of a name begins that tells the function from its neighbours: after its class or the function around it, and after the
 * words that all built-ins share. A built-in type's method, such as `{method 'append' of 'list' objects}`, begins with it.
 */
export function ownStart(name: string): number {
  if (name.startsWith(builtin)) {
    return builtin.length;
  }
  return name.startsWith('{') ? 0 : name.lastIndexOf('.') + 1;
}
