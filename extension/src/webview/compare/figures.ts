/** Differences as people read them, with their signs. */

import { formatCount, formatPlainSeconds, formatSeconds, formatShare } from '../../format';
import type { TimeFormat } from '../model/view-options';

/** Writes a difference of times: `+1.20 s`, `−45.0 ms`, `0 s`. */
export function signedSeconds(seconds: number, times: TimeFormat): string {
  return signed(seconds, times === 'seconds' ? formatPlainSeconds : formatSeconds);
}

/** Writes a difference of numbers: `+1,200`, `−7`, `0`. */
export function signedCount(count: number): string {
  return signed(count, formatCount);
}

/** Writes a difference as a part of what was before: `+50 %`, `−100 %`, `0 %`. Very large ones are factors: `× 24`. */
export function signedPart(part: number): string {
  return part >= 10 ? `× ${formatCount(part + 1)}` : signed(part, formatShare);
}

function signed(value: number, format: (size: number) => string): string {
  const size = format(Math.abs(value));
  return value === 0 ? size : `${value < 0 ? '−' : '+'}${size}`;
}
