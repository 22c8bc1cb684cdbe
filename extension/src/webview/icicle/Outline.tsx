import type { IcicleBox } from '../../protocol.gen';
import { rowHeight } from './draw';

interface Props {
  kind: 'focus' | 'hover';
  box: IcicleBox | undefined;
  /** The width of the view in pixels. */
  width: number;
  /** The height scrolled out of sight, where the frame does not scroll along. */
  scrollTop?: number;
}

/** A frame around a box: it moves without painting the boxes again. */
export function Outline({ kind, box, width, scrollTop = 0 }: Props) {
  if (box === undefined) {
    return null;
  }
  const style = {
    left: `${box.start * width}px`,
    top: `${box.level * rowHeight - scrollTop}px`,
    width: `${Math.max(box.width * width, 3)}px`,
    height: `${rowHeight - 1}px`,
  };
  return <div class={`icicle-outline icicle-outline-${kind}`} data-testid={`icicle-${kind}`} style={style} />;
}
