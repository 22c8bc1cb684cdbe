// node run.mjs STAGE…: sets this machine up, then runs the stages in order and stops at the first that fails.

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CommandError } from './processes.mjs';
import { SetupError, setup } from './setup.mjs';

const stages = process.argv.slice(2);
let current = 'setup';
try {
  await setup();
  for (const stage of stages) {
    current = stage;
    const file = join(import.meta.dirname, 'stages', `${stage}.mjs`);
    if (!existsSync(file)) {
      throw new SetupError(`there is no stage ${basename(file)} in extension/tools/stages`);
    }
    console.log(`── ${stage}`);
    const begun = performance.now();
    await (await import(file)).default();
    if (stages.length > 1 && stage !== stages.at(-1)) {
      console.log(`   ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    }
  }
} catch (error) {
  if (!(error instanceof CommandError || error instanceof SetupError)) {
    throw error;
  }
  console.error(`${error.message}\nStage ${current} failed.`);
  process.exitCode = 1;
}
