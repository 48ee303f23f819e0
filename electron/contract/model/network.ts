import * as z from 'zod/mini'
import { Bytes, FolderHandle, Instant, RigName, ShownPath } from './basics.ts'

// A network of a person's own: one standalone node with its PoET inside, and identities that are made for it.

/** The listeners that it needs, each with the port of the 1:n guide. */
export const networkPorts = {
  public: 10_092,
  private: 10_093,
  post: 10_094,
  json: 10_095,
  poet: 10_010,
  p2p: 17_513,
  /** Of the first service; each further one has one of its own. */
  operator: 10_051,
} as const
export type NetworkPort = keyof typeof networkPorts
const portNames = Object.keys(networkPorts) as [NetworkPort, ...NetworkPort[]]

const dayMs = 86_400_000
const Span = z.number().check(z.int(), z.gte(1000), z.lte(30 * dayMs))
const Units = z.number().check(z.int(), z.gte(1), z.lte(1024))

const mostIdentities = 50

/** What a person asks for; all durations in milliseconds. */
export const NetworkWishes = z.object({
  name: RigName,
  /** In which a folder of that name is made. */
  parent: FolderHandle,
  node: FolderHandle,
  service: FolderHandle,
  postcli: FolderHandle,
  genesisAt: Instant,
  layerMs: Span,
  layersPerEpoch: z.number().check(z.int(), z.gte(3), z.lte(100_000)),
  phaseShiftMs: Span,
  cycleGapMs: Span,
  graceMs: Span,
  coinbase: z.string().check(z.maxLength(120)),
  minUnits: Units,
  /** The size of each identity's data. */
  units: z.array(Units).check(z.minLength(1), z.maxLength(mostIdentities)),
})
export type NetworkWishes = z.output<typeof NetworkWishes>

/** What speaks against a wish. */
const networkFaults = [
  'name-taken',
  'folder-taken',
  'folder-unreadable',
  'genesis-too-near',
  'shift-too-long',
  'gap-too-long',
  'grace-too-long',
  'coinbase-invalid',
  'coinbase-other-network',
  'units-below-least',
  'no-space',
  'no-port',
] as const
export type NetworkFault = (typeof networkFaults)[number]

/** Everything that will lie there and run, before anything does. */
export const NetworkPlan = z.object({
  /** Names the whole plan; the consent is given to it. */
  hash: z.string(),
  folder: ShownPath,
  folders: z.array(ShownPath),
  files: z.array(z.object({ path: ShownPath, text: z.string() })),
  /** How each program is started, program first. */
  commands: z.array(z.object({ does: z.enum(['node', 'data', 'service']), name: z.string(), line: z.array(z.string()) })),
  /** Where each key is made, and where its node loads it. */
  keys: z.array(z.object({ from: ShownPath, to: ShownPath })),
  ports: z.array(z.object({ of: z.enum(portNames), wanted: z.number(), given: z.number() })),
  logFile: ShownPath,
  goldenAtx: z.string(),
  genesisId: z.string(),
  dataBytes: Bytes,
  freeBytes: z.nullable(Bytes),
  faults: z.array(z.object({ fault: z.enum(networkFaults), value: z.string() })),
})
export type NetworkPlan = z.output<typeof NetworkPlan>

/** In the order in which they are done; each looks at what is there. */
const networkSteps = ['files', 'first-start', 'poet-key', 'data', 'keys', 'second-start', 'services'] as const
export type NetworkStep = (typeof networkSteps)[number]

/** Why it rests. */
const networkProblems = [
  'asked-to-rest',
  'opened-again',
  'file-differs',
  'file-failed',
  'folder-in-use',
  'node-ended',
  'node-silent',
  'port-taken',
  'poet-silent',
  'data-failed',
  'key-missing',
  'key-differs',
  'key-elsewhere',
  'elsewhere-unknown',
  'stands-in-rig',
  'unexpected',
] as const
export type NetworkProblem = (typeof networkProblems)[number]

export const NetworkRow = z.object({
  name: RigName,
  folder: ShownPath,
  state: z.enum(['making', 'rests', 'made']),
  /** The one that is under way, or comes next; `null`: all are done. */
  step: z.nullable(z.enum(networkSteps)),
  problem: z.nullable(z.object({ key: z.enum(networkProblems), detail: z.string() })),
  genesisAt: Instant,
  /** When nodes register for the first round; data that is made later misses it. */
  registersAt: Instant,
  poetKey: z.nullable(z.string()),
  identities: z.array(
    z.object({
      name: RigName,
      units: z.number(),
      state: z.enum(['waits', 'making', 'made', 'key-in-place', 'proves']),
      doneBytes: Bytes,
      ofBytes: Bytes,
    }),
  ),
})
export type NetworkRow = z.output<typeof NetworkRow>
