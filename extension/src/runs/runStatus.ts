import * as path from 'node:path';
import * as vscode from 'vscode';
import { progressText } from './runProgress';
import type { Runs } from './runs';

/** The status bar's item for what is being profiled: a click stops it. */
export class RunStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('tottime.runs', vscode.StatusBarAlignment.Left, 50);
  private readonly subscription: vscode.Disposable;

  constructor(private readonly runs: Runs) {
    this.item.name = 'Python Profiler';
    this.item.command = 'tottime.stopRun';
    this.subscription = runs.onDidChange(() => this.show());
    this.show();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private show(): void {
    const { active } = this.runs;
    void vscode.commands.executeCommand('setContext', 'tottime.profiling', active.length > 0);
    const [first] = active;
    if (first === undefined) {
      this.item.hide();
      return;
    }
    const texts = active.map((run) => progressText(path.basename(run.program?.fsPath ?? ''), run.state));
    this.item.text = `$(debug-stop) ${active.length === 1 ? texts[0] : `Profiling ${active.length} programs`}`;
    this.item.tooltip = tooltip(texts);
    this.item.accessibilityInformation = { label: `${texts.join(', ')}. Stop profiling.`, role: 'button' };
    this.item.show();
  }
}

/** What the item tells when the mouse is over it. */
function tooltip(texts: readonly string[]): vscode.MarkdownString {
  const tip = new vscode.MarkdownString();
  tip.isTrusted = { enabledCommands: ['tottime.showRunning', 'tottime.discardRun'] };
  for (const text of texts) {
    tip.appendText(text).appendMarkdown('\n\n');
  }
  tip.appendMarkdown('Click to stop; what was measured is kept.\n\n');
  return tip.appendMarkdown('[Show what has been measured](command:tottime.showRunning) · [Stop and discard](command:tottime.discardRun)');
}
