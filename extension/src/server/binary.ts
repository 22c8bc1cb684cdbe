import * as path from 'node:path';

/** The environment variable that names another server binary: for work on the server, without packaging the extension again. */
export const binaryVariable = 'TOTTIME_SERVER';

/**
 * Answers the path of the server's binary. A packaged extension holds the one of its platform in `bin`; `npm run build` puts it there too,
 * so an extension under development finds it in the same place.
 */
export function serverBinary(extensionPath: string, platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  const chosen = environment[binaryVariable];
  return chosen || path.join(extensionPath, 'bin', platform === 'win32' ? 'tottime.exe' : 'tottime');
}
