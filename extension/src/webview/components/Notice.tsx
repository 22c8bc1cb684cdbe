import type { NoticeAction } from '../../panel/messages';
import { visibleSentence } from '../../visibleText';
import type { Panel } from '../model/panel';
import { Icon } from './Icon';
import { Action } from './Message';

const labels: Record<NoticeAction, string> = { findSource: 'Show Where It Is…' };

/** A sentence about the last thing that the user did, until it is closed. The element is always there, for screen readers to watch. */
export function Notice({ panel }: { panel: Panel }) {
  const notice = panel.notice.value;
  const action = notice?.action;
  return (
    <div class="notice" role="status" data-testid="notice">
      {notice !== undefined && (
        <>
          <Icon name="info" />
          <span class="notice-text">{visibleSentence(notice.text)}</span>
          {action !== undefined && <Action label={labels[action]} onClick={() => panel.send({ type: 'act', action })} />}
          <button
            type="button"
            class="icon-button"
            aria-label="Close the notice"
            title="Close"
            onClick={() => (panel.notice.value = undefined)}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  );
}
