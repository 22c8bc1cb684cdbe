import type { Panel } from '../model/panel';
import type { TabName } from '../model/tabs';
import type { Tab } from './tabs';

/** The id of the element that a tab fills. */
export const tabPanelId = 'tab-panel';

/** The id of a tab's button. */
export const tabId = (name: TabName): string => `tab-${name}`;

/** The buttons of the tabs. Tab stops at the one that is shown, the arrow keys show the others. */
export function TabList({ panel, tabs, shown }: { panel: Panel; tabs: readonly Tab[]; shown: TabName }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const target = tabAfterKey(
      event,
      tabs.findIndex(({ name }) => name === shown),
      tabs.length,
    );
    const tab = target === undefined ? undefined : tabs[target];
    if (tab !== undefined) {
      event.preventDefault();
      panel.tab.value = tab.name;
      document.getElementById(tabId(tab.name))?.focus();
    }
  };
  return (
    <div class="tabs" role="tablist" aria-label="Views of the profile" onKeyDown={onKeyDown}>
      {tabs.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          id={tabId(name)}
          class="tab"
          role="tab"
          data-testid={tabId(name)}
          aria-selected={name === shown}
          aria-controls={tabPanelId}
          tabIndex={name === shown ? 0 : -1}
          onClick={() => (panel.tab.value = name)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** The tab that a key leads to. With Ctrl and the like keys belong to the editor. */
function tabAfterKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, index: number, count: number): number | undefined {
  if (ctrlKey || metaKey || altKey || shiftKey) {
    return undefined;
  }
  switch (key) {
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'ArrowRight':
      return (index + 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
