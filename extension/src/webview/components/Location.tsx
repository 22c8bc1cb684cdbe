import type { Row } from '../../protocol.gen';
import { hasSource } from '../model/panel';
import { nameStart } from '../model/paths';

/** Where a function begins. Where the room is scarce the folders give way first, then the file's name, the line never. */
export function Location({ row }: { row: Row }) {
  if (!hasSource(row)) {
    return (
      <span class="text" title="Written in C: it has no Python source">
        built-in
      </span>
    );
  }
  const start = nameStart(row.file);
  return (
    <span class="location" title={`${row.file}:${row.line}`}>
      <span class="location-folder">{row.file.slice(0, start)}</span>
      <span class="location-place">
        <span class="location-file">{row.file.slice(start)}</span>:{row.line}
      </span>
    </span>
  );
}
