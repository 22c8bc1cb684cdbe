import { formatCount } from '../../format';
import type { TextFormat } from '../../protocol.gen';
import { rowsIn } from '../model/cursor';
import type { Table } from '../model/table';
import type { MenuItem } from './Menu';
import { MenuButton } from './MenuButton';

const formats: readonly { readonly format: TextFormat; readonly label: string }[] = [
  { format: 'pstats', label: 'As pstats prints them' },
  { format: 'markdown', label: 'As a Markdown table' },
  { format: 'csv', label: 'As CSV' },
];

/** Copies rows as text. */
export function CopyMenu({ table }: { table: Table }) {
  return (
    <MenuButton
      icon="copy"
      label="Copy"
      isLabelled
      title="Copy the selected rows (Ctrl+C) or all rows, as text"
      testId="copy-menu"
      items={() => [...selectedItems(table), ...allItems(table)]}
    />
  );
}

function selectedItems(table: Table): readonly MenuItem[] {
  const count = rowsIn(table.cursor.selected.value);
  if (count === 0) {
    return [];
  }
  return [
    { kind: 'title', label: count === 1 ? 'The selected row' : `The ${formatCount(count)} selected rows` },
    ...formats.map(
      ({ format, label }, index): MenuItem => ({
        kind: 'action',
        label,
        ...(index === 0 ? { detail: 'Ctrl+C' } : {}),
        onPick: () => void table.copy(format),
      }),
    ),
  ];
}

function allItems(table: Table): readonly MenuItem[] {
  return [
    { kind: 'title', label: 'All rows shown' },
    ...formats.map(({ format, label }): MenuItem => ({ kind: 'action', label, onPick: () => table.copyAll(format) })),
  ];
}
