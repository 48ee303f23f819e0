import * as z from 'zod/mini'
import { type Epoch, SmesherId } from '../contract/model/basics.ts'
import type { EpochStanding } from '../contract/model/identity.ts'
import { keepNewest } from '../time/index.ts'

/** What was told of one epoch of one identity. */
export interface Told {
  readonly is: EpochStanding
  /** A person has seen that it is lost. */
  readonly seen: boolean
}

const epochsKept = 16
const seenKept = 500

const letters: Readonly<Record<EpochStanding, string>> = {
  unknown: 'u',
  'not-registered': 'n',
  ahead: 'a',
  due: 'd',
  proving: 'w',
  late: 'l',
  published: 'p',
  'published-late': 'q',
  missed: 'm',
}
const standings = new Map(Object.entries(letters).map(([is, letter]) => [letter, is as EpochStanding]))

/** Hears what is told of epochs, when that becomes another. */
export type Noted = (told: readonly (readonly [id: SmesherId, epoch: Epoch, is: EpochStanding])[]) => void

type Epochs = Map<Epoch, Told>
type Identities = Map<SmesherId, Epochs>

/** "61:p 62:q!": an exclamation mark where the loss was seen. */
const lineOf = (epochs: Epochs): string => [...epochs].map(([epoch, { is, seen }]) => `${epoch}:${letters[is]}${seen ? '!' : ''}`).join(' ')

function epochsOf(line: string): Epochs {
  const epochs: Epochs = new Map()
  for (const [, epoch, letter = '', seen] of line.matchAll(/(\d{1,9}):([a-z])(!?)(?: |$)/g)) {
    const is = standings.get(letter)
    if (is !== undefined) epochs.set(Number(epoch) as Epoch, { is, seen: seen === '!' })
  }
  return epochs
}

const BookFile = z.object({ version: z.literal(1), identities: z.record(SmesherId, z.string()), seen: z.array(z.string()) })

/** Reads what `text` wrote; a file of another version or form is an empty book, which only forgets. */
function read(text: string | null): { readonly identities: Identities; readonly seen: Set<string> } {
  try {
    const { identities, seen } = z.parse(BookFile, JSON.parse(text ?? ''))
    const lines = Object.entries(identities) as [SmesherId, string][]
    return { identities: new Map(lines.map(([id, line]) => [id, epochsOf(line)])), seen: new Set(seen) }
  } catch {
    return { identities: new Map(), seen: new Set() }
  }
}

function textOf(identities: Identities, seen: ReadonlySet<string>): string {
  const lines = Object.fromEntries([...identities].map(([id, epochs]) => [id, lineOf(epochs)]))
  return `${JSON.stringify({ version: 1, identities: lines, seen: [...seen] })}\n`
}

const newestFirst = (epochs: Epochs | undefined) =>
  [...(epochs ?? [])].map(([epoch, told]) => ({ epoch, told })).sort((one, other) => other.epoch - one.epoch)

/** What was told of every identity's epochs, kept over restarts: a loss stays until a person has seen it. `noted` hears what is known already, too. */
export function createEpochBook(text: string | null, noted: Noted = () => undefined) {
  const { identities, seen } = read(text)
  const revisions = new Map<SmesherId, number>()
  let revision = 0
  noted([...identities].flatMap(([id, epochs]) => [...epochs].map(([epoch, { is }]) => [id, epoch, is] as const)))
  const put = (id: SmesherId, epochs: Epochs, { epoch, told }: { readonly epoch: Epoch; readonly told: Told }) => {
    epochs.set(epoch, told)
    keepNewest(epochs, epochsKept)
    revisions.set(id, ++revision)
  }
  return {
    told: (id: SmesherId, epoch: Epoch): EpochStanding | null => identities.get(id)?.get(epoch)?.is ?? null,
    /** Notes what is told now; answers whether that is new. */
    note: (id: SmesherId, epoch: Epoch, is: EpochStanding): boolean => {
      const epochs = identities.get(id) ?? new Map<Epoch, Told>()
      const before = epochs.get(epoch)
      if (before?.is === is) return false
      identities.set(id, epochs)
      put(id, epochs, { epoch, told: { is, seen: false } })
      noted([[id, epoch, is]])
      return true
    },
    /** Newest first. */
    epochs: (id: SmesherId) => newestFirst(identities.get(id)),
    see: (id: SmesherId, epoch: Epoch) => {
      const epochs = identities.get(id)
      const before = epochs?.get(epoch)
      if (epochs !== undefined && before !== undefined && !before.seen) put(id, epochs, { epoch, told: { ...before, seen: true } })
    },
    /** Warnings that a person has seen, by their alert. */
    seen: seen as ReadonlySet<string>,
    seeAlert: (alert: string) => {
      if (seen.has(alert)) return
      seen.add(alert)
      for (const oldest of [...seen].slice(0, Math.max(0, seen.size - seenKept))) seen.delete(oldest)
      revision += 1
    },
    /** Counts changes, so that equal books need not be compared. */
    revision: (): number => revision,
    /** Counts changes of what was told of one identity. */
    revisionOf: (id: SmesherId): number => revisions.get(id) ?? 0,
    text: () => textOf(identities, seen),
  }
}
export type EpochBook = ReturnType<typeof createEpochBook>
