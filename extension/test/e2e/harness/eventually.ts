import { setTimeout as pause } from 'node:timers/promises';

/** Tries until `attempt` no longer throws, and answers what it answers; after `seconds` its last error is the test's. */
export async function eventually<T>(attempt: () => Promise<T>, seconds = 30): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) {
        throw error;
      }
    }
    await pause(100);
  }
}
