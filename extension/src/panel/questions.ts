import type { Profile } from '../profiles/profile';
import { ProfileCallees, ProfileCallers, ProfileDiff, ProfileIcicle, ProfileRows } from '../protocol.gen';
import type { AskMessage, DiffQuery, Question, Questions } from './messages';

/** What questions are about. */
export interface Subjects {
  readonly shown: Profile;
  /** The profile that the shown one is compared with. */
  readonly base: Profile | undefined;
}

/**
 * Asks the server what the webview wants to know. These methods are all that the webview can call; which profiles they are about is not its choice.
 * Is rejected with what `requestFailure` reads.
 */
export function answerTo(message: AskMessage, { shown, base }: Subjects): Promise<Questions[Question]['result']> {
  switch (message.question) {
    case 'rows':
      return shown.call(ProfileRows, (profile) => ({ ...message.params, profile }));
    case 'callers':
      return shown.call(ProfileCallers, (profile) => ({ ...message.params, profile }));
    case 'callees':
      return shown.call(ProfileCallees, (profile) => ({ ...message.params, profile }));
    case 'icicle':
      return shown.call(ProfileIcicle, (profile) => ({ ...message.params, profile }));
    case 'diff':
      return difference(message.params, shown, base);
    default:
      message satisfies never;
      return unknownQuestion(message);
  }
}

async function difference(
  { swapped, ...query }: DiffQuery,
  shown: Profile,
  base: Profile | undefined,
): Promise<Questions['diff']['result']> {
  if (base === undefined) {
    throw new Error('There is nothing to compare with any more. Choose a profile with "Compare With…".');
  }
  const [before, after] = swapped ? [shown, base] : [base, shown];
  return before.callWith(after, ProfileDiff, (baseId, headId) => ({ ...query, base: baseId, head: headId }));
}

/** Is called with what the types do not know: a page of another version of the extension. */
async function unknownQuestion({ question }: { question: unknown }): Promise<never> {
  throw new Error(`The panel asked an unknown question: ${String(question)}`);
}
