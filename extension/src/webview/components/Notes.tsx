import { visibleSentence } from '../../visibleText';
import { Icon } from './Icon';

/** What is estimated or not known, and what pstats would show otherwise: one line that unfolds where there are several sentences. */
export function Notes({ notes }: { notes: readonly string[] }) {
  const [first, ...others] = notes;
  if (first === undefined) {
    return null;
  }
  if (others.length === 0) {
    return (
      <p class="note" data-testid="notes">
        <Icon name="info" />
        {visibleSentence(first)}
      </p>
    );
  }
  return (
    <details class="notes" data-testid="notes">
      <summary>
        <Icon name="info" />
        <span class="notes-first">{visibleSentence(first)}</span>
        <span class="notes-others">and {others.length} more</span>
        <span class="notes-title">About these figures</span>
        <Icon name="chevron-down" class="notes-arrow" />
      </summary>
      <ul>
        {notes.map((note) => (
          <li key={note}>{visibleSentence(note)}</li>
        ))}
      </ul>
    </details>
  );
}
