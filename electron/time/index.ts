// The network's time: epochs, layers, gaps and deadlines. No Node, no schema library: the page imports it as code.
export { clockSkew } from './clock-skew.ts'
export { currentOrNextGap, type Deadlines, deadlinesOf, type Gap, gapOf, isInGap, nearGap, publishEpochAt } from './gap.ts'
export { type GapTimes, gapTimesOf, type Moment, momentAt, nextChangeAt } from './moment.ts'
export { epochAt, epochMs, epochStart, layerAt, type NetworkTimes } from './network-times.ts'
