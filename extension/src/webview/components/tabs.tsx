import type { ComponentChildren } from 'preact';
import { CompareTable } from '../compare/CompareTable';
import { EdgesTab } from '../edges/EdgesTab';
import { IcicleTab } from '../icicle/IcicleTab';
import type { Panel } from '../model/panel';
import type { TabName } from '../model/tabs';
import { TableTab } from './TableTab';

/** A tab: what its button says, and what fills the panel while it is shown. */
export interface Tab {
  readonly name: TabName;
  readonly label: string;
  readonly draw: (panel: Panel) => ComponentChildren;
  /** Whether it is there at all; always where it is absent. */
  readonly isOffered?: (panel: Panel) => boolean;
}

/** The tabs from left to right. */
export const tabs: readonly Tab[] = [
  { name: 'table', label: 'Table', draw: (panel) => <TableTab panel={panel} /> },
  { name: 'callers', label: 'Callers and Callees', draw: (panel) => <EdgesTab panel={panel} /> },
  { name: 'icicle', label: 'Icicle', draw: (panel) => <IcicleTab panel={panel} /> },
  {
    name: 'differences',
    label: 'Compare',
    draw: (panel) => <CompareTable panel={panel} />,
    isOffered: ({ comparison }) => comparison.value !== undefined,
  },
];
