import type { Watched } from './courses.ts'
import { coursesOf, eventFacts } from './event-facts.ts'
import { lateProofs } from './late.ts'
import type { Facts, Names, NodeRecord } from './record.ts'
import { rowFacts } from './row-facts.ts'
import { stateFacts } from './status-facts.ts'
import { wireFacts } from './wire-facts.ts'

/** Facts that need something to have come by chance: absent on one side they say nothing. */
export const mayBeAbsent = (fact: string): boolean => /form of (?:proposal|eligibilities|beacon)$|columns of nipost$/.test(fact)

/** All facts of one node. */
export const nodeFacts = (record: NodeRecord, names: Names, watched: Watched): Facts => ({
  ...eventFacts(record.events, names, watched),
  ...stateFacts(record.states),
  ...rowFacts(record.tables, names, watched),
  ...wireFacts(record.calls, names),
})

export const withPrefix = (facts: Facts, prefix: string): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${prefix}${name}`, value]))

/** Publish epochs that each identity missed because the machine was too slow, and what proves it. */
export interface MissedEpochs {
  readonly owner: string
  readonly missed: readonly number[]
  readonly why: string
}

export function missedEpochs(record: NodeRecord, names: Names, watched: Watched): readonly MissedEpochs[] {
  if (!watched.excusesLate) return []
  return [...coursesOf(record.events, names, watched)].flatMap(([owner, courses]) =>
    lateProofs(courses).map((late) => ({ owner, ...late })),
  )
}

/** Epochs that say nothing of who publishes: all that were missed by load, but for the one that the run itself makes an identity miss. */
export const excusedEpochs = (
  late: readonly Pick<MissedEpochs, 'owner' | 'missed'>[],
  meant: { readonly owner: string; readonly epoch: number },
): ReadonlySet<number> =>
  new Set(late.flatMap(({ owner, missed }) => missed.filter((epoch) => owner !== meant.owner || epoch !== meant.epoch)))

export const missedNote = ({ owner, missed, why }: MissedEpochs): string =>
  `${owner}: epoch ${missed.join(', ')} missed by load, not compared: ${why}`

export const lateStartNote = (epoch: number): string =>
  `epoch ${epoch} not compared: the node was back from its restart only when registration for it had opened`
