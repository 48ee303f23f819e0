import { isCalm, isSaid, judge, type Known, type Looks, toldBy } from './judge.ts'
import type { Trouble } from './trouble.ts'

interface Entry {
  readonly trouble: Trouble
  readonly began: number
  toldAt: number | null
  /** The sentence that first told it, with its acts. */
  sentence: string
  endedAt: number | null
  goneAt: number | null
  /** Its cause went on as another trouble, whose words it may share. */
  wentOn: boolean
}

export interface TroubleFigure {
  readonly name: string
  /** Milliseconds until row, sentence, act, count and title told it; `null`: never. */
  readonly toldMs: number | null
  readonly allowedMs: number
  readonly goneMs: number | null
  readonly sentence: string
}

export interface BookFigures {
  readonly samples: number
  readonly calmSamples: number
  readonly moments: number
  readonly troubles: readonly TroubleFigure[]
  readonly violations: readonly string[]
}

/** What the script did and what the pages said of it, look by look. */
export interface Book {
  begin(trouble: Trouble): void
  /** Mended, or seen by a person: from now on it may go. */
  end(name: string): void
  /** It is another trouble now, of the same cause. */
  goesOn(name: string): void
  /** What is gone by now may be told again in the same words: what comes next stops and starts nodes and services. */
  closeGone(): void
  isTold(name: string): boolean
  isGone(name: string): boolean
  /** Judges one look; gives what was told by it for the first time. */
  take(looks: Looks, facts: Pick<Known, 'published' | 'hard' | 'now'>): readonly string[]
  figures(): BookFigures
}

function takeTold(entry: Entry, looks: Looks, now: number): boolean {
  if (entry.toldAt !== null || entry.endedAt !== null) return false
  const said = toldBy(looks, entry.trouble)
  if (said === null) return false
  entry.toldAt = now
  entry.sentence = `${said.text} [${said.acts.join('] [')}]`
  return true
}

function takeGone(entry: Entry, looks: Looks, now: number): void {
  if (entry.endedAt === null || entry.goneAt !== null) return
  if (!isSaid(looks, entry.trouble)) entry.goneAt = now
}

const figureOf = ({ trouble, began, toldAt, endedAt, goneAt, sentence }: Entry): TroubleFigure => ({
  name: trouble.name,
  toldMs: toldAt === null ? null : toldAt - began,
  allowedMs: trouble.withinMs,
  goneMs: goneAt === null || endedAt === null ? null : goneAt - endedAt,
  sentence,
})

export function createBook(): Book {
  const entries: Entry[] = []
  const violations = new Map<string, number>()
  const counts = { samples: 0, calm: 0, moments: 0 }
  let before: readonly string[] = []
  const find = (name: string) => entries.find(({ trouble }) => trouble.name === name)
  const knownAt = (facts: Pick<Known, 'published' | 'hard' | 'now'>): Known => {
    const { now } = facts
    const open = entries.filter(({ endedAt }) => endedAt === null)
    const isOver = ({ endedAt, trouble, wentOn }: Entry) => endedAt !== null && !wentOn && now - endedAt > trouble.goneMs
    return {
      ...facts,
      overdue: open.filter(({ began, trouble }) => now - began > trouble.withinMs).map(({ trouble }) => trouble),
      told: open.filter(({ toldAt }) => toldAt !== null).map(({ trouble }) => trouble),
      // One that began anew is told rightly.
      mended: entries
        .filter((entry) => isOver(entry) && !open.some(({ trouble }) => String(trouble.says) === String(entry.trouble.says)))
        .map(({ trouble }) => trouble),
    }
  }
  return {
    begin: (trouble) =>
      void entries.push({ trouble, began: Date.now(), toldAt: null, sentence: '', endedAt: null, goneAt: null, wentOn: false }),
    end: (name) => {
      const entry = find(name)
      if (entry !== undefined) entry.endedAt ??= Date.now()
      counts.moments += 1
    },
    closeGone: () => {
      for (const entry of entries) if (entry.goneAt !== null) entry.wentOn = true
    },
    goesOn: (name) => {
      const entry = find(name)
      if (entry !== undefined) [entry.endedAt, entry.wentOn] = [Date.now(), true]
      counts.moments += 1
    },
    isTold: (name) => find(name)?.toldAt != null,
    isGone: (name) => find(name)?.goneAt != null,
    take: (looks, facts) => {
      counts.samples += 1
      counts.calm += isCalm(looks.table) ? 1 : 0
      const told = entries.filter((entry) => takeTold(entry, looks, facts.now))
      for (const entry of entries) takeGone(entry, looks, facts.now)
      const found = judge(looks, knownAt(facts))
      // Two pages are read one after the other, and a title is set after its frame: what stands in two looks running is so.
      for (const one of found) if (before.includes(one)) violations.set(one, (violations.get(one) ?? 0) + 1)
      before = found
      counts.moments += told.length
      return told.map(({ trouble }) => trouble.name)
    },
    figures: () => ({
      samples: counts.samples,
      calmSamples: counts.calm,
      moments: counts.moments,
      troubles: entries.map(figureOf),
      violations: [...violations].map(([said, times]) => `${said} (${times} looks)`),
    }),
  }
}
