// What the upstream 1:n guide proposes for a network of one's own. No schema library: the page has this file as code.

const minuteMs = 60_000

export const guideNetwork = {
  layerMs: minuteMs,
  layersPerEpoch: 15,
  phaseShiftMs: 10 * minuteMs,
  cycleGapMs: 7 * minuteMs,
  graceMs: minuteMs,
  minUnits: 1,
  units: [4, 27, 31, 10, 7, 12, 11, 13, 17, 12],
  /** What the standalone preset has by itself (recorded). */
  coinbase: 'standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg',
  /** 16 bytes each. */
  labelsPerUnit: 1024,
} as const
