import type { Content, Panel } from '../model/panel';
import { partsOf } from '../model/parts';

/** Chooses the process or the thread whose profile is shown. */
export function PartSelect({ panel, content }: { panel: Panel; content: Extract<Content, { kind: 'open' }> }) {
  const { summary, whole } = content;
  const parts = partsOf(whole ?? summary);
  if (parts.length === 0) {
    return null;
  }
  const onChange = (path: string) => panel.send({ type: 'showPart', ...(path === '' ? {} : { path }) });
  return (
    <label class="part" title="Shows the profile of one process or thread">
      <span class="heard">Processes and threads</span>
      <select
        class="select"
        data-testid="part"
        value={whole === undefined ? '' : summary.path}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        <option value="">All processes and threads</option>
        {parts.flatMap(({ label, path, threads }) => [
          <option key={label} value={path ?? label} disabled={path === undefined}>
            {label}
          </option>,
          ...threads.map((thread) => (
            <option key={thread.path} value={thread.path}>
              {`\u00a0\u00a0\u00a0${thread.label}`}
            </option>
          )),
        ])}
      </select>
    </label>
  );
}
