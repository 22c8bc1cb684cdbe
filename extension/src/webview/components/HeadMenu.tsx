import { createPortal } from 'preact/compat';
import type { ColumnLayout } from '../model/column-layout';
import type { Order } from '../model/order';
import type { HeadColumn } from './GridHead';
import { Menu, type MenuItem } from './Menu';

interface Props<K extends string, C extends HeadColumn<K>> {
  column: C;
  layout: ColumnLayout<C>;
  order: Order<K>;
  /** The width of the panel in pixels. */
  width: number;
  opener: HTMLElement;
  onClose: () => void;
}

/** All that can be done with a column, for those who find it in its header. */
export function HeadMenu<K extends string, C extends HeadColumn<K>>({ column, layout, order, width, opener, onClose }: Props<K, C>) {
  const { name } = column;
  const now = opener.closest('[role="columnheader"]')?.getBoundingClientRect().width ?? column.width;
  const visible = layout.visible(width);
  const place = visible.findIndex((each) => each.name === name);
  const action = (label: string, onPick: () => void, detail?: string, isDisabled = false): MenuItem => ({
    kind: 'action',
    label,
    onPick,
    isDisabled,
    ...(detail === undefined ? {} : { detail }),
  });
  const items = [
    action('Sort by It', () => order.sortBy(name)),
    action('Sort by It among Equal Rows', () => order.sortBy(name, true), 'Shift+Click'),
    action('Move Left', () => layout.moveBy(name, -1, width), 'Alt+Shift+Left', place <= 0),
    action('Move Right', () => layout.moveBy(name, 1, width), 'Alt+Shift+Right', place === visible.length - 1),
    action('Make Wider', () => layout.resize(name, now + 32), 'Shift+Right'),
    action('Make Narrower', () => layout.resize(name, now - 32), 'Shift+Left'),
    action('Hide', () => layout.choose(name, false), undefined, column.isNeeded ?? false),
    action('Reset All Columns', () => layout.reset()),
  ];
  // A table holds nothing but rows.
  return createPortal(
    <Menu label={`Column ${column.spoken ?? column.label}`} items={items} opener={opener} onClose={onClose} />,
    document.body,
  );
}
