import * as z from 'zod/mini'
import { Instant, RigName, SmesherId } from '../contract/model/basics.ts'
import { hashText } from '../storage/index.ts'
import { Binding } from './binding.ts'

/** A node that stands still for a move; which way keys go is told by the moves. */
export const PlannedNode = z.strictObject({
  /** Absolute, without symlinks. */
  folder: z.string(),
  /** Runs when the plan was made, so it is started again at the end, or when the move is undone. */
  running: z.boolean(),
  userVersion: z.number(),
  /** Identities that stay there, or are there already: their nodes stand still for a while. */
  others: z.array(SmesherId),
  poets: z.array(z.string()),
  /** What services dial there, `host:port`, and who is paid; `null` where no key comes to. */
  postAddress: z.nullable(z.string()),
  coinbase: z.nullable(z.string()),
  /** Absent in plans of older versions. */
  binding: z.optional(Binding),
})

export const KeyFile = z.strictObject({
  name: z.string(),
  device: z.string(),
  inode: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
})

export const PlannedService = z.strictObject({
  name: RigName,
  node: z.nullable(RigName),
  running: z.boolean(),
  binding: z.optional(Binding),
})

/** One identity of a plan. */
const PlannedIdentity = z.strictObject({
  identity: SmesherId,
  name: z.string(),
  from: RigName,
  to: RigName,
  keyFile: KeyFile,
  /** The final name of the key file at the target; free when the plan was made. */
  keyName: z.string(),
  /** Rows of an earlier stay lie at the target, older by its own tombstone: they are replaced. */
  replacesRows: z.boolean(),
  /** As both nodes named it; `null` for none yet. */
  newestAtx: z.nullable(z.string()),
  /** How often the identity had changed hands, by every note found. */
  generation: z.number(),
  service: PlannedService,
})

/** A process that is ended: what a person agrees to is this one, not whatever has its name or its folder later. */
export const EndedProcess = z.strictObject({
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

/** What the parts of a plan have in common, in each of its forms. */
export const shared = {
  frozenAt: Instant,
  simulated: z.boolean(),
  genesisId: z.string(),
  /** Hash over version and columns of the tables that travel, equal on all sides. */
  schema: z.string(),
  wait: z.strictObject({ layers: z.number(), layerMs: z.number() }),
  /** How long each node has taken to stop and start lately, for the plan's figures. */
  expected: z.strictObject({ stopMs: z.number(), startMs: z.number() }),
} as const

/**
 * Everything a batch will do, frozen before consent: what differs later stops it. Of every node that it stops, and every identity that it
 * moves between two of them. Strict in all parts: a plan that says what this version does not know is not carried out by it.
 */
export const FrozenPlan = z.strictObject({
  v: z.literal(2),
  ...shared,
  nodes: z.record(RigName, PlannedNode),
  moves: z.array(PlannedIdentity),
  ends: z.array(EndedProcess),
})
export type FrozenPlan = z.output<typeof FrozenPlan>

/** Its moves are between two of its own nodes each, of which the second can be entered, and no identity moves twice. */
export function isSound({ nodes, moves }: FrozenPlan): boolean {
  const told = (node: RigName) => (Object.hasOwn(nodes, node) ? nodes[node] : undefined)
  const canEnter = (node: RigName) => (told(node)?.postAddress ?? null) !== null && (told(node)?.coinbase ?? null) !== null
  const between = moves.every(({ from, to }) => from !== to && told(from) !== undefined && canEnter(to))
  return between && moves.length > 0 && new Set(moves.map(({ identity }) => identity)).size === moves.length
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** What a text says; `null` for one that is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** JSON with sorted keys and no spaces: equal values give equal text. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const said = entries.flatMap(([key, part]) => (part === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(part)}`]))
  return `{${said.join(',')}}`
}

/** The plan as it is kept. */
export const planText = (plan: FrozenPlan): string => canonicalJson(plan)

/** SHA-256 of a plan as it is kept, 64 hex characters: what the consent is bound to. */
export const planHash = (plan: FrozenPlan): string => hashText(planText(plan))

/** Name of the batch that carries the plan out: the plan's own hash, so that one plan is one batch. */
export const batchName = (hash: string): string => hash.slice(0, 12)

/** What the user types: `<first 8 of the hash>:<number of keys>`. */
export const consentWords = (hash: string, keys: number): string => `${hash.slice(0, 8)}:${keys}`

/**
 * Name of the key file at the target: the old one where it is free, since it is also the display name; else `sm-<first 16>.key`.
 * `taken` are the names there; compared without case, for file systems that don't know it. `null` when both are taken.
 */
export function targetKeyName(sourceName: string, id: SmesherId, taken: readonly string[]): string | null {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  const wanted = [sourceName === 'local.key' ? '' : sourceName, `sm-${id.slice(0, 16)}.key`]
  return wanted.find((name) => name !== '' && !used.has(name.toLowerCase())) ?? null
}
