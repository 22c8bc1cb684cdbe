import { mkdirSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../tools/paths.mjs';
import { python } from '../../tools/setup.mjs';
import { outputOf } from './measure';

/** Profiles that are made for a measurement, in a folder of their own. */
export class Profiles {
  private constructor(readonly folder: string) {}

  /** Lends profiles to a measurement and deletes them when it has ended. */
  static async lend<T>(measure: (profiles: Profiles) => T | Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'tottime-bench-'));
    try {
      return await measure(new Profiles(folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A profile of so many functions with so many edges: 300 bytes for five of these and one of those. */
  big(functions: number, edges: number): string {
    const file = join(this.folder, `${functions}.stats`);
    outputOf(python(), [join(root, 'testdata', 'profiles', 'make_big.py'), String(functions), String(edges), file]);
    return file;
  }

  /** Another profile of the same size, in which the functions fall together in pairs when folders are stripped. */
  twins(profile: string): string {
    const file = join(this.folder, 'twins.stats');
    this.vary('twins', profile, file);
    return file;
  }

  /** Many runs of one program, or of as many programs that have no function in common, each of the size of a profile. */
  runs(profile: string, count: number, programs: 'runs' | 'apart'): string[] {
    const folder = join(this.folder, programs);
    mkdirSync(folder);
    this.vary(programs, profile, folder, String(count));
    return readdirSync(folder).map((name) => join(folder, name));
  }

  private vary(...args: readonly string[]): void {
    outputOf(python(), [join(root, 'extension', 'test', 'bench', 'variations.py'), ...args]);
  }
}
