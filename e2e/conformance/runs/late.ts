import type { Course } from './courses.ts'
import { CLOSES, OPENS } from './run-times.ts'

/** A proof that came too late, by the run's own clock. */
interface LateProof {
  /** Publish epochs that were missed by it or came about in another way. */
  readonly missed: readonly number[]
  readonly why: string
}

const upTo = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)

/**
 * An epoch is missed when the proof before it ended after its registration had closed, or its own proof after its target
 * epoch had begun. When it ended while registration was open there is nothing to wait for, which is another course.
 */
function lateProof({ epoch, steps }: Course): LateProof | null {
  const at = steps.findLast(({ text }) => text.startsWith('postComplete'))?.at
  if (at === null || at === undefined) return null
  // The round that begins in this epoch is the first that could still be registered for; its ATX is published one epoch on.
  const round = Math.max(0, Math.ceil(at - CLOSES))
  const after = (epoch ?? 0) + 1
  const missed = [...(epoch !== null && at > after ? [epoch] : []), ...upTo(after, at > round + OPENS ? round + 1 : round)]
  const name = epoch === null ? 'initial proof' : `proof of epoch ${epoch}`
  const why = `its ${name} ended at ${at.toFixed(2)}, registration is open from ${OPENS} to ${CLOSES} of an epoch`
  return missed.length === 0 ? null : { missed, why }
}

export const lateProofs = (courses: readonly Course[]): readonly LateProof[] => courses.flatMap((course) => lateProof(course) ?? [])

export const missedByLoad = (courses: readonly Course[]): ReadonlySet<number> =>
  new Set(lateProofs(courses).flatMap(({ missed }) => missed))
