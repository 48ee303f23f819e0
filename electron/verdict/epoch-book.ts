import * as z from 'zod/mini'
import { type Epoch, SmesherId } from '../contract/model/basics.ts'
import type { EpochStanding } from '../contract/model/identity.ts'
import { AgesFile, createAges } from './ages.ts'
import { type Epochs, foldOldest, isForgotten, type LostSpan, seeUntil, type Told } from './unseen-losses.ts'

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

/** The newest epochs of an identity, and what was lost before them that nobody has seen. */
export interface Kept {
  readonly epochs: Epochs
  older: LostSpan | null
}
type Identities = Map<SmesherId, Kept>

/** "3-19*17 61:p 62:q!": an exclamation mark where the loss was seen; first, how many were lost before from when to when. */
const lineOf = ({ epochs, older }: Kept): string =>
  [
    ...(older === null ? [] : [`${older.from}-${older.to}*${older.epochs}`]),
    ...[...epochs].map(([epoch, { is, seen }]) => `${epoch}:${letters[is]}${seen ? '!' : ''}`),
  ].join(' ')

function keptOf(line: string): Kept {
  const [, from, to, lost] = /^(\d{1,9})-(\d{1,9})\*(\d{1,9})(?: |$)/.exec(line) ?? []
  const older = lost === undefined ? null : { epochs: Number(lost), from: Number(from) as Epoch, to: Number(to) as Epoch }
  const epochs: Epochs = new Map()
  for (const [, epoch, letter = '', seen] of line.matchAll(/(\d{1,9}):([a-z])(!?)(?: |$)/g)) {
    const is = standings.get(letter)
    if (is !== undefined) epochs.set(Number(epoch) as Epoch, { is, seen: seen === '!' })
  }
  return { epochs, older }
}

const BookFile = z.object({
  version: z.literal(1),
  identities: z.record(SmesherId, z.string()),
  seen: z.array(z.string()),
  /** Looked at by itself: where it can't be read no loss is forgotten. */
  ages: z.optional(z.unknown()),
})

interface Book {
  readonly identities: Identities
  readonly seen: Set<string>
  readonly ages: z.output<typeof AgesFile> | null
  /** It is of this version and form. */
  readonly isSound: boolean
}

/** Reads what `text` wrote; a file of another version or form is an empty book, which only forgets. */
function read(text: string | null): Book {
  try {
    const { identities, seen, ages } = z.parse(BookFile, JSON.parse(text ?? ''))
    const lines = Object.entries(identities) as [SmesherId, string][]
    const kept = z.safeParse(AgesFile, ages).data ?? null
    return { identities: new Map(lines.map(([id, line]) => [id, keptOf(line)])), seen: new Set(seen), ages: kept, isSound: true }
  } catch {
    return { identities: new Map(), seen: new Set(), ages: null, isSound: false }
  }
}

/** Of a text that is no book of this version nothing is known. */
export const isBook = (text: string): boolean => read(text).isSound

function textOf({ identities, seen, ages }: Omit<Book, 'isSound'>): string {
  const lines = Object.fromEntries([...identities].map(([id, kept]) => [id, lineOf(kept)]))
  return `${JSON.stringify({ version: 1, identities: lines, seen: [...seen], ages })}\n`
}

function entryOf(identities: Identities, id: SmesherId): Kept {
  const kept = identities.get(id) ?? { epochs: new Map<Epoch, Told>(), older: null }
  identities.set(id, kept)
  return kept
}

const newestFirst = (epochs: Epochs | undefined) =>
  [...(epochs ?? [])].map(([epoch, told]) => ({ epoch, told })).sort((one, other) => other.epoch - one.epoch)

const seenAlerts = (seen: Set<string>, changed: () => unknown) => ({
  /** Warnings that a person has seen, by their alert. */
  seen: seen as ReadonlySet<string>,
  seeAlert: (alert: string) => {
    if (seen.has(alert)) return
    seen.add(alert)
    for (const oldest of [...seen].slice(0, Math.max(0, seen.size - seenKept))) seen.delete(oldest)
    changed()
  },
})

/** What was told of every identity's epochs, kept over restarts: a loss stays until a person has seen it. `noted` hears what is known already, too. */
export function createEpochBook(text: string | null, noted: Noted = () => undefined) {
  const { identities, seen, ages: file } = read(text)
  const ages = createAges(file)
  const revisions = new Map<SmesherId, number>()
  let revision = 0
  noted([...identities].flatMap(([id, { epochs }]) => [...epochs].map(([epoch, { is }]) => [id, epoch, is] as const)))
  const put = (id: SmesherId, kept: Kept, { epoch, told }: { readonly epoch: Epoch; readonly told: Told }) => {
    kept.epochs.set(epoch, told)
    kept.older = foldOldest(kept.epochs, kept.older)
    revisions.set(id, ++revision)
  }
  return {
    /** Since when things are as they are. */
    ages,
    told: (id: SmesherId, epoch: Epoch): EpochStanding | null => identities.get(id)?.epochs.get(epoch)?.is ?? null,
    /** Notes what is told now; answers whether that is new. */
    note: (id: SmesherId, epoch: Epoch, is: EpochStanding): boolean => {
      const kept = entryOf(identities, id)
      if (kept.epochs.get(epoch)?.is === is || isForgotten(kept.epochs, epoch)) return false
      put(id, kept, { epoch, told: { is, seen: false } })
      noted([[id, epoch, is]])
      return true
    },
    /** Newest first. */
    epochs: (id: SmesherId) => newestFirst(identities.get(id)?.epochs),
    kept: (id: SmesherId): Readonly<Kept> | null => identities.get(id) ?? null,
    see: (id: SmesherId, epoch: Epoch) => {
      const kept = identities.get(id)
      const before = kept?.epochs.get(epoch)
      if (kept !== undefined && before !== undefined && !before.seen) put(id, kept, { epoch, told: { ...before, seen: true } })
    },
    /** A person has seen all that was lost up to this epoch. */
    seeUntil: (id: SmesherId, to: Epoch) => {
      const kept = identities.get(id)
      if (kept === undefined) return
      kept.older = seeUntil(kept.epochs, kept.older, to)
      revisions.set(id, ++revision)
    },
    ...seenAlerts(seen, () => ++revision),
    /** Counts changes, so that equal books need not be compared. */
    revision: (): number => revision,
    /** Counts changes of what was told of one identity. */
    revisionOf: (id: SmesherId): number => revisions.get(id) ?? 0,
    text: () => textOf({ identities, seen, ages: ages.file() }),
  }
}
export type EpochBook = ReturnType<typeof createEpochBook>
