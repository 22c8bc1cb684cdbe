import { visible } from '../../visibleText';
import { Action, Message } from '../components/Message';
import type { Comparison } from './comparison';

/** Why there are no rows, and the way out. */
export function NoDifferences({ comparison }: { comparison: Comparison }) {
  const { failure, shown } = comparison.pages;
  const { filter, kinds = [] } = shown.value.selection;
  const isFiltered = filter.text.trim() !== '' || (filter.hidden ?? []).length > 0 || (filter.top ?? 0) > 0;
  if (failure.value !== undefined) {
    return (
      <Message kind="error" title="The differences cannot be shown" text={failure.value}>
        <Action label="Try Again" onClick={() => comparison.reload()} />
      </Message>
    );
  }
  if (!isFiltered && kinds.length === 0) {
    return <Message kind="empty" title="There is nothing to compare" text="Neither of the two profiles contains a function." />;
  }
  const text = filter.text.trim();
  const what = kinds.length === 0 ? 'No function' : `No function that is ${kinds.join(' or ')}`;
  return (
    <Message
      kind="empty"
      title={text === '' ? what : `${what} matches “${visible(text)}”`}
      text="The numbers above count all functions of both profiles."
    >
      <Action label="Show All" onClick={() => comparison.clear()} />
    </Message>
  );
}
