import type { IcicleBox } from '../../protocol.gen';
import { rowHeight } from './draw';

/** A frame around a box: it moves without painting the boxes again. */
export function Outline({ kind, box, width }: { kind: 'focus' | 'hover'; box: IcicleBox | undefined; width: number }) {
  if (box === undefined) {
    return null;
  }
  const style = {
    left: `${box.start * width}px`,
    top: `${box.level * rowHeight}px`,
    width: `${Math.max(box.width * width, 3)}px`,
    height: `${rowHeight - 1}px`,
  };
  return <div class={`icicle-outline icicle-outline-${kind}`} data-testid={`icicle-${kind}`} style={style} />;
}
