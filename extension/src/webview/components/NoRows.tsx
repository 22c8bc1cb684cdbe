import { visible } from '../../visibleText';
import { keepsAll } from '../model/filter';
import type { Table } from '../model/table';
import { Action, Message } from './Message';

/** Why there are no rows, and the way out. */
export function NoRows({ table, onReadAgain }: { table: Table; onReadAgain: () => void }) {
  const { selection } = table.pages.shown.value;
  const { text } = selection.filter;
  const failure = table.pages.failure.value;
  if (failure !== undefined) {
    return (
      <Message kind="error" title="The functions cannot be shown" text={failure}>
        <Action label="Try Again" onClick={() => table.reload()} />
        {!keepsAll(selection.filter) && <Action label="Clear Filter" secondary onClick={() => table.filter.clear()} />}
      </Message>
    );
  }
  const problem = table.problem.value;
  if (problem !== undefined) {
    return (
      <Message kind="error" title="This filter cannot be read" text={problem.text}>
        <Action label="Clear Filter" onClick={() => table.filter.clear()} />
      </Message>
    );
  }
  if (keepsAll(selection.filter)) {
    return (
      <Message kind="empty" title="This profile contains no functions" text="The profiler was stopped before anything was called.">
        <Action label="Read It Again" onClick={onReadAgain} />
      </Message>
    );
  }
  return (
    <Message
      kind="empty"
      title={text === '' ? 'All functions are hidden' : `No function matches “${visible(text)}”`}
      text="All words and conditions of the filter must hold, and functions that the switches hide are left out."
    >
      <Action label="Clear Filter" onClick={() => table.filter.clear()} />
    </Message>
  );
}
