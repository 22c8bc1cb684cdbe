/** Stands in for VS Code, the extension and the server: the panel's page loads it before the panel. */

import type { WebviewMessage } from '../../src/panel/messages';
import { FakeProfile } from './fake-profile';
import { post } from './post';
import { scenarios } from './scenarios';

const query = new URLSearchParams(location.search);
const profile = new FakeProfile(Number(query.get('functions') ?? 100_000));
/** What the way to the server and back takes, in milliseconds. */
const latency = Number(query.get('latency') ?? 8);
const scenario = scenarios[query.get('scenario') ?? 'open'];
const stateKey = 'panel-state';

/** What the panel has sent, for tests to look at. */
const sent: WebviewMessage[] = [];

document.documentElement.dataset['theme'] = query.get('theme') ?? 'dark';
document.body.className = query.get('theme')?.startsWith('high-contrast') ? 'vscode-high-contrast' : '';

Object.assign(window, {
  sent,
  acquireVsCodeApi: () => ({
    postMessage(message: WebviewMessage) {
      sent.push(message);
      setTimeout(() => scenario?.(message, profile, post), latency);
    },
    getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null') ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
  }),
});
