import type { SlotRow } from '../../contract/model/rig.ts'

/** The row of a slot in which nothing ever ran, but for what is given. */
export const slotOf = (part: Partial<SlotRow> = {}): SlotRow => ({
  state: 'stopped',
  wanted: null,
  lastEnd: null,
  nextTryAt: null,
  heldBy: null,
  startClosed: null,
  stopClosed: 'not-running',
  restartClosed: 'not-running',
  stopWords: null,
  outlasted: false,
  pid: null,
  ours: false,
  adopted: false,
  startedAt: null,
  commandLine: [],
  ...part,
})
