import type { SaveFormat } from '../../protocol.gen';
import type { Panel } from '../model/panel';
import { Icon, type IconName } from './Icon';
import type { MenuItem } from './Menu';
import { MenuButton } from './MenuButton';

const formats: readonly { readonly format: SaveFormat; readonly label: string; readonly detail: string }[] = [
  { format: 'pstats', label: 'For pstats', detail: '.stats' },
  { format: 'csv', label: 'As a table', detail: '.csv' },
  { format: 'json', label: 'As JSON', detail: '.json' },
];

/** What can be done with the whole profile. */
export function HeaderActions({ panel }: { panel: Panel }) {
  const saves = formats.map(
    ({ format, label, detail }): MenuItem => ({ kind: 'action', label, detail, onPick: () => panel.send({ type: 'save', format }) }),
  );
  return (
    <div class="header-actions">
      <HeaderAction icon="add" label="Add Files…" title="Add up with further profiles" onClick={() => panel.send({ type: 'addFiles' })} />
      <HeaderAction
        icon="diff"
        label="Compare…"
        title="Compare with another profile or a saved run"
        onClick={() => panel.send({ type: 'compare' })}
      />
      <MenuButton icon="save" label="Save" isLabelled title="Save the profile to a file" testId="save-menu" items={() => saves} />
    </div>
  );
}

function HeaderAction({ icon, label, title, onClick }: { icon: IconName; label: string; title: string; onClick: () => void }) {
  return (
    <button type="button" class="icon-button labelled" aria-label={label} title={title} onClick={onClick}>
      <Icon name={icon} />
      <span class="button-label">{label}</span>
    </button>
  );
}
