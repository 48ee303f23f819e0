import type * as z from 'zod/mini'
import { Epoch, type Instant, Layer, type SmesherId } from '../contract/model/basics.ts'
import { EpochOutcome, KeptAtx, type KeptEarned, KeptReward, LookGap, type Paid, ProofSeen, Remembered } from '../contract/model/history.ts'

/** What is kept of the epochs of one identity, in no order. */
export interface KeptEpochs {
  readonly id: SmesherId
  readonly outcomes: readonly (readonly [epoch: Epoch, outcome: EpochOutcome])[]
  /** Epochs of ATXs that were seen. */
  readonly atxs: readonly Epoch[]
  readonly bannedAt: number | null
}

/** `before` is outside. */
export interface EpochsAsked {
  readonly from: number
  readonly before: number
}

export interface GapsAsked {
  readonly since: number
  readonly until: number
  readonly most: number
}

/** Up to here, inclusive, something was kept and is no more: an epoch, a layer, or (of gaps) a moment. */
export type Dropped = Readonly<Partial<Record<'outcomes' | 'atxs' | 'proofs' | 'rewards' | 'gaps', number>>>

/** Newest first. `first`: before it nobody ever looked; `null` while nobody has. */
export interface KeptGaps {
  readonly gaps: readonly LookGap[]
  readonly first: number | null
  readonly dropped: Dropped
}

export interface EventsAsked {
  /** Key of the entry before which to go on; `null`: from the newest. */
  readonly before: string | null
  readonly identity: SmesherId | null
  readonly kinds: readonly string[] | null
  readonly most: number
}

/** Newest first. `until`: of the entry before which it was asked; `forgotten`: up to here not all is kept any more. */
export interface KeptEvents {
  readonly entries: readonly Remembered[]
  /** With those that are damaged. */
  readonly read: number
  readonly until: number | null
  readonly forgotten: Instant | null
}

export interface PaidAsked extends EpochsAsked {
  /** Layers of an epoch. */
  readonly perEpoch: number
}

/** What the history can be asked; each throws `history_unreadable`, or `history_newer`. Newest first where it is not told otherwise. */
export interface Questions {
  readonly epochs: (identities: readonly SmesherId[], asked: EpochsAsked) => Promise<readonly KeptEpochs[]>
  readonly gaps: (asked: GapsAsked) => Promise<KeptGaps>
  readonly proofs: (identity: SmesherId, most: number, asked?: EpochsAsked) => Promise<readonly ProofSeen[]>
  readonly atxs: (identity: SmesherId, most: number, asked: EpochsAsked) => Promise<readonly KeptAtx[]>
  /** Epochs that something was paid in, oldest first. */
  readonly paid: (identity: SmesherId, asked: PaidAsked) => Promise<readonly ({ readonly epoch: Epoch } & Paid)[]>
  readonly events: (asked: EventsAsked) => Promise<KeptEvents>
  readonly earned: (identity: SmesherId, most: number) => Promise<KeptEarned>
}

/** Rows of a file that somebody may have damaged: those that make no sense are left out. */
const readable = <T>(schema: z.ZodMiniType<T>, rows: readonly unknown[]): T[] =>
  rows.flatMap((row) => {
    const { data } = schema.safeParse(row)
    return data === undefined ? [] : [data]
  })

const outcomes: ReadonlySet<unknown> = new Set(EpochOutcome.options)

export const readEpochs = (rows: unknown): readonly KeptEpochs[] =>
  (rows as readonly KeptEpochs[]).map((row) => ({ ...row, outcomes: row.outcomes.filter(([, outcome]) => outcomes.has(outcome)) }))

export function readGaps(answer: unknown): KeptGaps {
  const { gaps, ...beside } = answer as Omit<KeptGaps, 'gaps'> & { readonly gaps: readonly { readonly node: string }[] }
  const rows = gaps.map((gap) => ({ ...gap, node: gap.node === '' ? null : gap.node }))
  return { gaps: readable(LookGap, rows), ...beside }
}

export const readProofs = (rows: unknown): readonly ProofSeen[] =>
  readable(
    ProofSeen,
    (rows as readonly { readonly speed: number | null }[]).map(({ speed, ...row }) => ({ ...row, bytesPerSecond: speed })),
  )

export function readEvents(answer: unknown): KeptEvents {
  const { rows, ...beside } = answer as { readonly rows: readonly unknown[] } & Omit<KeptEvents, 'entries' | 'read'>
  return { entries: readable(Remembered, rows), read: rows.length, ...beside }
}

export const readAtxs = (rows: unknown): KeptAtx[] => readable(KeptAtx, rows as readonly unknown[])
export const readPaid = (rows: unknown): readonly ({ readonly epoch: Epoch } & Paid)[] => rows as ReturnType<typeof readPaid>

interface EarnedRows {
  readonly atxs: readonly unknown[]
  readonly rewards: readonly unknown[]
  readonly paid: Paid
  readonly dropped: Dropped
}

export function readEarned(answer: unknown): KeptEarned {
  const { atxs, rewards, paid, dropped } = answer as EarnedRows
  const forgotten = { epoch: Epoch.safeParse(dropped.atxs).data ?? null, layer: Layer.safeParse(dropped.rewards).data ?? null }
  return { atxs: readAtxs(atxs), rewards: readable(KeptReward, rewards), paid, forgotten }
}
