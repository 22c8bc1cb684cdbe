import type { HostMessage } from '../../src/panel/messages';

export type Post = (message: HostMessage) => void;

/** Delivers a message to the panel as VS Code does. */
export const post: Post = (message) => window.postMessage(message, '*');
