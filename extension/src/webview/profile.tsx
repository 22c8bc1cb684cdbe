/** Where the webview starts. */

import '@vscode/codicons/dist/codicon.css';
import './styles/profile.css';
import { render } from 'preact';
import { type HostMessage, rootElementId } from '../panel/messages';
import { App } from './components/App';
import { type Host, Panel } from './model/panel';

/** VS Code gives it to every webview, once. */
declare function acquireVsCodeApi(): Host;

const panel = new Panel(acquireVsCodeApi());

// Only the extension host can post messages to this frame, and what it sends is typed on its side.
window.addEventListener('message', (event: MessageEvent<HostMessage>) => panel.receive(event.data));
window.addEventListener('pagehide', () => panel.dispose());

const root = document.getElementById(rootElementId);
if (root === null) {
  throw new Error(`The page of the panel has no element with the id "${rootElementId}".`);
}
render(<App panel={panel} />, root);
