import type { TimelineEntry } from '../../../electron/contract/model/identity.ts'

/** Equal events that follow each other, as one: how many, from when to when, and what they name. */
export interface FoldedEvent {
  readonly kind: string
  readonly failure: boolean
  readonly count: number
  /** The newest and the oldest of them. */
  readonly at: number
  readonly since: number
  readonly help: string
  /** What all of them say alike; a number that differs is a range, all else that differs is left out. */
  readonly fields: Readonly<Record<string, FoldedField>>
}
export type FoldedField = { readonly value: string } | { readonly from: number; readonly to: number }

const whole = /^\d{1,15}$/

const fieldOf = (values: readonly string[]): FoldedField | null => {
  const [first = ''] = values
  if (values.every((value) => value === first)) return { value: first }
  if (!values.every((value) => whole.test(value))) return null
  const numbers = values.map(Number)
  return { from: Math.min(...numbers), to: Math.max(...numbers) }
}

const foldOne = (entries: readonly [TimelineEntry, ...TimelineEntry[]]): FoldedEvent => {
  const [newest] = entries
  const fields: Record<string, FoldedField> = {}
  for (const name of Object.keys(newest.fields)) {
    const field = fieldOf(entries.map((entry) => entry.fields[name] ?? ''))
    if (field) fields[name] = field
  }
  return {
    kind: newest.kind,
    failure: newest.failure,
    count: entries.length,
    at: newest.at,
    since: entries.at(-1)?.at ?? newest.at,
    help: newest.help,
    fields,
  }
}

/** What tells one ATX, round or challenge from another never folds into one line. */
const alike = (a: TimelineEntry, b: TimelineEntry): boolean =>
  a.kind === b.kind &&
  a.failure === b.failure &&
  a.node === b.node &&
  ['publish', 'epoch', 'round', 'challenge', 'atx', 'error'].every((name) => a.fields[name] === b.fields[name])

/** Newest first, as they come. */
export const foldEvents = (entries: readonly TimelineEntry[]): readonly FoldedEvent[] => {
  const groups: [TimelineEntry, ...TimelineEntry[]][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (last && alike(last[0], entry)) last.push(entry)
    else groups.push([entry])
  }
  return groups.map(foldOne)
}
