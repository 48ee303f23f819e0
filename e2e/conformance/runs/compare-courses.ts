import type { Course, Courses } from './courses.ts'

type Shown = readonly (readonly string[])[]

/** What both sides come to: equal texts when they agree, whatever the number of regular epochs was. */
export interface Compared {
  readonly expected: unknown
  readonly got: unknown
}

const textsOf = (course: Course): readonly string[] => course.steps.map(({ text }) => text)
const keyOf = (course: Course): string => JSON.stringify(textsOf(course))
const beginsWith = (whole: readonly string[], start: readonly string[]): boolean => start.every((text, index) => whole[index] === text)

/** Regular courses that a recording holds, by kind: only these may come more or less often. */
export function knownRegulars(facts: readonly Courses[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...Map.groupBy(facts, ({ kind }) => kind)].map(([kind, list]) => [
      kind,
      new Set(list.flatMap(({ courses }) => courses.filter(({ regular, whole }) => regular && whole).map(keyOf))),
    ]),
  )
}

interface Side {
  /** Courses that must come one to one. */
  readonly special: readonly Course[]
  readonly regular: ReadonlySet<string>
  /** The last course, when the end of the run cut it. */
  readonly cut: Course | null
  readonly all: readonly Course[]
  readonly endedAt: number
}

function sideOf(fact: Courses, courses: readonly Course[], known: ReadonlySet<string>): Side {
  const last = courses.at(-1)
  const cut = last === undefined || last.whole ? null : last
  const ended = cut === null ? courses : courses.slice(0, -1)
  const isRegular = (course: Course) => course.regular && course.whole && known.has(keyOf(course))
  return {
    special: ended.filter((course) => !isRegular(course)),
    regular: new Set(ended.filter(isRegular).map(keyOf)),
    cut,
    all: courses,
    endedAt: fact.endedAt,
  }
}

/** True when the recording saw the rest of its last course at a later point of the epoch than the run was watched to. */
function cameAfterEnd(expected: Side, got: Side): boolean {
  const { cut } = expected
  if (cut === null || cut.epoch === null) return cut === null
  const recordedEpoch = cut.epoch
  const epoch = got.cut?.epoch ?? (got.all.at(-1)?.epoch ?? 0) + 1
  const watchedTo = got.endedAt - epoch
  return cut.steps.slice(got.cut?.steps.length ?? 0).every(({ at }) => at !== null && at - recordedEpoch >= watchedTo)
}

/** What was seen beyond the recorded steps, from the last of these on, as it stands in the key of a course; null when it doesn't begin as they do. */
function goingOn(seen: readonly string[], recorded: readonly string[]): string | null {
  if (!beginsWith(seen, recorded)) return null
  return JSON.stringify(seen.slice(Math.max(0, recorded.length - 1))).slice(1)
}

/** True when `seen` begins as the recorded steps do and goes on from their last one as a regular course does. */
function continues(seen: readonly string[], recorded: readonly string[], known: ReadonlySet<string>): boolean {
  const rest = goingOn(seen, recorded)
  return rest !== null && (seen.length === recorded.length || [...known].some((key) => key.includes(rest.slice(0, -1))))
}

/** The same, to the end of a regular course. */
function completes(seen: readonly string[], recorded: readonly string[], known: ReadonlySet<string>): boolean {
  const rest = goingOn(seen, recorded)
  return rest !== null && seen.length > recorded.length && [...known].some((key) => key.endsWith(rest))
}

function endsAgree(expected: Side, got: Side, known: ReadonlySet<string>): boolean {
  const seen = got.cut === null ? [] : textsOf(got.cut)
  const isStartOfRegular = seen.length === 0 || [...known].some((key) => beginsWith(JSON.parse(key), seen))
  if (expected.cut === null) return isStartOfRegular
  const recorded = textsOf(expected.cut)
  if (continues(seen, recorded, known)) return true
  const beyond = got.special.length > expected.special.length
  return (beyond && isStartOfRegular) || (beginsWith(recorded, seen) && cameAfterEnd(expected, got))
}

/** Special courses one to one; beyond them only what the recording saw the beginning of when it ended. */
function specialsAgree(expected: Side, got: Side, known: ReadonlySet<string>): boolean {
  const [own, beyond] = [got.special.slice(0, expected.special.length), got.special.slice(expected.special.length)]
  const { cut } = expected
  return (
    own.length === expected.special.length &&
    own.every((course, index) => keyOf(course) === keyOf(expected.special[index] ?? course)) &&
    beyond.length <= 1 &&
    beyond.every((course) => cut !== null && completes(textsOf(course), textsOf(cut), known))
  )
}

const show = ({ special, regular, cut }: Side): { special: Shown; regular: Shown; cut: readonly string[] } => ({
  special: special.map(textsOf),
  regular: [...regular].toSorted().map((key) => JSON.parse(key)),
  cut: cut === null ? [] : textsOf(cut),
})

/**
 * Holds the courses of a run against the recorded ones. Regular epochs may be more or fewer, as long as one of each
 * recorded form was there; all others must come in the recorded order; the last may go on further than the recording
 * saw it, or be cut earlier in the epoch. Epochs missed by load are left out: they are named elsewhere.
 */
export function compareCourses(expected: Courses, got: Courses, known: ReadonlySet<string>): Compared {
  const isLate = (course: Course) => course.epoch !== null && got.missed.has(course.epoch) && !known.has(keyOf(course))
  const late = got.courses.filter(isLate)
  const sawFirst = got.courses.some((course) => course.epoch === 1 && !isLate(course))
  const wanted = expected.courses.filter(({ epoch }) => epoch !== 1 || sawFirst || !got.missed.has(1))
  const [left, right] = [
    sideOf(expected, wanted, known),
    sideOf(
      got,
      got.courses.filter((course) => !isLate(course)),
      known,
    ),
  ]
  const lacking = [...left.regular].filter((key) => !right.regular.has(key))
  const endIsLate = late.length > 0 && late.at(-1) === got.courses.at(-1)
  // What came late would have been the regular one.
  const hasRegulars = lacking.length === 0 || late.length > 0
  const agree = hasRegulars && specialsAgree(left, right, known) && (endIsLate || endsAgree(left, right, known))
  return agree ? { expected: show(left), got: show(left) } : { expected: show(left), got: show(right) }
}
