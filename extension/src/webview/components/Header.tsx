import { formatCalls, formatCount, formatSeconds } from '../../format';
import type { ProfileOpenResult } from '../../protocol.gen';
import { visible, visibleSentence } from '../../visibleText';
import type { Content, Panel } from '../model/panel';
import { baseName } from '../model/paths';
import { commandOf, endingOf } from '../model/run';
import { Comparing } from './Comparing';
import { Files } from './Files';
import { HeaderActions } from './HeaderActions';
import { Icon } from './Icon';
import { Notes } from './Notes';
import { Partial } from './Partial';
import { PartSelect } from './PartSelect';

/** What the profile is: what was run or else its file, when, its totals, and what to know of it before its figures are believed. */
export function Header({ panel, content }: { panel: Panel; content: Extract<Content, { kind: 'open' }> }) {
  const { file, summary } = content;
  const { run } = summary;
  return (
    <header class="header" data-testid="profile-header">
      <div class="header-file">
        <h1 title={visible(summary.path, 2_000)}>{visible(run === undefined ? baseName(file) : commandOf(run))}</h1>
        <p class="path" title={visible(summary.path, 2_000)}>
          {visible(run?.target.path ?? summary.path)}
        </p>
        {run === undefined ? (
          <p class="when">
            written <Time seconds={summary.modified} />
          </p>
        ) : (
          <p class="when" title={`The profile is ${visible(summary.path, 2_000)}`}>
            <Time seconds={run.started} /> · {visible(`${endingOf(run)} · ${run.python}`)}
          </p>
        )}
      </div>
      <div class="header-tools">
        <HeaderActions panel={panel} />
        <PartSelect panel={panel} content={content} />
      </div>
      <dl class="figures">
        <Figure
          value={formatSeconds(summary.seconds)}
          label="total self time"
          help={`${summary.seconds} seconds in all functions together${summary.accuracy.self === 'exact' ? '' : ', estimated from samples'}`}
        />
        <Figure value={formatCount(summary.functions)} label={summary.functions === 1 ? 'function' : 'functions'} />
        <Calls summary={summary} />
      </dl>
      <Files panel={panel} content={content} />
      <Comparing panel={panel} />
      <Partial panel={panel} run={run} />
      <Notes notes={summary.notes} />
      {summary.problems.length > 0 && (
        <ul class="problems" aria-label="Problems with this profile">
          {summary.problems.map((problem) => (
            <li key={problem.code + problem.text}>
              <Icon name="warning" />
              {visibleSentence(problem.text)}
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

/** The number of calls, where the profile says it. */
function Calls({ summary: { calls, primitiveCalls = calls } }: { summary: ProfileOpenResult }) {
  if (calls === undefined || primitiveCalls === undefined) {
    return null;
  }
  return (
    <Figure
      value={formatCount(calls)}
      label={calls === primitiveCalls ? 'calls' : `calls, ${formatCount(primitiveCalls)} primitive`}
      help={`${formatCalls(calls, primitiveCalls)} calls; primitive calls are those not made by the function itself, directly or indirectly`}
    />
  );
}

function Figure({ value, label, help }: { value: string; label: string; help?: string }) {
  return (
    <div class="figure" title={help}>
      <dd>{value}</dd>
      <dt>{label}</dt>
    </div>
  );
}

function Time({ seconds }: { seconds: number }) {
  const date = new Date(seconds * 1000);
  return <time dateTime={date.toISOString()}>{date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time>;
}
