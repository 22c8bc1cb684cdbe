import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type Browser, chromium as browserType, type Page } from 'playwright-core';
import { browserArguments, chromium } from '../../../tools/chromium.mjs';
import { startEditor, writeSettings } from '../../../tools/editor.mjs';
import { programs, vsix } from '../../../tools/paths.mjs';
import { end } from '../../../tools/processes.mjs';
import { python } from '../../../tools/setup.mjs';
import { keepFailure, Log } from './artefacts';
import { Workbench } from './workbench';

/** How the editor of a test differs from a fresh one that trusts its workspace. */
export interface EditorOptions {
  /** The user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Variables of the environment; PATH otherwise begins with the folder of a Python. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the workspace starts untrusted. */
  readonly untrusted?: boolean;
  /** Puts more than the sample programs into the workspace, before the editor opens it. */
  readonly prepare?: (workspace: string) => Promise<void>;
  /** The workspace folder's name. */
  readonly folder?: string;
  /** What the browser is started with besides the usual. */
  readonly browserArguments?: readonly string[];
  /** Changes the browser's page before it loads the editor, and answers the address to load. */
  readonly preparePage?: (page: Page, url: string) => Promise<string>;
}

/** A VS Code with the packaged extension, in a browser of its own. */
export interface OpenEditor {
  readonly page: Page;
  readonly workbench: Workbench;
  /** The workspace folder: a copy of the sample programs that a test may change. */
  readonly workspace: string;
  /** Replaces the user's settings; the editor takes them on by itself. */
  setSettings(settings: EditorOptions['settings']): Promise<void>;
  /** What the browser's console has said so far. */
  consoleLines(): readonly string[];
  /** Keeps a screenshot and the logs for the person who looks into a failed test, and answers the folder. */
  keepFailure(test: string): Promise<string>;
  /** Ends the browser and the editor with all that they started, and deletes their folders. */
  close(): Promise<void>;
}

const settingsOfAllTests = {
  // Text that a test can read, where there would be a picture.
  'terminal.integrated.gpuAcceleration': 'off',
  'editor.minimap.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
};

/** Opens an editor on a fresh home folder. What it writes is below one temporary folder, which `close` deletes. */
export async function openEditor(name: string, options: EditorOptions): Promise<OpenEditor> {
  const logs = { console: new Log(), server: new Log() };
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tottime-e2e-')));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', removeFolder); // For a test that is interrupted; this comes after the end of the editor.
  const cleanup: (() => unknown)[] = [() => process.off('exit', removeFolder), removeFolder];
  const close = async () => {
    for (const step of cleanup.splice(0).reverse()) {
      await step();
    }
  };
  let page: Page | undefined;
  try {
    const workspace = join(folder, options.folder ?? 'programs');
    const home = join(folder, 'home');
    await mkdir(home);
    await cp(programs, workspace, { recursive: true });
    await options.prepare?.(workspace);
    const { server, url } = await startEditor(
      {
        home,
        workspace,
        vsix,
        settings: { ...settingsOfAllTests, ...options.settings },
        env: { HOME: home, PATH: [dirname(python()), process.env['PATH']].join(delimiter), ...options.env },
        workspaceTrust: options.untrusted ?? false,
      },
      logs.server.add,
    );
    cleanup.push(() => end(server));
    const browser = await launch(options.browserArguments);
    cleanup.push(() => browser.close());
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    logs.console.listenTo(page);
    await page.goto((await options.preparePage?.(page, url)) ?? url);
    const workbench = new Workbench(page);
    await workbench.ready();
    const opened = page;
    return {
      page,
      workbench,
      workspace,
      setSettings: (settings) => writeSettings(home, { ...settingsOfAllTests, ...settings }),
      consoleLines: () => logs.console.lines,
      keepFailure: (test) => keepFailure(test, opened, logs),
      close,
    };
  } catch (error) {
    const kept = await keepFailure(`${name} start`, page, logs);
    await close();
    throw new Error(`The editor did not open; see ${kept}`, { cause: error });
  }
}

/** Starts a browser with scrollbars, which Playwright would hide. */
async function launch(more: readonly string[] = []): Promise<Browser> {
  return browserType.launch({
    executablePath: await chromium(),
    args: [...browserArguments, ...more],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
}
