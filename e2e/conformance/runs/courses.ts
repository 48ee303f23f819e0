import { epochsAt, type RunTimes } from './run-times.ts'

/** One step of a course and when it was seen, in epochs since genesis; null where that isn't known. */
interface Step {
  readonly text: string
  readonly at: number | null
}

/** What was seen of one identity for one publish epoch, in order. */
export interface Course {
  /** Publish epoch; null for what belongs to none, like the initial proof. */
  readonly epoch: number | null
  readonly steps: readonly Step[]
  /** It came to its end, which is the publication. */
  readonly whole: boolean
  /** It has the shape of an epoch in which nothing was done to anybody; how many of these there are says how long the run was. */
  readonly regular: boolean
}

/** A fact told by epochs. */
export interface Courses {
  /** Courses of the same kind have the same steps. */
  readonly kind: string
  readonly courses: readonly Course[]
  /** When nobody looked any more, in epochs since genesis. */
  readonly endedAt: number
  /** Publish epochs that this run's own clock proves to have been missed because the machine was too slow. */
  readonly missed: ReadonlySet<number>
}

export const isCourses = (fact: unknown): fact is Courses => typeof fact === 'object' && fact !== null && 'courses' in fact

/** When and how a node was watched. */
export interface Watched {
  readonly times: RunTimes
  /** In epochs since genesis. */
  readonly endedAt: number
  /** Leave out epochs that the machine was too slow for. */
  readonly excusesLate: boolean
  /** Publish epochs before which a step of the run itself came too late. */
  readonly unfit: ReadonlySet<number>
}

/** Something that was seen, with what tells its epoch when it does. */
export interface Sight {
  readonly kind: string
  readonly text: string
  readonly publish: number | null
  readonly atMs: number | null
}

const PUBLISHED = 'atxPublished'

const REGULAR = [
  'poetWaitRound',
  'waitingForPoetRegistrationWindow',
  'registeredInPoet',
  'poetWaitProof',
  'waitingForPoetRoundEnd',
  'bestProofSelected',
  'postStart',
  'postComplete',
  PUBLISHED,
]

const same = (left: readonly string[], right: readonly string[]): boolean => JSON.stringify(left) === JSON.stringify(right)

/** The events of one identity by publish epoch; what tells no epoch belongs to the one before it. The first epoch differs from all others: nothing could be published before it. */
export function eventCourses(sights: readonly Sight[], times: RunTimes): readonly Course[] {
  // A course that begins right after a publication, with nothing to wait for, tells its epoch only by a later event.
  const groups: { epoch: number | null; readonly unnamed: boolean; readonly sights: Sight[] }[] = []
  for (const sight of sights) {
    const last = groups.at(-1)
    const published = last?.sights.at(-1)?.kind === PUBLISHED
    const named = sight.publish !== null && sight.publish !== last?.epoch
    if (last === undefined || published || (named && !(last.unnamed && last.epoch === null)))
      groups.push({ epoch: sight.publish, unnamed: published, sights: [sight] })
    else {
      last.epoch ??= sight.publish
      last.sights.push(sight)
    }
  }
  return groups.map(({ epoch, sights: own }) => ({
    epoch,
    steps: own.map(({ text, atMs }) => ({ text, at: atMs === null ? null : epochsAt(times, atMs) })),
    whole: own.at(-1)?.kind === PUBLISHED,
    regular:
      epoch !== 1 &&
      own.every(({ text }) => !text.endsWith(' failed')) &&
      same(
        own.map(({ kind }) => kind),
        REGULAR,
      ),
  }))
}

/** The row of one identity in a table as it stood at one look; null when there was none. */
export interface RowLook {
  readonly stage: { readonly text: string; readonly epoch: number | null } | null
  readonly atMs: number | null
}

/** What became of each epoch's row, `gone` at its end, whether or not the next one was there by then. */
export function rowCourses(looks: readonly RowLook[], regular: readonly string[], times: RunTimes): readonly Course[] {
  const open: { epoch: number | null; steps: Step[] }[] = []
  for (const { stage, atMs } of looks) {
    const at = atMs === null ? null : epochsAt(times, atMs)
    const last = open.at(-1)
    const ended = last === undefined || last.steps.at(-1)?.text === 'gone'
    if (last !== undefined && !ended && (stage === null || stage.epoch !== last.epoch)) last.steps.push({ text: 'gone', at })
    if (stage === null) continue
    if (ended || stage.epoch !== last.epoch) open.push({ epoch: stage.epoch, steps: [{ text: stage.text, at }] })
    else if (last.steps.at(-1)?.text !== stage.text) last.steps.push({ text: stage.text, at })
  }
  return open.map(({ epoch, steps }) => ({
    epoch,
    steps,
    whole: steps.at(-1)?.text === 'gone',
    regular: same(
      steps.map(({ text }) => text),
      regular,
    ),
  }))
}
