import { kindOf } from './kinds.ts'
import { judgeEnding } from './latching.ts'
import { type Law, lawAfterEnd, newLaw } from './restart-law.ts'
import type { LastEnd, Owner, Run, SlotRecord } from './slot.ts'

/** The law as it is kept, with its list copied. */
const keptLaw = (law: Law): SlotRecord['law'] => ({ ...law, starts: [...law.starts] })

type Started = { readonly run: Run; readonly law: Law; readonly by: Owner | null }

/** `by` is who asked for it; by the law it goes on for who asked last. */
export const afterStart = (record: SlotRecord, { run, law, by }: Started): SlotRecord => ({
  ...record,
  wanted: 'running',
  ...(by === null ? {} : { wantedBy: by }),
  law: keptLaw(law),
  run,
})

export const afterRest = (record: SlotRecord, by: Owner): SlotRecord => ({
  ...record,
  wanted: 'stopped',
  wantedBy: by,
  law: keptLaw(newLaw),
})

/** Who is to be named for an end that was asked for; records of earlier versions have it in a field of its own. */
function authorOf({ wantedBy, stopAsked }: SlotRecord): LastEnd['by'] {
  if (wantedBy === undefined) return stopAsked ?? 'person'
  return 'batch' in wantedBy ? 'batch' : 'plan' in wantedBy ? 'plan' : 'person'
}

interface Ended {
  readonly run: Run
  readonly end: Omit<LastEnd, 'at' | 'by'>
  readonly stopping: boolean
  readonly now: number
  readonly random: number
}

/** That a run is over, and when the next try is due: never after an end that was asked for. */
export function afterEnd(record: SlotRecord, { run, end, stopping, now, random }: Ended): SlotRecord {
  const asked = stopping || record.wanted === 'stopped'
  const lastEnd: LastEnd = { ...end, at: now, by: asked ? authorOf(record) : 'nobody' }
  if (asked) return { ...record, run: null, lastEnd }
  const after = lawAfterEnd(record.law, { now, ranMs: now - run.at, ...judgeEnding(record.lastEnd, end), random })
  const law = kindOf(record.kind).restarts === 'law' ? after : { ...after, nextAt: null }
  return { ...record, run: null, law: keptLaw(law), lastEnd }
}
