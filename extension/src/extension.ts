import * as os from 'node:os';
import * as vscode from 'vscode';
import { commands } from './commands';
import { registerCommand } from './commands/command';
import { MarkDecorations } from './marks/decorations';
import { Hotspots } from './marks/hotspots';
import { Choices } from './panel/choice';
import { PanelProvider } from './panel/panelProvider';
import { ActiveProfile } from './profiles/activeProfile';
import { type InitializationOptions, PROTOCOL_VERSION, TrustGranted } from './protocol.gen';
import { RunStatus } from './runs/runStatus';
import { Runs } from './runs/runs';
import { serverBinary } from './server/binary';
import { CrashBudget } from './server/crashBudget';
import { followSettings } from './server/followSettings';
import { offerRestart } from './server/offerRestart';
import { Server } from './server/server';
import type { Services } from './services';
import { runsLimit, settingPath } from './settings';
import { workspaceFolders } from './workspaceFolders';

/** Wires the extension. Nothing is started here: the server starts when something is first asked of it. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Python Profiler', { log: true });
  const server: Server = new Server({
    command: serverBinary(context.extensionPath, process.platform, process.env),
    log,
    initializationOptions: () => initializationOptions(context, runs),
    crashes: new CrashBudget(5, 3 * 60_000),
    gaveUp: () => void offerRestart(server),
  });
  const active = new ActiveProfile();
  const decorations = new MarkDecorations(context.extensionUri);
  const hotspots = new Hotspots(active, decorations, log);
  const runs = new Runs(server, log);
  const panels = new PanelProvider(context.extensionUri, server, runs, active, new Choices(context.workspaceState));
  const services: Services = { log, server, runs, active, hotspots, panels };
  context.subscriptions.push(
    // Disposed of in this order, so that what uses the server goes before it.
    ...commands.map((command) => registerCommand(command, services)),
    ...[PanelProvider.viewType, PanelProvider.offeredViewType].map((viewType) =>
      vscode.window.registerCustomEditorProvider(viewType, panels, {
        supportsMultipleEditorsPerDocument: true,
        // The table keeps its place, sorting and filter while another tab is in front. It holds no more than the rows in view.
        webviewOptions: { retainContextWhenHidden: true },
      }),
    ),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server.notify(TrustGranted, {})),
    followSettings(server, runs),
    panels,
    new RunStatus(runs),
    runs,
    hotspots,
    decorations,
    active,
    server,
    log,
  );
}

function initializationOptions(context: vscode.ExtensionContext, runs: Runs): InitializationOptions {
  const storage = vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'runs').fsPath;
  const [workspaceFolder] = workspaceFolders();
  const chosen = settingPath(vscode.workspace.getConfiguration('tottime').get<string>('runsFolder'), {
    home: os.homedir(),
    ...(workspaceFolder === undefined ? {} : { workspaceFolder }),
  });
  return {
    protocolVersion: PROTOCOL_VERSION,
    terminal: true,
    trusted: vscode.workspace.isTrusted,
    // The setting may have been changed while programs run that the server is to follow: followSettings restarts it when they have ended.
    runsFolder: runs.folder ?? chosen ?? storage,
    runsLimit: runsLimit(vscode.workspace.getConfiguration('tottime')),
    // The new server follows what the old one had started in terminals, whatever became of that.
    runs: runs.unfinished.map(({ id }) => id),
  };
}
