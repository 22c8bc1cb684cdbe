/** Figures as people read them, the same in the marks and in the panel. Nothing here knows the editor. */

const units = [
  { name: 's', seconds: 1 },
  { name: 'ms', seconds: 1e-3 },
  { name: 'µs', seconds: 1e-6 },
  { name: 'ns', seconds: 1e-9 },
] as const;

/** Writes a duration with three significant digits in the largest unit in which it is at least 1: `1.24 s`, `45.0 ms`, `250 ns`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    return '–';
  }
  if (seconds === 0) {
    return '0 s';
  }
  const size = Math.abs(seconds);
  // Rounding comes before the choice of the unit: 0.99999 s is 1.00 s, not 1000 ms.
  const unit = units.find((candidate) => Number((size / candidate.seconds).toPrecision(3)) >= 1);
  if (unit === undefined) {
    return '<1 ns';
  }
  return `${threeDigits(seconds / unit.seconds)} ${unit.name}`;
}

/** Writes a duration in seconds as pstats prints it, with three decimals: `0.045`. */
export function formatPlainSeconds(seconds: number): string {
  return Number.isFinite(seconds) ? seconds.toFixed(3) : '–';
}

/** Writes the time that something has been going on, with tenths, and minutes where there are any: `3.2 s`, `2:05 min`. */
export function formatElapsed(seconds: number): string {
  if (seconds < 59.95) {
    return `${Math.max(seconds, 0).toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}

/** Writes a share, 0 to 1, as a percentage: `45 %`, `4.5 %`, `<0.1 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (!Number.isFinite(percent)) {
    return '–';
  }
  if (percent === 0) {
    return '0 %';
  }
  if (Math.abs(percent) < 0.05) {
    return '<0.1 %';
  }
  return Math.abs(percent) < 9.95 ? `${Number(percent.toFixed(1))} %` : `${percent.toFixed(0)} %`;
}

/** Writes a whole number with its thousands grouped: `1,000`. */
export function formatCount(count: number): string {
  return count.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Writes a count in little room, large ones with three significant digits: `9,999`, `12.3 k`, `1.24 M`. */
export function formatLarge(count: number): string {
  // Rounding comes before the choice of the unit: 999,999 is 1.00 M, not 1,000 k.
  const rounded = Number(count.toPrecision(3));
  if (count < 10_000) {
    return formatCount(count);
  }
  const unit = [...largeUnits].reverse().find(({ size }) => rounded >= size) ?? largeUnits[0];
  return `${threeDigits(count / unit.size)} ${unit.name}`;
}

const largeUnits = [
  { name: 'k', size: 1e3 },
  { name: 'M', size: 1e6 },
  { name: 'G', size: 1e9 },
] as const;

/** Writes a number of calls as pstats does: `total/primitive` where some were recursive, else the number alone. */
export function formatCalls(calls: number, primitiveCalls: number): string {
  return calls === primitiveCalls ? formatCount(calls) : `${formatCount(calls)}/${formatCount(primitiveCalls)}`;
}

function threeDigits(value: number): string {
  const rounded = Number(value.toPrecision(3));
  if (Math.abs(rounded) >= 100) {
    return formatCount(value);
  }
  return rounded.toFixed(Math.abs(rounded) >= 10 ? 1 : 2);
}
