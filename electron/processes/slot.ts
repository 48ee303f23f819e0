import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { Owner } from '../contract/model/rig.ts'
import { type Kind, kindNames } from './kinds.ts'
import { newLaw } from './restart-law.ts'

export type { Owner }

/** A place for one program of the rig: at most one process at a time stands in it. */
export interface SlotKey {
  readonly kind: Kind
  readonly name: RigName
}

/** The slot that such a text names; none when it names none. */
export function slotKeyOf(text: string): SlotKey[] {
  const [first, ...rest] = text.split(':')
  const [kind, name] = [kindNames.find((one) => one === first), RigName.safeParse(rest.join(':')).data]
  return name !== undefined && kind !== undefined ? [{ kind, name }] : []
}

export const slotText = ({ kind, name }: SlotKey): string => `${kind}:${name}`

const Identity = z.strictObject({ bootId: z.string(), pid: z.int().check(z.positive()), startTicks: z.string(), exe: z.string() })

const Run = z.strictObject({
  /** `starting` is written before the start, `running` after it. */
  stage: z.enum(['starting', 'running']),
  /** The child carries it in its environment: found by it when we were killed between the two records. */
  token: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  program: z.string(),
  args: z.array(z.string()),
  cwd: z.string(),
  logFile: z.string(),
  /** Where this run's output begins in the log file. */
  logOffset: z.int(),
  at: z.number(),
  identity: z.nullable(Identity),
})
export type Run = z.output<typeof Run>

const LastEnd = z.strictObject({
  meaning: z.string(),
  exit: z.nullable(z.number()),
  signal: z.nullable(z.string()),
  at: z.number(),
  line: z.string(),
  /** The last lines that matter: errors only. Records of earlier versions have neither these nor `by`. */
  lines: z.optional(z.array(z.string())),
  by: z.optional(z.enum(['person', 'batch', 'plan', 'nobody'])),
})
export type LastEnd = z.output<typeof LastEnd>

const Record = z.strictObject({
  version: z.literal(1),
  kind: z.custom<Kind>((value) => kindNames.some((one) => one === value)),
  name: RigName,
  /** What was asked for last, and by whom: so an end after a restart of the app has its author too. What a batch holds stands apart. */
  wanted: z.enum(['running', 'stopped']),
  wantedBy: z.optional(Owner),
  /** Earlier versions named the author of a stop here. */
  stopAsked: z.optional(z.enum(['person', 'batch'])),
  law: z.strictObject({
    starts: z.array(z.number()),
    failures: z.number(),
    degraded: z.boolean(),
    latched: z.boolean(),
    alike: z._default(z.number(), 0),
    nextAt: z.nullable(z.number()),
  }),
  run: z.nullable(Run),
  lastEnd: z.nullable(LastEnd),
})
/** What stands on disk about a slot, written durably before and after every start. Never a secret: arguments hold none. */
export type SlotRecord = z.output<typeof Record>

export const newRecord = ({ kind, name }: SlotKey): SlotRecord => ({
  version: 1,
  kind,
  name,
  wanted: 'stopped',
  law: { ...newLaw, starts: [] },
  run: null,
  lastEnd: null,
})

function parsed<Schema extends z.ZodMiniType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    return z.safeParse(schema, JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Parses a slot file; `null` when it is not one (the caller keeps the file and says so: a process may hide behind it). */
export const parseRecord = (text: string): SlotRecord | null => parsed(Record, text)

const Holds = z.strictObject({
  version: z.literal(1),
  holds: z.record(z.string().check(z.maxLength(64)), z.array(z.string().check(z.maxLength(100)))),
})
/** Which batch holds which slots (`slotText`); a held slot is started by nobody but its batch. */
export type Holds = Readonly<globalThis.Record<string, readonly string[]>>

export const parseHolds = (text: string): Holds | null => parsed(Holds, text)?.holds ?? null
export const holdsText = (holds: Holds): string => `${JSON.stringify({ version: 1, holds }, null, 2)}\n`

/** How a held folder stands among the slots: whatever entry has it, nobody but the batch starts anything on it. */
export const folderText = (place: string): string => `folder:${place}`

/** The batch that holds a slot by its name or by its folder's place; `null` when none does. */
export const holderOf = (holds: Holds, key: SlotKey, place: string | null): string | null =>
  Object.entries(holds).find(([, held]) => held.includes(slotText(key)) || (place !== null && held.includes(folderText(place))))?.[0] ??
  null

export type SlotState =
  | 'stopped'
  | 'starting'
  | 'running'
  | 'stopping'
  | 'ended'
  | 'backing-off'
  | 'latched'
  | 'external'
  | 'elsewhere'
  | 'unknown'

/** What is known of a slot at this moment, beside its record. */
export interface SlotSeen {
  readonly stopping: boolean
  /** A process that is not ours stands where this slot's would. */
  readonly externalPid: number | null
  /** It can't be told whether the recorded process still runs. */
  readonly unsure: boolean
  /** Its operator address answers as a post-service, and no process of this computer is seen to do so. */
  readonly answers: boolean
  /** By its entry it runs on another machine, where no process can be seen from here. */
  readonly elsewhere?: boolean
  readonly now: number
}

/** How a run that was not ours ended: nothing else is known of it. */
export const externalEnd = 'external-ended'

/** A start younger than this may still be a refusal. */
const settleMs = 2_000

export function slotState(record: SlotRecord, seen: SlotSeen): SlotState {
  if (seen.unsure) return 'unknown'
  if (record.run !== null) {
    if (seen.stopping) return 'stopping'
    return record.run.stage === 'starting' || seen.now - record.run.at < settleMs ? 'starting' : 'running'
  }
  if (seen.externalPid !== null || seen.answers) return 'external'
  if (seen.elsewhere === true) return 'elsewhere'
  if (record.wanted === 'stopped') return record.lastEnd?.meaning === externalEnd && record.lastEnd.by === 'nobody' ? 'ended' : 'stopped'
  if (record.law.latched) return 'latched'
  return record.law.nextAt === null ? 'ended' : 'backing-off'
}
