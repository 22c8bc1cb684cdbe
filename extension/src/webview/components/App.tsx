import type { Panel } from '../model/panel';
import { Header } from './Header';
import { useKeptFocus } from './kept-focus';
import { FailureMessage, Message } from './Message';
import { Notice } from './Notice';
import { TabList, tabId, tabPanelId } from './TabList';
import { tabs } from './tabs';

/** The panel: one of opening, failed and open. */
export function App({ panel }: { panel: Panel }) {
  const content = panel.content.value;
  useKeptFocus();
  switch (content.kind) {
    case 'opening':
      return (
        <main class="panel">
          <Message kind="loading" title="Opening the profile…" />
        </main>
      );
    case 'failed':
      return <FailureMessage failure={content.failure} onWayOut={(wayOut) => panel.send({ type: 'wayOut', wayOut })} />;
    case 'open':
      return (
        <main class="panel">
          <Header panel={panel} content={content} />
          <OpenTabs panel={panel} />
        </main>
      );
  }
}

/** The tabs of an open profile. */
function OpenTabs({ panel }: { panel: Panel }) {
  const offered = tabs.filter(({ isOffered }) => isOffered?.(panel) ?? true);
  const [first] = offered;
  const shown = offered.find(({ name }) => name === panel.tab.value) ?? first;
  if (shown === undefined) {
    return null;
  }
  return (
    <>
      {offered.length > 1 && <TabList panel={panel} tabs={offered} shown={shown.name} />}
      <Notice panel={panel} />
      <div
        class="tab-panel"
        id={tabPanelId}
        key={shown.name}
        {...(offered.length > 1 && { role: 'tabpanel', 'aria-labelledby': tabId(shown.name) })}
      >
        {shown.draw(panel)}
      </div>
    </>
  );
}
