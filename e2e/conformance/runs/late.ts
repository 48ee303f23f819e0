import type { Course } from './courses.ts'
import { CLOSES } from './run-times.ts'

/** A proof that came too late, by the run's own clock. */
interface LateProof {
  /** Publish epochs that were missed by it. */
  readonly missed: readonly number[]
  readonly why: string
}

const upTo = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)

/** An epoch is missed when the proof before it ended after its registration had closed, or its own proof after its target epoch had begun. */
function lateProof({ epoch, steps }: Course): LateProof | null {
  const at = steps.findLast(({ text }) => text.startsWith('postComplete'))?.at
  if (at === null || at === undefined) return null
  // The round that begins in this epoch is the first that could still be registered for; its ATX is published one epoch on.
  const round = Math.max(0, Math.ceil(at - CLOSES))
  const missed = [...(epoch !== null && at > epoch + 1 ? [epoch] : []), ...upTo((epoch ?? 0) + 1, round)]
  const name = epoch === null ? 'initial proof' : `proof of epoch ${epoch}`
  const phase = `${(at - (epoch ?? 0)).toFixed(2)} epochs after the beginning of epoch ${epoch ?? 0}`
  return missed.length === 0 ? null : { missed, why: `its ${name} ended ${phase}, registration closed after ${CLOSES}` }
}

export const lateProofs = (courses: readonly Course[]): readonly LateProof[] => courses.flatMap((course) => lateProof(course) ?? [])

export const missedByLoad = (courses: readonly Course[]): ReadonlySet<number> =>
  new Set(lateProofs(courses).flatMap(({ missed }) => missed))
