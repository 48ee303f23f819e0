import * as z from 'zod/mini'
import { Instant, RigName, SmesherId } from '../contract/model/basics.ts'
import { hashText } from '../storage/index.ts'
import { Binding } from './binding.ts'

const NodeSide = z.object({
  node: RigName,
  /** Absolute, without symlinks. */
  folder: z.string(),
  /** Runs when the plan was made, so it is started again at the end, or when the move is undone. */
  running: z.boolean(),
  userVersion: z.number(),
  /** Identities that stay there, or are there already: their nodes stand still for a while. */
  others: z.array(SmesherId),
  /** Absent in plans of older versions. */
  binding: z.optional(Binding),
})

/** A process that is ended: what a person agrees to is this one, not whatever has its name or its folder later. */
const EndedProcess = z.object({
  what: z.enum(['node', 'service']),
  name: RigName,
  pid: z.number(),
  startTicks: z.string(),
  bootId: z.string(),
  startedAt: z.nullable(Instant),
  executable: z.string(),
  folder: z.string(),
  commandLine: z.string(),
})

/** Everything a move will do, frozen before consent: what differs later stops it. */
export const FrozenPlan = z.object({
  v: z.literal(1),
  frozenAt: Instant,
  simulated: z.boolean(),
  genesisId: z.string(),
  identity: SmesherId,
  identityName: z.string(),
  source: z.extend(NodeSide, {
    keyFile: z.object({ name: z.string(), device: z.string(), inode: z.string(), sizeBytes: z.number(), sha256: z.string() }),
    poets: z.array(z.string()),
  }),
  target: z.extend(NodeSide, {
    /** The final name of the key file there; free when the plan was made. */
    keyName: z.string(),
    postAddress: z.string(),
    poets: z.array(z.string()),
    coinbase: z.string(),
    /** Rows of an earlier stay lie there, older by its own tombstone: they are replaced. */
    replacesRows: z.boolean(),
  }),
  /** As both nodes named it; `null` for none yet. */
  newestAtx: z.nullable(z.string()),
  service: z.object({ name: RigName, node: z.nullable(RigName), running: z.boolean(), binding: z.optional(Binding) }),
  /** How often the identity had changed hands, by every note found; absent in plans of older versions. */
  generation: z.optional(z.number()),
  /** Plans of earlier versions name none: then nothing that others have started is ended without asking. */
  ends: z.optional(z.array(EndedProcess)),
  /** Hash over version and columns of the tables that travel, equal on both sides. */
  schema: z.string(),
  wait: z.object({ layers: z.number(), layerMs: z.number() }),
  /** How long each node has taken to stop and start lately, for the plan's figures. */
  expected: z.object({ stopMs: z.number(), startMs: z.number() }),
})
export type FrozenPlan = z.output<typeof FrozenPlan>

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** JSON with sorted keys and no spaces: equal values give equal text. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const said = entries.flatMap(([key, part]) => (part === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(part)}`]))
  return `{${said.join(',')}}`
}

/** The plan as it is kept; a part that earlier versions did not have stays away where it is not there. */
export const planText = ({ ends, ...plan }: FrozenPlan): string => canonicalJson(ends === undefined ? plan : { ...plan, ends })

/** SHA-256 of the canonical JSON, 64 hex characters: what the consent is bound to. */
export const planHash = (plan: FrozenPlan): string => hashText(planText(plan))

/** Name of the batch that carries the plan out: the plan's own hash, so that one plan is one batch. */
export const batchName = (hash: string): string => hash.slice(0, 12)

/** What the user types: `<first 8 of the hash>:<number of keys>`. */
export const consentWords = (hash: string): string => `${hash.slice(0, 8)}:1`

/** The same plan made at another moment, in all that matters for safety; `null` when equal, else the part that changed. */
export function planDifference(before: FrozenPlan, now: FrozenPlan): string | null {
  // When a process began is told by the wall clock, which may be set meanwhile: its start ticks say which one it is.
  const timeless = ({ ends = [], ...plan }: FrozenPlan): Record<string, Json | undefined> => ({
    ...plan,
    frozenAt: 0,
    expected: null,
    ends: ends.map((one) => ({ ...one, startedAt: null })),
  })
  const [a, b] = [timeless(before), timeless(now)]
  return Object.keys(a).find((key) => canonicalJson(a[key] ?? null) !== canonicalJson(b[key] ?? null)) ?? null
}

/**
 * What of a consented plan is not true any more. The network goes on while a person reads: another ATX, which both nodes name alike
 * as their check says, changes nothing that was agreed. A first one does: a target that knows of none would pass for one that does.
 */
export const changedSince = (planned: FrozenPlan, now: FrozenPlan): string | null =>
  planDifference(planned.newestAtx === null || now.newestAtx === null ? planned : { ...planned, newestAtx: now.newestAtx }, now)

/**
 * Name of the key file at the target: the old one where it is free, since it is also the display name; else `sm-<first 16>.key`.
 * `taken` are the names there; compared without case, for file systems that don't know it. `null` when both are taken.
 */
export function targetKeyName(sourceName: string, id: SmesherId, taken: readonly string[]): string | null {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  const wanted = [sourceName === 'local.key' ? '' : sourceName, `sm-${id.slice(0, 16)}.key`]
  return wanted.find((name) => name !== '' && !used.has(name.toLowerCase())) ?? null
}
