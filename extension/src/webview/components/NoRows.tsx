import type { Table } from '../model/table';
import { Action, Message } from './Message';

/** Why there are no rows, and the way out. */
export function NoRows({ table }: { table: Table }) {
  const filter = table.pages.shown.value.selection.filter.text;
  const failure = table.pages.failure.value;
  if (failure !== undefined) {
    return (
      <Message kind="error" title="The functions cannot be shown" text={failure}>
        <Action label="Try Again" onClick={() => table.reload()} />
        {filter !== '' && <Action label="Clear Filter" secondary onClick={() => table.filter.clear()} />}
      </Message>
    );
  }
  if (filter === '') {
    return <Message kind="empty" title="This profile contains no functions" text="The profiler was stopped before anything was called." />;
  }
  return (
    <Message
      kind="empty"
      title={`No function matches “${filter}”`}
      text="The filter looks for this text in names and locations, whatever the case."
    >
      <Action label="Clear Filter" onClick={() => table.filter.clear()} />
    </Message>
  );
}
