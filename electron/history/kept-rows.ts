import * as z from 'zod/mini'
import { Epoch, Instant, Layer, RigName, type SmesherId } from '../contract/model/basics.ts'
import { EpochOutcome, LookGap, ProofSeen, Remembered } from '../contract/model/history.ts'

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

/** Newest first. `first`: before it nobody ever looked; `null` while nobody has. */
export interface KeptGaps {
  readonly gaps: readonly LookGap[]
  readonly first: number | null
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

/** ATXs and rewards of one identity, newest first. */
export interface Earned {
  readonly atxs: readonly { readonly id: string; readonly epoch: Epoch; readonly at: Instant | null; readonly node: RigName | null }[]
  readonly rewards: readonly { readonly id: string; readonly layer: Layer; readonly smidge: string }[]
}

/** What the history can be asked; each throws `history_unreadable`. */
export interface Questions {
  readonly epochs: (identities: readonly SmesherId[], asked: EpochsAsked) => Promise<readonly KeptEpochs[]>
  readonly gaps: (asked: GapsAsked) => Promise<KeptGaps>
  /** Newest first. */
  readonly proofs: (identity: SmesherId, most: number) => Promise<readonly ProofSeen[]>
  readonly events: (asked: EventsAsked) => Promise<KeptEvents>
  readonly earned: (identity: SmesherId, most: number) => Promise<Earned>
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
  const { gaps, first } = answer as { readonly gaps: readonly { readonly node: string }[]; readonly first: number | null }
  const rows = gaps.map((gap) => ({ ...gap, node: gap.node === '' ? null : gap.node }))
  return { gaps: readable(LookGap, rows), first }
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

const Atx = z.object({ id: z.string(), epoch: Epoch, at: z.nullable(Instant), node: z.nullable(RigName) })
const Reward = z.object({ id: z.string(), layer: Layer, smidge: z.string() })

export function readEarned(answer: unknown): Earned {
  const { atxs, rewards } = answer as { readonly atxs: readonly unknown[]; readonly rewards: readonly unknown[] }
  return { atxs: readable(Atx, atxs), rewards: readable(Reward, rewards) }
}
