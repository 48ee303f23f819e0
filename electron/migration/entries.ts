import * as z from 'zod/mini'
import { Epoch, Layer } from '../contract/model/basics.ts'
import { MoveState } from '../contract/model/migration.ts'
import type { Journal, JournalKind, JournalRecord } from '../storage/index.ts'

// Whatever an earlier version left out reads as nothing: no entry is refused for having less.
const text = z._default(z.string(), '')
const number = z._default(z.number(), Number.NaN)
const layer = z._default(Layer, Number.NaN as Layer)
const known = <T extends z.ZodMiniType>(type: T) => z._default(z.nullable(type), null)

const nothing = z.object({})
const detail = z.object({ detail: text })
const because = z.object({ because: text })
const path = z.object({ to: text })
const renaming = z.object({ from: text, to: text })
const left = z.object({ node: text, because: text })
/** Rows by table. */
const counts = z.record(z.string(), z.number())

/** What stands in the journal beside time and state, by kind and step: this is the form on disk, and every name stays for ever. */
const table = {
  INTENT: {
    'stop-source': nothing,
    'stop-source-node': because,
    'retire-key': renaming,
    'stop-target': nothing,
    'stop-target-node': because,
    /** Rows of the identity that lay at the target before, and how many come. */
    'stage-rows': z.catchall(z.object({ rowsBefore: number }), z.number()),
    'copy-key': path,
    arm: z.object({ token: text, to: text }),
    'start-target': nothing,
    'start-service': z.object({ address: text }),
    'undo-temporary': nothing,
    'undo-rows': z.object({ rows: text, copy: known(z.string()) }),
    'undo-key': path,
    'undo-restart': nothing,
    disarm: renaming,
  },
  DONE: {
    'stop-source': nothing,
    'retire-key': z.object({ retired: text }),
    settle: z.object({ layer: known(Layer), untilLayer: layer }),
    'stop-target': nothing,
    'stage-rows': counts,
    'copy-key': nothing,
    'verify-key': nothing,
    arm: z.object({ key: text }),
    'start-target': z.object({ source: text }),
    'start-service': nothing,
    undo: z.object({ stopped: z.optional(z.string()) }),
  },
  EVIDENCE: {
    /** `ends`: marks of the processes whose end is agreed to, apart by spaces. */
    consent: z.object({ session: text, token: text, ends: z.optional(z.string()) }),
    'service-stop-report': detail,
    'source-stop-report': detail,
    'target-stop-report': detail,
    'source-silent': z.object({ because: text, stopped: z.optional(z.boolean()) }),
    'target-silent': z.object({ because: text, stopped: z.optional(z.boolean()) }),
    'source-held': z.object({ what: text }),
    atx: z.object({ id: known(z.string()), epoch: known(Epoch) }),
    'last-sign': z.object({ layer, signed: z.optional(z.nullable(Layer)), rebooted: z.optional(z.boolean()) }),
    banned: z.object({ by: text }),
    /** A private copy of the source's rows, the files it was taken from, and the hash of the rows. */
    copy: z.object({ folder: text, fingerprint: text, rows: text }),
    /** Hash of the rows that lie at the target. */
    rows: z.object({ rows: text }),
    'stays-stopped': left,
    restart: left,
    confirmed: z.object({
      node: known(z.string()),
      epoch: known(Epoch),
      atx: known(z.string()),
      seenBy: text,
      ban: text,
      asked: text,
      witnesses: text,
      loadable: number,
      at: number,
    }),
  },
  NOTE: {
    'state-by-facts': nothing,
    'begin-undo': z.object({ problem: text, detail: text }),
    freeze: z.object({ reason: text, detail: z.optional(z.string()) }),
    'fall-back': detail,
    resolve: z.object({ how: text }),
  },
} as const satisfies Readonly<Record<JournalKind, Readonly<Record<string, z.ZodMiniType>>>>

type Table = typeof table
export type StepOf<K extends JournalKind> = keyof Table[K]
export type EvidenceOf<K extends JournalKind, S extends StepOf<K>> = Table[K][S] extends z.ZodMiniType ? z.output<Table[K][S]> : never

type EntryOf<K extends JournalKind, S extends StepOf<K>> = {
  readonly kind: K
  readonly step: S
  /** The identity whose move it speaks of; `null`: all of the batch. */
  readonly move: string | null
  readonly to: MoveState | null
  readonly evidence: EvidenceOf<K, S>
} & Pick<JournalRecord, 'ts' | 'mono' | 'bootId'>

/** One entry of a move's journal, told by kind and step. */
export type Entry = { [K in JournalKind]: { [S in StepOf<K>]: EntryOf<K, S> }[StepOf<K>] }[JournalKind]

/** The journal of a batch, with its records read as entries. */
export interface MoveJournal extends Journal {
  readonly entries: readonly Entry[]
}

const To = z.nullable(MoveState)

/** `null`: not an entry of a move, as far as this version knows. */
export function readEntry(record: Omit<JournalRecord, 'v' | 'seq' | 'prev' | 'hash'>): Entry | null {
  const { kind, step, move = null, to, ts, mono, bootId, evidence } = record
  const steps: Readonly<Record<string, z.ZodMiniType>> = table[kind]
  const said = Object.hasOwn(steps, step) ? steps[step]?.safeParse(evidence) : undefined
  const state = To.safeParse(to)
  // Kind and step have chosen the form of the evidence.
  return said?.success === true && state.success
    ? ({ kind, step, move, to: state.data, ts, mono, bootId, evidence: said.data } as Entry)
    : null
}

/** What a journal says of one move: all that is said of it, and all that is said of the whole batch. */
export const entriesOf = (entries: readonly Entry[], identity: string): Entry[] =>
  entries.filter(({ move }) => move === null || move === identity)
