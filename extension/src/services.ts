import type * as vscode from 'vscode';
import type { Hotspots } from './marks/hotspots';
import type { PanelProvider } from './panel/panelProvider';
import type { ActiveProfile } from './profiles/activeProfile';
import type { Runs } from './runs/runs';
import type { Server } from './server/server';

/** What commands work with. */
export interface Services {
  readonly log: vscode.LogOutputChannel;
  readonly server: Server;
  readonly runs: Runs;
  readonly active: ActiveProfile;
  readonly hotspots: Hotspots;
  readonly panels: PanelProvider;
}
