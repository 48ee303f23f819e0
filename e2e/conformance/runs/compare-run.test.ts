import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compareRun } from './compare-run.ts'
import { type Course, type Courses, isCourses } from './courses.ts'
import type { Facts } from './record.ts'
import { recordedMove, recordedRemote } from './recorded.ts'

const RECORDINGS = fileURLToPath(new URL('../../recordings', import.meta.url))
const move = recordedMove(RECORDINGS, 'run-move')
const remote = recordedRemote(RECORDINGS)

const differing = (expected: Facts, got: Facts): readonly string[] =>
  [...compareRun(expected, got)].flatMap(([id, { kind }]) => (kind === 'equal' ? [] : [id]))

function coursesIn(facts: Facts, id: string): Courses {
  const fact = facts[id]
  if (!isCourses(fact)) throw new Error(`${id} is not told by epochs`)
  return fact
}

/** The run with the courses of one fact changed. */
const changed = (facts: Facts, id: string, change: (courses: readonly Course[]) => readonly Course[]): Facts => ({
  ...facts,
  [id]: { ...coursesIn(facts, id), courses: change(coursesIn(facts, id).courses) },
})

const EVENTS = 'B: events of b1'
const regularOf = (facts: Facts, id: string): Course => {
  const found = coursesIn(facts, id).courses.find(({ regular }) => regular)
  if (found === undefined) throw new Error(`${id} has no regular epoch`)
  return found
}
const shifted = (course: Course, epochs: number): Course => ({
  ...course,
  epoch: course.epoch === null ? null : course.epoch + epochs,
  steps: course.steps.map(({ text, at }) => ({ text, at: at === null ? null : at + epochs })),
})
/** One more regular epoch before the course at this place. */
const longer = (facts: Facts, id: string, at: number): Facts =>
  changed(facts, id, (courses) =>
    courses.flatMap((course, index) =>
      index === at ? [regularOf(facts, id), shifted(course, 1)] : index > at ? [shifted(course, 1)] : [course],
    ),
  )

describe('a run', () => {
  it('is equal to itself', () => {
    expect(differing(move, move)).toEqual([])
    expect(differing(remote, remote)).toEqual([])
  })

  it('may have more regular epochs, wherever they came', () => {
    for (const id of [EVENTS, 'B: rows in challenge of b1', 'B: rows in poet_registration of b1'])
      for (let at = 2; at < coursesIn(move, id).courses.length; at += 1) expect(differing(move, longer(move, id, at))).toEqual([])
  })

  it('may have fewer regular epochs, but not none', () => {
    const { courses } = coursesIn(move, EVENTS)
    const regular = courses.filter((course) => course.regular)
    expect(regular.length).toBeGreaterThan(1)
    const one = changed(move, EVENTS, (all) => all.filter((course) => !course.regular || course === regular[0]))
    expect(differing(move, one)).toEqual([])
    const none = changed(move, EVENTS, (all) => all.filter((course) => !course.regular))
    expect(differing(move, none)).toEqual([EVENTS])
  })

  it('may have been watched further into its last epoch than the recording was', () => {
    const rest = regularOf(move, EVENTS).steps.slice(5)
    const further = changed(move, EVENTS, (all) =>
      all.map((course, index) => (index === all.length - 1 ? { ...course, steps: [...course.steps, ...rest.slice(0, 2)] } : course)),
    )
    expect(differing(move, further)).toEqual([])
    const wrong = changed(move, EVENTS, (all) =>
      all.map((course, index) => (index === all.length - 1 ? { ...course, steps: [...course.steps, ...rest.slice(1, 2)] } : course)),
    )
    expect(differing(move, wrong)).toEqual([EVENTS])
  })

  it('may be cut earlier in its last epoch, but only before the moment at which the recording saw the rest', () => {
    const recorded = coursesIn(move, EVENTS)
    const registeredAt = recorded.courses.at(-1)?.steps[4]?.at ?? 0
    const { courses } = coursesIn(
      changed(move, EVENTS, (all) =>
        all.map((course, index) => (index === all.length - 1 ? { ...course, steps: course.steps.slice(0, 4) } : course)),
      ),
      EVENTS,
    )
    expect(differing(move, { ...move, [EVENTS]: { ...recorded, courses, endedAt: registeredAt - 0.01 } })).toEqual([])
    expect(differing(move, { ...move, [EVENTS]: { ...recorded, courses, endedAt: registeredAt + 0.01 } })).toEqual([EVENTS])
  })

  it('differs by a course in another order, one that the recording does not know, one that is missing, and other fields', () => {
    const swap = (courses: readonly Course[], at: number): readonly Course[] =>
      courses.map((course, index) => (index === at ? (courses[at + 1] ?? course) : index === at + 1 ? (courses[at] ?? course) : course))
    const atStep = (text: (old: string) => string) => (courses: readonly Course[]) =>
      courses.map((course, index) =>
        index === 3 ? { ...course, steps: course.steps.map((step) => ({ ...step, text: text(step.text) })) } : course,
      )
    const wrong: readonly ((courses: readonly Course[]) => readonly Course[])[] = [
      (courses) => swap(courses, 0),
      (courses) => courses.filter((_, index) => index !== 0),
      (courses) => courses.filter((_, index) => index !== 2),
      (courses) => courses.slice(0, -1),
      atStep((old) => (old.startsWith('postComplete') ? `${old} failed` : old)),
      atStep((old) => old.replace('current ', '')),
      (courses) => courses.map((course, index) => (index === 3 ? { ...course, steps: course.steps.toReversed() } : course)),
      (courses) =>
        courses.map((course, index) =>
          index === 3 ? { ...course, steps: course.steps.filter(({ text }) => !text.startsWith('bestProof')) } : course,
        ),
    ]
    for (const change of wrong) expect(differing(move, changed(move, EVENTS, change))).toEqual([EVENTS])
  })

  it('differs by a row that never came or never went', () => {
    const id = 'B: rows in challenge of b1'
    const without = (text: string) => (courses: readonly Course[]) =>
      courses.map((course, index) => (index === 2 ? { ...course, steps: course.steps.filter((step) => step.text !== text) } : course))
    expect(differing(move, changed(move, id, without('row with PoET proof')))).toEqual([id])
    expect(differing(move, changed(move, id, without('gone')))).toEqual([id])
    expect(
      differing(
        move,
        changed(move, id, (courses) => courses.slice(0, -1)),
      ),
    ).toEqual([id])
  })

  it('differs by an epoch that was given up on the way', () => {
    const lost = (courses: readonly Course[]) =>
      courses.map((course, index) => (index === 3 ? { ...course, whole: false, steps: course.steps.slice(0, 5) } : course))
    for (const id of [EVENTS, 'Z: events of z1']) expect(differing(move, changed(move, id, lost))).toEqual([id])
  })

  it('differs by a fact that only one side has', () => {
    const { [EVENTS]: _, ...less } = move
    expect(differing(move, less)).toEqual([EVENTS])
    expect(differing(less, move)).toEqual([EVENTS])
  })
})

describe('an epoch missed by load', () => {
  const id = 'events of diskA_post1'
  const torn = (missed: readonly number[]): Facts => {
    const odd = (course: Course): Course => ({ ...course, whole: false, steps: course.steps.slice(0, -1) })
    const facts = changed(remote, id, (courses) =>
      courses.flatMap((course) =>
        course.epoch === 3 ? [odd(course), shifted(course, 1)] : course.epoch === 4 ? [shifted(course, 1)] : [course],
      ),
    )
    return { ...facts, [id]: { ...coursesIn(facts, id), missed: new Set(missed) } }
  }

  it('is left out only where the run itself proves it', () => {
    expect(differing(remote, torn([]))).toEqual([id])
    expect(differing(remote, torn([2]))).toEqual([id])
    expect(differing(remote, torn([3]))).toEqual([])
  })
})
