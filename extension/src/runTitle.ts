import type { ProfileRun } from './protocol.gen';

/** What the profile of a run is called: by the program that was run and, where it is that of one thread or process, which one. */
export function runTitle({ name, part }: Pick<ProfileRun, 'name' | 'part'>): string {
  return part === undefined ? `Profile of ${name}` : `Profile of ${name}, ${part.name ?? `process ${part.pid}`}`;
}
