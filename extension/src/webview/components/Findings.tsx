import { formatCount, formatShare } from '../../format';
import type { Concentration } from '../../protocol.gen';
import type { Panel } from '../model/panel';
import { Icon } from './Icon';

/** How many functions there are, their order in words, what times are corrected, and how few functions take most of the time. */
export function Findings({ panel }: { panel: Panel }) {
  const { table } = panel;
  const content = panel.content.value;
  if (content.kind !== 'open') {
    return null;
  }
  return (
    <div class="findings">
      <span id="matching" class="matching" data-testid="matching" role="status">
        {table.matching.value}
      </span>
      <span class="order">
        <span data-testid="order" role="status">
          {table.order.words}
        </span>
        <button
          type="button"
          class="icon-button"
          data-testid="reverse"
          aria-label="Reverse the order"
          title="Reverse the order"
          onClick={() => table.order.reverse()}
        >
          <Icon name="arrow-swap" class="turned" />
        </button>
      </span>
      {panel.isCorrected.value && (
        <span
          class="corrected"
          data-testid="corrected"
          title="What recording the calls cost is taken off each time. How much that was is an estimate."
        >
          <Icon name="info" /> corrected times, estimated
          <button type="button" class="link-button" onClick={() => (panel.options.corrected.value = false)}>
            Show as recorded
          </button>
        </span>
      )}
      <Concentrated panel={panel} concentration={content.summary.concentration} functions={content.summary.functions} />
    </div>
  );
}

function Concentrated({
  panel,
  concentration,
  functions: all,
}: {
  panel: Panel;
  concentration: Concentration | undefined;
  functions: number;
}) {
  const { table } = panel;
  if (table.isHottest.value) {
    return (
      <span class="concentration">
        Only the hottest functions are shown.{' '}
        <button type="button" class="link-button" data-testid="show-all" onClick={() => table.leaveHottest()}>
          Show all again
        </button>
      </span>
    );
  }
  if (concentration === undefined || concentration.functions >= all) {
    return null;
  }
  const { functions, share } = concentration;
  const sentence = `${formatCount(functions)} of ${formatCount(all)} functions ${functions === 1 ? 'takes' : 'take'} ${formatShare(share)} of the self time`;
  return (
    <span class="concentration" data-testid="concentration">
      {sentence}.{' '}
      <button
        type="button"
        class="link-button"
        data-testid="show-hottest"
        aria-label={`Show just these ${formatCount(functions)}`}
        onClick={() => table.showHottest(functions)}
      >
        Show just these
      </button>
    </span>
  );
}
