import { columnsOf } from '../model/columns';
import type { Panel } from '../model/panel';
import type { MenuItem } from './Menu';
import { MenuButton } from './MenuButton';

/** How the table shows its rows: its columns, times, places, and what rows unfold into. */
export function ViewMenu({ panel, width }: { panel: Panel; width: number }) {
  return (
    <MenuButton
      icon="settings"
      label="View"
      isLabelled
      title="Columns, units of time, corrected times, directories, and what rows unfold into"
      testId="view-menu"
      items={() => [...columnItems(panel, width), ...timeItems(panel), ...rowItems(panel)]}
    />
  );
}

function columnItems({ table, content }: Panel, width: number): readonly MenuItem[] {
  const { value } = content;
  const knowsCalls = value.kind === 'open' && value.summary.accuracy.calls !== 'unknown';
  return [
    { kind: 'title', label: 'Columns' },
    ...columnsOf(table.layout.ordered, knowsCalls).map((column): MenuItem => {
      const isShown = table.layout.isVisible(column, width);
      const label = column.words.charAt(0).toUpperCase() + column.words.slice(1);
      const onPick = () => table.layout.choose(column.name, !isShown);
      return { kind: 'check', label, detail: column.label, isChecked: isShown, isDisabled: column.isNeeded ?? false, onPick };
    }),
    { kind: 'action', label: 'Reset Columns', onPick: () => table.layout.reset() },
  ];
}

function timeItems({ options, content }: Panel): readonly MenuItem[] {
  const { value } = content;
  const hasCorrected = value.kind === 'open' && value.summary.overhead !== undefined;
  const corrected: MenuItem = {
    kind: 'check',
    label: 'Corrected for the profiler’s overhead',
    detail: 'estimated',
    isChecked: options.corrected.value,
    onPick: () => (options.corrected.value = !options.corrected.value),
  };
  return [
    { kind: 'title', label: 'Times' },
    {
      kind: 'radio',
      label: 'In units that fit',
      detail: '1.24 ms',
      isChecked: options.times.value === 'auto',
      onPick: () => (options.times.value = 'auto'),
    },
    {
      kind: 'radio',
      label: 'In seconds, as pstats',
      detail: '0.001',
      isChecked: options.times.value === 'seconds',
      onPick: () => (options.times.value = 'seconds'),
    },
    ...(hasCorrected ? [corrected] : []),
  ];
}

function rowItems({ table, options }: Panel): readonly MenuItem[] {
  return [
    { kind: 'title', label: 'Rows unfold into' },
    { kind: 'radio', label: 'Callers', isChecked: table.direction.value === 'callers', onPick: () => table.unfoldInto('callers') },
    { kind: 'radio', label: 'Callees', isChecked: table.direction.value === 'callees', onPick: () => table.unfoldInto('callees') },
    { kind: 'title', label: 'Locations' },
    {
      kind: 'check',
      label: 'Show directories',
      isChecked: options.directories.value,
      onPick: () => (options.directories.value = !options.directories.value),
    },
  ];
}
