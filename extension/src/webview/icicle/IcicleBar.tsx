import type { RefObject } from 'preact';
import { formatShare } from '../../format';
import { visible } from '../../visibleText';
import { Icon } from '../components/Icon';
import { IcicleSearch } from './IcicleSearch';
import type { Icicle } from './icicle';

/** What the icicle shows: from which root, what is searched for, and whether estimates are shown. */
export function IcicleBar({ icicle, field, onLeave }: { icicle: Icicle; field: RefObject<HTMLInputElement | null>; onLeave: () => void }) {
  return (
    <div class="icicle-bar">
      <Roots icicle={icicle} />
      <IcicleSearch icicle={icicle} field={field} onLeave={onLeave} />
      <ExactSwitch icicle={icicle} />
    </div>
  );
}

/** Chooses one of the roots, or all of them side by side. */
function Roots({ icicle }: { icicle: Icicle }) {
  const roots = icicle.shown.value?.result.roots ?? [];
  const [top] = icicle.path.value;
  const isRoot = roots.some((root) => root.function === top?.id);
  const onChange = (event: Event & { currentTarget: HTMLSelectElement }) => {
    const root = roots.find((each) => each.function === event.currentTarget.value);
    icicle.show(root === undefined ? [] : [{ id: root.function, name: root.name, file: root.file, line: root.line }]);
  };
  return (
    <span class="icicle-roots">
      <select
        class="icicle-select"
        aria-label="Root"
        title="Functions that nothing is known to have called: where the program, or a thread of it, began"
        data-testid="icicle-root"
        value={top?.id ?? ''}
        onChange={onChange}
      >
        <option value="">
          {roots.length === 1 ? 'All roots (1)' : `All roots (${roots.length}${roots.length === 100 ? ' longest' : ''})`}
        </option>
        {top !== undefined && !isRoot && <option value={top.id}>{short(top.name)} (not a root)</option>}
        {roots.map((root) => (
          <option key={root.function} value={root.function}>
            {formatShare(root.share)} {short(root.name)}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </span>
  );
}

function short(name: string): string {
  return visible(name, 60);
}

/** Leaves out what is estimated. */
function ExactSwitch({ icicle }: { icicle: Icicle }) {
  const isExact = icicle.exact.value;
  // With nothing to leave out there is nothing to choose; what has been chosen can be taken back.
  const isIdle = !isExact && icicle.shown.value !== undefined && icicle.shown.value.result.estimated !== true;
  return (
    <button
      type="button"
      class="icicle-switch"
      role="switch"
      aria-checked={isExact}
      aria-disabled={isIdle}
      data-testid="icicle-exact"
      title={
        isIdle
          ? 'Everything that is shown is exact.'
          : 'Draws a function’s callees only where the profile says how its time divides among them: the hatched boxes go.'
      }
      onClick={() => !isIdle && icicle.setExact(!isExact)}
    >
      <span class="icicle-switch-box" aria-hidden="true">
        {isExact && <Icon name="check" />}
      </span>
      Stop where exact
    </button>
  );
}
