import type { RefObject } from 'preact';
import type { Grouping } from '../../protocol.gen';
import { topProblem } from '../model/filter';
import type { Panel } from '../model/panel';
import { CopyMenu } from './CopyMenu';
import { FilterField } from './FilterField';
import { ViewMenu } from './ViewMenu';

const groupLabels: Record<Grouping | 'none', string> = {
  none: 'No groups',
  class: 'By class',
  file: 'By file',
  package: 'By package',
};

interface Props {
  panel: Panel;
  field: RefObject<HTMLInputElement | null>;
  /** The user goes on to the rows. */
  onLeave: () => void;
  /** The width of the table in pixels. */
  width: number;
}

/** What decides which rows the table shows and how: the filter, how many of the first, groups, and the menus. */
export function FilterBar({ panel, field, onLeave, width }: Props) {
  const { table } = panel;
  const { filter } = table;
  const wrongTop = topProblem(filter.typedTop.value);
  return (
    <search class="filter-bar">
      <FilterField filter={filter} problem={table.problem.value} field={field} onLeave={onLeave} />
      <label class="top" title={wrongTop || 'Only the first rows of the order: a number of them such as 20, or a part such as 0.1 or 10%'}>
        Top
        <input
          type="text"
          class={wrongTop === '' ? 'top-field' : 'top-field top-wrong'}
          data-testid="top"
          aria-label="Number or part of the first rows"
          aria-invalid={wrongTop !== ''}
          placeholder="all"
          autocomplete="off"
          value={filter.typedTop.value}
          onInput={(event) => filter.typeTop(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && filter.now()}
        />
      </label>
      <select
        class="select"
        data-testid="group"
        aria-label="Groups"
        title="Makes one row of all functions of a class, a file or a package"
        value={table.group.value}
        onChange={({ currentTarget }) => (table.group.value = currentTarget.value as Grouping | 'none')}
      >
        {Object.entries(groupLabels).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <div class="menus">
        <ViewMenu panel={panel} width={width} />
        <CopyMenu table={table} />
      </div>
    </search>
  );
}
