import type { Verdict } from '../report.ts'
import { compareCourses, knownRegulars } from './compare-courses.ts'
import { isCourses } from './courses.ts'
import type { Facts } from './record.ts'
import { mayBeAbsent } from './trace.ts'

const verdictOf = (expected: unknown, got: unknown): Verdict =>
  JSON.stringify(expected) === JSON.stringify(got)
    ? { kind: 'equal' }
    : { kind: 'differ', differences: [{ what: 'order or form', expected, got }] }

/** Facts told by epochs are held together as courses, all others as they are. */
export function compareRun(expected: Facts, got: Facts): ReadonlyMap<string, Verdict> {
  const known = knownRegulars(Object.values(expected).filter(isCourses))
  const ids = Object.keys({ ...expected, ...got }).filter((id) => !mayBeAbsent(id) || (id in expected && id in got))
  return new Map(
    ids.map((id) => {
      const [left, right] = [expected[id], got[id]]
      if (!isCourses(left) || !isCourses(right)) return [id, verdictOf(left, right)]
      const compared = compareCourses(left, right, known.get(left.kind) ?? new Set())
      return [id, verdictOf(compared.expected, compared.got)]
    }),
  )
}
