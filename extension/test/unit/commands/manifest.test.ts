import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands';
import { heats } from '../../../src/marks/mark';
import { PanelProvider } from '../../../src/panel/panelProvider';

interface Manifest {
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string }[];
    menus: Record<string, { command: string; when?: string }[]>;
    customEditors: { viewType: string; priority: string; selector: { filenamePattern: string }[] }[];
    configuration: { properties: Record<string, unknown> };
    colors: { id: string; defaults: Record<string, string> }[];
  };
}

const root = path.resolve(import.meta.dirname, '..', '..', '..', '..');
const { capabilities, contributes }: Manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

describe('package.json', () => {
  test('lists exactly the commands that are registered', () => {
    const listed = contributes.commands.map(({ command }) => command);
    expect(listed.toSorted()).toEqual(commands.map(({ id }) => id).toSorted());
  });

  test('has menus for these commands only', () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    expect(commands.map(({ id }) => id)).toEqual(expect.arrayContaining(inMenus));
  });

  test('offers commands in the Explorer for as many profiles as they take', () => {
    const offered = contributes.menus['explorer/context']?.filter(({ when }) => when?.includes('resourceFilename'));
    const pattern = /^resourceFilename =~ \/(.*)\/ && !explorerResourceIsFolder && (!?\w+)$/;
    const parts = offered?.map(({ command, when = '' }) => [command, ...(pattern.exec(when)?.slice(1) ?? [])]);
    const [[, names = ''] = []] = parts ?? [];
    expect(parts).toEqual([
      ['tottime.openStatsFile', names, '!listMultiSelection'],
      ['tottime.compareProfiles', names, 'listDoubleSelection'],
      ['tottime.mergeProfiles', names, 'listMultiSelection'],
    ]);
    expect(['a.stats', 'a.prof', 'a.pstats', 'a.pstat', 'a.pprof', 'a.pb.gz'].filter((name) => !new RegExp(names).test(name))).toEqual([]);
    expect(['stats', 'a.gz', 'a.stats.json'].filter((name) => new RegExp(names).test(name))).toEqual([]);
  });

  test('takes over the names of profiles alone, and offers itself for what may be something else', () => {
    const editors = contributes.customEditors.map(({ viewType, priority, selector }) => [
      viewType,
      priority,
      ...selector.map(({ filenamePattern }) => filenamePattern),
    ]);
    expect(editors).toEqual([
      [PanelProvider.viewType, 'default', '*.stats', '*.prof', '*.pstats', '*.pstat', '*.pprof', 'pprof.*.pb.gz'],
      [PanelProvider.offeredViewType, 'option', '*.pb.gz'],
    ]);
  });

  test('restricts every setting, since each names a program or a path, or has runs deleted', () => {
    expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(Object.keys(contributes.configuration.properties));
  });

  test('has a colour of each kind of theme for all that the marks and the panel use', () => {
    const ids = [
      'tottime.hotspotForeground',
      ...heats.map((heat) => `tottime.overviewRuler.heat${heat}`),
      ...['Slower', 'Faster', 'New', 'Gone'].map((kind) => `tottime.difference${kind}`),
      ...['Project', 'Package', 'StandardLibrary', 'Builtin'].map((origin) => `tottime.icicle${origin}`),
    ];
    expect(contributes.colors.map(({ id }) => id)).toEqual(ids);
    for (const { defaults } of contributes.colors) {
      expect(Object.keys(defaults)).toEqual(['dark', 'light', 'highContrast', 'highContrastLight']);
    }
  });

  test('has ids of colours for the panel that VS Code makes variables of: in webviews it replaces the first dot alone', () => {
    const styles = readFileSync(path.join(root, 'extension', 'src', 'webview', 'compare', 'compare.css'), 'utf8');
    const used = new Set([...styles.matchAll(/--vscode-tottime-[\w.-]+/g)].map(([variable]) => variable));
    const variables = contributes.colors.map(({ id }) => `--vscode-${id.replace('.', '-')}`);
    expect(used.size).toBe(4);
    expect(variables).toEqual(expect.arrayContaining([...used]));
  });

  test.each(heats.flatMap((heat) => [`heat-${heat}-light.svg`, `heat-${heat}-dark.svg`]))('has the icon %s', (icon) => {
    expect(existsSync(path.join(root, 'extension', 'images', icon))).toBe(true);
  });
});
