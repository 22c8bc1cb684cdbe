import { formatShare } from '../../format';
import type { Row } from '../../protocol.gen';
import { visible } from '../../visibleText';
import { type CellView, callsCell, isCumulativeBound, locationCell, perCallCell, timeCell } from '../components/cells';
import { Icon } from '../components/Icon';
import type { CellContent } from '../components/RowFrame';
import { hasSource } from '../model/names';
import type { Panel } from '../model/panel';
import { stepOf } from '../model/step';
import { recursionOf } from './states';

/** The function in the middle, with its own figures. @param name what it is called while the figures are on their way */
export function FunctionCard({ panel, row, name, view }: { panel: Panel; row: Row | undefined; name: string; view: CellView }) {
  const recursion = recursionOf(row ?? {});
  return (
    <section class="edges-function" aria-label="The function" aria-busy={row === undefined} data-testid="edges-function">
      <div class="edges-function-head">
        <h2 class="edges-function-name" title={visible(row?.name ?? name, 2_000)}>
          {visible(row?.name ?? name)}
        </h2>
        {row !== undefined && <Place panel={panel} row={row} view={view} />}
      </div>
      {row !== undefined && <Figures row={row} view={view} />}
      {recursion !== '' && (
        <p class="note">
          <Icon name="sync" />
          {recursion}
        </p>
      )}
    </section>
  );
}

/** Where the function is; it leads to the source and to the icicle. */
function Place({ panel, row, view }: { panel: Panel; row: Row; view: CellView }) {
  const { title, text } = locationCell(row, view.directories);
  return (
    <span class="edges-function-place">
      {hasSource(row) ? (
        <button
          type="button"
          class="link-button"
          data-testid="edges-source"
          title={`Open the source: ${title} (with Alt beside)`}
          onClick={(event) => panel.reveal(row.function, event.altKey)}
        >
          {text}
        </button>
      ) : (
        <span class="edges-quiet" title={title}>
          {text ?? 'no location'}
        </span>
      )}
      <button
        type="button"
        class="link-button"
        data-testid="edges-icicle"
        onClick={() => {
          panel.icicle.show([stepOf(row)]);
          panel.tab.value = 'icicle';
        }}
      >
        Show in icicle
      </button>
    </span>
  );
}

function Figures({ row, view }: { row: Row; view: CellView }) {
  const times = view.corrected && row.corrected !== undefined ? row.corrected : row;
  const isBound = isCumulativeBound(row, view);
  return (
    <dl class="edges-figures">
      <Figure label="calls" cell={callsCell(row.calls, row.primitiveCalls)} />
      <Figure label="tottime" cell={timeCell(times.self, view)} share={times.share} />
      <Figure label="per call" cell={perCallCell(row.calls, times.selfPerCall, view)} />
      <Figure label="cumtime" cell={timeCell(times.cumulative, view, isBound)} share={times.cumulativeShare} />
      <Figure label="per call" cell={perCallCell(row.calls, times.cumulativePerCall, view, isBound)} />
    </dl>
  );
}

/** A figure, where it is known. */
function Figure({ label, cell: { title, text }, share }: { label: string; cell: CellContent; share?: number }) {
  if (text === null) {
    return null;
  }
  return (
    <div class="edges-figure" title={title}>
      <dt>{label}</dt>
      <dd>
        {text}
        {share !== undefined && <span class="edges-quiet"> {formatShare(share)}</span>}
      </dd>
    </div>
  );
}
