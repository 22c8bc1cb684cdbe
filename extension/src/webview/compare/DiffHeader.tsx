import { formatCount, formatSeconds } from '../../format';
import type { Base } from '../../panel/messages';
import type { DiffTotal, Problem, ProfileOpenResult } from '../../protocol.gen';
import { runTitle } from '../../runTitle';
import { visible, visibleSentence } from '../../visibleText';
import { Icon } from '../components/Icon';
import type { Panel } from '../model/panel';
import { baseName } from '../model/paths';
import { signedCount, signedPart, signedSeconds } from './figures';

/** What is compared with what, how they differ as a whole, and what to know before that is believed. */
export function DiffHeader({ panel, base, file, shown }: { panel: Panel; base: Base; file: string; shown: ProfileOpenResult }) {
  const { summary, swapped } = panel.differences;
  const other = { label: base.label, summary: base.summary };
  const own = { label: shown.run === undefined ? baseName(file) : runTitle(shown.run), summary: shown };
  const [before, after] = swapped.value ? [own, other] : [other, own];
  return (
    <div class="diff-header" data-testid="diff-header">
      <div class="diff-sides">
        <Side title="Before" {...before} />
        <button
          type="button"
          class="icon-button"
          data-testid="diff-swap"
          aria-label="Swap before and after"
          aria-pressed={swapped.value}
          title="Swap before and after"
          onClick={() => panel.differences.swap()}
        >
          <Icon name="arrow-swap" />
        </button>
        <Side title="After" {...after} />
      </div>
      {summary.value !== undefined && <Totals total={summary.value.total} />}
      <Warnings warnings={summary.value?.warnings ?? []} />
    </div>
  );
}

function Side({ title, label, summary }: { title: string; label: string; summary: ProfileOpenResult }) {
  const { path, run, modified } = summary;
  const when = new Date((run?.started ?? modified) * 1000).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <span class="diff-side" title={visibleSentence(path)}>
      <span class="diff-side-title">{title}</span> {visible(label)} <span class="diff-side-when">{when}</span>
    </span>
  );
}

function Totals({ total }: { total: DiffTotal }) {
  const { before, after, difference, functionsBefore, functionsAfter } = total;
  return (
    <p class="diff-totals" data-testid="diff-totals">
      <Total
        words="Self time"
        before={formatSeconds(before.self)}
        after={formatSeconds(after.self)}
        difference={signedSeconds(difference.self, 'auto')}
        part={difference.selfPart}
      />
      {before.calls !== undefined && after.calls !== undefined && difference.calls !== undefined && (
        <Total
          words="calls"
          before={formatCount(before.calls)}
          after={formatCount(after.calls)}
          difference={signedCount(difference.calls)}
          part={difference.callsPart}
        />
      )}
      <Total
        words="functions"
        before={formatCount(functionsBefore)}
        after={formatCount(functionsAfter)}
        difference={signedCount(functionsAfter - functionsBefore)}
      />
    </p>
  );
}

interface TotalProps {
  words: string;
  before: string;
  after: string;
  difference: string;
  part?: number | undefined;
}

function Total({ words, before, after, difference, part }: TotalProps) {
  return (
    <span class="diff-total">
      {words} {before} <span aria-hidden="true">→</span>
      <span class="heard"> then </span> {after}{' '}
      <strong>
        {difference}
        {part === undefined ? '' : ` (${signedPart(part)})`}
      </strong>
    </span>
  );
}

function Warnings({ warnings }: { warnings: readonly Problem[] }) {
  return warnings.length === 0 ? null : (
    <ul class="problems" aria-label="Why the two may not be comparable" data-testid="diff-warnings">
      {warnings.map(({ code, text }) => (
        <li key={code + text}>
          <Icon name="warning" />
          {visibleSentence(text)}
        </li>
      ))}
    </ul>
  );
}
