import * as z from 'zod/mini'
import { Act } from './act.ts'
import { alertKeys } from './alert-key.ts'
import { Address, Bytes, Check, Instant, Layer, RigName, ShownPath, SmesherId } from './basics.ts'
import { ClosedReason } from './closed.ts'
import { endings } from './endings.ts'
import { riskIds } from './risk-id.ts'
import { Simulation } from './simulation.ts'
import { stateKeys } from './states.ts'

/** Where a program of the rig stands; one list for everything that is run. */
const SlotState = z.enum([
  'stopped',
  'starting',
  'running',
  'stopping',
  'ended',
  'backing-off',
  'latched',
  'external',
  'elsewhere',
  'unknown',
])

/** Why the last run ended, as a meaning of the closed list (docs/protocol.md, endings). */
export const LastEnd = z.object({
  meaning: z.enum(endings),
  exit: z.nullable(z.number()),
  signal: z.nullable(z.string()),
  at: Instant,
  /** The line that says why; empty when none does. */
  line: z.string(),
  /** The last lines of its output that matter, oldest first. */
  lines: z.array(z.string()),
  /** Who asked for the end; `nobody`: it ended unasked; `unknown`: written down by an earlier version. */
  by: z.enum(['person', 'batch', 'plan', 'nobody', 'unknown']),
})
export type LastEnd = z.output<typeof LastEnd>

/** Who wants something of a program: a person, a move by its batch, or a plan by its name. */
export const Owner = z.union([z.object({ person: z.literal(true) }), z.object({ batch: z.string() }), z.object({ plan: z.string() })])
export type Owner = z.output<typeof Owner>

/** How a program of the rig runs, and what may be done with it now. */
export const SlotRow = z.object({
  state: SlotState,
  /** What was asked of it last, and by whom; `null`: nobody has asked, or an earlier version did not write down who. */
  wanted: z.nullable(z.object({ is: z.enum(['running', 'stopped']), by: Owner })),
  lastEnd: z.nullable(LastEnd),
  /** When a try is made again by itself; `null` when none is. */
  nextTryAt: z.nullable(Instant),
  heldBy: z.nullable(z.string()),
  /** Why start, stop or restart is closed right now; `null` when open. Keys of the words; `check:ID` names a finding. */
  startClosed: z.nullable(ClosedReason),
  stopClosed: z.nullable(ClosedReason),
  restartClosed: z.nullable(ClosedReason),
  /** What stands for the words that a person types to stop it (`consent.ts`); `null` when nothing is lost by stopping. */
  stopWords: z.nullable(z.string()),
  /** It was told to stop, had its time and runs on: `stopWords` now end it at once. */
  outlasted: z.boolean(),
  /** Of the process that runs here; `null` when none is seen, or none can be told. */
  pid: z.nullable(z.number()),
  /** Smeshdesk has started it, and stops it. */
  ours: z.boolean(),
  /** Started by an earlier run of Smeshdesk, and taken over. */
  adopted: z.boolean(),
  /** Of our own run. */
  startedAt: z.nullable(Instant),
  /** As it runs, whoever started it; else as it would be started. Program first. */
  commandLine: z.array(z.string()),
})
export type SlotRow = z.output<typeof SlotRow>

export const NodeRow = z.object({
  name: RigName,
  simulated: z.boolean(),
  dataFolder: z.nullable(ShownPath),
  addresses: z.object({ public: z.nullable(Address), private: z.nullable(Address), post: z.nullable(Address) }),
  reach: z.enum(['unknown', 'starting', 'answers', 'silent', 'garbled', 'hangs']),
  /** Last time any listener answered. */
  seenAt: z.nullable(Instant),
  version: z.nullable(z.string()),
  genesisId: z.nullable(z.string()),
  network: z.nullable(z.string()),
  sync: z.nullable(z.object({ synced: z.boolean(), peers: z.number(), currentLayer: Layer, latestLayer: Layer, processedLayer: Layer })),
  coinbase: z.nullable(z.string()),
  setup: z.enum(['unknown', 'remote', 'supervised', 'empty']),
  identities: z.array(SmesherId),
  /** What the folder scan says of the next start, worst first. */
  findings: z.array(Check),
  error: z.nullable(z.string()),
  /** How its process runs on this machine; `null` only while that was never looked at. */
  slot: z.nullable(SlotRow),
})
export type NodeRow = z.output<typeof NodeRow>

/**
 * A proof as the log of its service tells of it, by the service's own clock. A log tells in steps of whole files and seconds: of
 * bytes at least so many, and `null` where it does not tell.
 */
export const LoggedProof = z.object({
  /** `null`: its beginning was not read. */
  challenge: z.nullable(z.string()),
  phase: z.enum(['k2pow', 'reading', 'done', 'failed']),
  /** Of the last pass, `end` exclusive. */
  nonces: z.nullable(z.object({ start: z.number(), end: z.number() })),
  pass: z.nullable(z.number()),
  began: z.nullable(Instant),
  ended: z.nullable(Instant),
  /** Of the last line that tells of it. */
  at: Instant,
  /** Of this pass. */
  positionBytes: z.nullable(Bytes),
  /** Over all passes. */
  readBytes: z.nullable(Bytes),
  bytesPerSecond: z.nullable(z.number()),
})
export type LoggedProof = z.output<typeof LoggedProof>

export const ServiceRow = z.object({
  name: RigName,
  identity: z.nullable(SmesherId),
  node: z.nullable(RigName),
  /** `null`: on another machine. */
  dataFolder: z.nullable(ShownPath),
  address: z.nullable(Address),
  operatorAddress: z.nullable(Address),
  slot: SlotRow,
  /** Whether its node took it, as its log or its node tells; `dials`: the listener it should dial, where it dials a wrong one. */
  connection: z.object({
    state: z.enum(['unknown', 'connected', 'not-connected']),
    since: z.nullable(Instant),
    reason: z.nullable(z.string()),
    dials: z.nullable(Address),
  }),
  findings: z.array(Check),
  /** Of a run whose log is read, the newest last; one that is being made is the last. */
  logged: z.optional(z.array(LoggedProof)),
})
export type ServiceRow = z.output<typeof ServiceRow>

/** All that the epoch band needs; times are computed from genesis, never from a poll's arrival. */
export const EpochClock = z.object({
  /** The same for every node of one network with one PoET timing. */
  key: z.string(),
  /** Who told it, an answering node before a silent one. */
  node: RigName,
  /** All nodes that go by it. */
  nodes: z.array(RigName),
  genesisAt: Instant,
  layerMs: z.number(),
  layersPerEpoch: z.number(),
  phaseShiftMs: z.nullable(z.number()),
  cycleGapMs: z.nullable(z.number()),
  gracePeriodMs: z.nullable(z.number()),
  /** Where shift, gap and grace come from. */
  source: z.enum(['node-config', 'poet', 'known-network', 'unknown']),
  comparedAt: Instant,
})
export type EpochClock = z.output<typeof EpochClock>

/**
 * The rig's state in one voice: row, strip, count, filter, band and title say what stands here. Calm is a claim with evidence:
 * false while anything is unknown for a minute, a finding fails, a deadline has passed, or a lost epoch was not seen by the person.
 */
export const Verdict = z.object({
  calm: z.boolean(),
  /** Identities that need a person. */
  needs: z.number(),
  /** Identities of which all is known, that ask for nobody, and that can still keep, or have kept, the epoch that counts. */
  onCourse: z.number(),
  /** Identities, nodes and services of which nothing is known. */
  unknown: z.number(),
  /** With no alert open, why it is not calm all the same: a key of the words. */
  why: z.nullable(z.string()),
  /** The worst tone among the open alerts; `good` with none. */
  tone: z.enum(['good', 'idle', 'active', 'warn', 'odd', 'bad']),
  /** The oldest look that this claim rests on; `null` when nothing was looked at. */
  provenAt: z.nullable(Instant),
})
export type Verdict = z.output<typeof Verdict>

/** A risk: what could cost epochs, by which rule, on what evidence, with the one act that helps most. */
export const Alert = z.object({
  id: z.string(),
  risk: z.enum(riskIds),
  tone: z.enum(['odd', 'warn', 'bad', 'active', 'idle']),
  /** Key of the words; `values` fill it. */
  words: z.enum([...alertKeys, ...stateKeys]),
  values: z.record(z.string(), z.string()),
  since: Instant,
  /** It may have been so for longer: nobody looked before, or a clock was set back. */
  atLeast: z.boolean(),
  /** Since when it is no longer so: it stays until that has lasted (risks.ts). `null` while it is so. */
  over: z.nullable(Instant),
  /** What it rests on, as `saw` writes it, or as it came; where it is empty, the rows of `identities` say who says what. */
  evidence: z.array(z.string()),
  /** Where its evidence stands: a hash route. */
  route: z.nullable(z.string()),
  act: z.nullable(Act),
  /** When it costs something, and how many epochs; `null` where no clock is known or nothing is lost. */
  deadline: z.nullable(Instant),
  costEpochs: z.nullable(z.number()),
  /** The lower stands first: cost and urgency decide. Kept while the order allows it, so that what goes changes no other alert. */
  rank: z.number(),
  /** Whose rows ask for a person because of it. */
  identities: z.array(SmesherId),
  /** It is over and stays until a person has seen it. */
  acknowledge: z.boolean(),
})
export type Alert = z.output<typeof Alert>

/** Why the rig could not be opened or shown. `detail` is the outside's own line, or a reference into the log. */
const RigProblem = z.object({
  code: z.enum(['settings-broken', 'not-shown', 'failed', 'profile-taken']),
  detail: z.string(),
  /** Where the settings file is wrong; line from 1, and the known field that a misspelt one looks like. */
  settings: z.nullable(
    z.object({
      file: ShownPath,
      is: z.enum(['json', 'unknown-field', 'missing-field', 'value']),
      line: z.nullable(z.number()),
      field: z.nullable(z.string()),
      meant: z.nullable(z.string()),
    }),
  ),
})
export type RigProblem = z.output<typeof RigProblem>

/** A kept version of the settings; `keptAt`: when the next one took its place. */
export const SettingsVersion = z.object({ name: z.string(), keptAt: Instant, nodes: z.number(), services: z.number() })
export type SettingsVersion = z.output<typeof SettingsVersion>

export const RigState = z.object({
  kind: z.enum(['none', 'simulated', 'own']),
  /** Its entries are the person's: they can be added, changed and forgotten. Not in the playground. */
  editable: z.boolean(),
  profile: ShownPath,
  settingsFile: ShownPath,
  version: z.string(),
  host: z.enum(['desktop', 'console']),
  starting: z.nullable(z.object({ step: z.string(), done: z.number(), of: z.number() })),
  problem: z.nullable(RigProblem),
  /** Of the simulated rig, once it is ready; `null` for any other. */
  simulation: z.nullable(Simulation),
})
export type RigState = z.output<typeof RigState>

export const LogLine = z.object({
  seq: z.number(),
  at: z.nullable(z.string()),
  level: z.string(),
  text: z.string(),
  repeats: z.number(),
  /** What it means by itself, a key of the words: a step of its program or an ending; absent where no list knows it. */
  means: z.optional(z.string()),
})
export type LogLine = z.output<typeof LogLine>

export const FolderEntry = z.object({
  handle: z.string(),
  name: z.string(),
  path: ShownPath,
  /** What it looks like from outside; read only. */
  looksLike: z.enum(['node-data', 'post-data', 'folder', 'program', 'file', 'archive']),
})
export type FolderEntry = z.output<typeof FolderEntry>
