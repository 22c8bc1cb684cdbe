import { formatElapsed } from '../../format';
import type { ProfileRun } from '../../protocol.gen';
import type { Panel } from '../model/panel';
import { Icon } from './Icon';

/** Says that figures are not complete: the program goes on, or it was measured last some time before its end. */
export function Partial({ panel, run }: { panel: Panel; run: ProfileRun | undefined }) {
  const text = run === undefined ? '' : sentenceOf(run);
  if (text === '') {
    return null;
  }
  return (
    <p class="partial" data-testid="partial">
      <Icon name="info" />
      <span>
        {text}{' '}
        {run?.running && (
          <button type="button" class="link-button" onClick={() => panel.send({ type: 'wayOut', wayOut: 'tryAgain' })}>
            Show Newer Figures
          </button>
        )}
      </span>
    </p>
  );
}

function sentenceOf({ running = false, snapshotAge = 0 }: ProfileRun): string {
  if (running) {
    const age = snapshotAge > 0 ? `, ${formatElapsed(snapshotAge)} old` : '';
    return `The program still runs: these are its figures so far${age}.`;
  }
  return snapshotAge > 0
    ? `The last ${formatElapsed(snapshotAge)} before the program's end are missing: it was measured last before that.`
    : '';
}
