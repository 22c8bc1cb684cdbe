import { visible, visibleSentence } from '../../visibleText';
import type { Content, Panel } from '../model/panel';
import { baseName } from '../model/paths';
import { Icon } from './Icon';

/** The files that were added up, and those that could not be. */
export function Files({ panel, content: { summary, leftOut } }: { panel: Panel; content: Extract<Content, { kind: 'open' }> }) {
  if (summary.files.length === 0 && leftOut.length === 0) {
    return null;
  }
  const remove = (path: string) => panel.send({ type: 'removeFile', path });
  return (
    <ul class="files" aria-label="Files that are added up" data-testid="files">
      {summary.files.map(({ path, modified }, index) => (
        <li key={index} class="file" title={`${visible(path, 2_000)}, written ${new Date(modified * 1000).toLocaleString()}`}>
          {visible(baseName(path))}
          {index > 0 && <Remove path={path} onRemove={remove} />}
        </li>
      ))}
      {leftOut.map(({ path, text }) => (
        <li key={path} class="file file-left-out" title={visible(path, 2_000)}>
          <Icon name="warning" />
          {`${visible(baseName(path))} is not in these figures. ${visibleSentence(text)}`}
          <Remove path={path} onRemove={remove} />
        </li>
      ))}
    </ul>
  );
}

function Remove({ path, onRemove }: { path: string; onRemove: (path: string) => void }) {
  const label = `Take ${visible(baseName(path))} out`;
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={() => onRemove(path)}>
      <Icon name="close" />
    </button>
  );
}
