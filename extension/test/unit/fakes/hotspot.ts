import type { Hotspot } from '../../../src/protocol.gen';

/** A hotspot with the figures that a test does not care about. */
export function hotspot(figures: Partial<Hotspot>): Hotspot {
  return {
    function: '0',
    name: 'Basket.total',
    line: 4,
    heat: 4,
    calls: 1000,
    primitiveCalls: 1000,
    self: 1.239,
    cumulative: 2,
    selfPerCall: 0.001239,
    cumulativePerCall: 0.002,
    share: 0.453,
    cumulativeShare: 0.73,
    ...figures,
  };
}
