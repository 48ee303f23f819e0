// Time: the network's (epochs, layers, gaps, deadlines) and the pace of what watches. No schema library, and no Node but in the
// computer's clock: the page imports it as code.
export { backOffMs } from './back-off.ts'
export { systemClock } from './clock.io.ts'
export type { Clock } from './clock.ts'
export { clockSkew } from './clock-skew.ts'
export { type EpochSpan, epochsIn, keepNewest, lastEpochs, layersBetween, newest, oldest, plus } from './counted.ts'
export { currentOrNextGap, type Deadlines, deadlinesOf, type Gap, gapOf, isInGap, nearGap, publishEpochAt } from './gap.ts'
export { type Lost, lostEpochs } from './lost.ts'
export { type GapTimes, gapTimesOf, type Moment, momentAt, nextChangeAt } from './moment.ts'
export { type EpochTimes, epochAt, epochMs, epochOfLayer, epochStart, layerAt, layerStart, type NetworkTimes } from './network-times.ts'
export { paced } from './paced.ts'
export { type Barrier, type Poll, repeat } from './repeat.ts'
