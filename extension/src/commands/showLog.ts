import { command } from './command';

/** Shows the log of the extension and of its server. */
export const showLog = command('tottime.showLog', ({ log }) => log.show());
