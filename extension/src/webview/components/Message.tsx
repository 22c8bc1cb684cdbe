import type { ComponentChildren } from 'preact';
import type { Failure, WayOut } from '../../panel/messages';
import { visible, visibleSentence } from '../../visibleText';
import { Icon, type IconName } from './Icon';

export type MessageKind = 'loading' | 'empty' | 'error';

const icons: Record<MessageKind, IconName> = { loading: 'loading', empty: 'info', error: 'error' };

/** A sentence in the place of what cannot be shown, with what can be done about it below. */
export function Message({
  kind,
  title,
  text,
  children,
}: {
  kind: MessageKind;
  title: string;
  text?: string;
  children?: ComponentChildren;
}) {
  // A wait is alone in the panel; everything else has a heading above it.
  const Title = kind === 'loading' ? 'h1' : 'h2';
  return (
    <div class={`message message-${kind}`} data-testid="message" role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={icons[kind]} class={kind === 'loading' ? 'codicon-modifier-spin' : ''} />
      <div class="message-body">
        <Title class="message-title">{visibleSentence(title)}</Title>
        {text !== undefined && <p class="message-text">{visibleSentence(text)}</p>}
        {children !== undefined && <div class="message-actions">{children}</div>}
      </div>
    </div>
  );
}

/** A button below a message. */
export function Action({ label, onClick, secondary = false }: { label: string; onClick: () => void; secondary?: boolean }) {
  return (
    <button type="button" class={secondary ? 'action action-secondary' : 'action'} onClick={onClick}>
      {label}
    </button>
  );
}

const labels: Record<WayOut, string> = { tryAgain: 'Try Again', openAsText: 'Open as Text', showLog: 'Show Log' };

/** Why the file could not be opened, in the place of everything else. */
export function FailureMessage({ failure, onWayOut }: { failure: Failure; onWayOut: (wayOut: WayOut) => void }) {
  return (
    <main class="panel">
      <h1 class="failed-file" title={visibleSentence(failure.file)}>
        {visible(failure.file)}
      </h1>
      <Message kind="error" title="This profile cannot be shown" text={failure.text}>
        {failure.waysOut.map((wayOut, index) => (
          <Action key={wayOut} label={labels[wayOut]} secondary={index > 0} onClick={() => onWayOut(wayOut)} />
        ))}
      </Message>
    </main>
  );
}
