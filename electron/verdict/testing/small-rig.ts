import type { Bytes, Epoch, Instant, Layer, RigName, SmesherId } from '../../contract/model/basics.ts'
import type { IdentityRow } from '../../contract/model/identity.ts'
import type { Alert, EpochClock, NodeRow, ServiceRow, SlotRow } from '../../contract/model/rig.ts'
import { slotOf } from '../../processes/testing/slot-of.ts'
import { newEpochEvidence } from '../../sight/epoch-evidence.ts'
import type { SeenRow } from '../../sight/index.ts'
import { createEpochBook, type EpochBook } from '../epoch-book.ts'
import { type Judged, judgeRows, newJudged } from '../judged.ts'
import type { RigFacts } from '../rig-facts.ts'
import type { Memory } from '../row-context.ts'
import { type Spoken, speak } from '../speak.ts'

/** A rig of one node and its identities, as plain data, for tests of the rules. */
export const minute = 60_000
export const name = (text: string): RigName => text as RigName
export const idOf = (index: number): SmesherId => String(index).padStart(64, '0') as SmesherId

/** Epochs of fifteen minutes: the gap is minute 3 to 10, its soft deadline ten seconds before, its hard one at the epoch's end. */
export const clock: EpochClock = {
  key: 'demo',
  node: name('home'),
  nodes: [name('home')],
  genesisAt: 0 as EpochClock['genesisAt'],
  layerMs: minute,
  layersPerEpoch: 15,
  phaseShiftMs: 10 * minute,
  cycleGapMs: 7 * minute,
  gracePeriodMs: minute,
  source: 'node-config',
  comparedAt: 0 as EpochClock['comparedAt'],
}
/** A moment of an epoch, in minutes after its start. */
export const at = (epoch: number, minutes: number): number => (epoch * 15 + minutes) * minute

export const nodeRow = (part: Partial<NodeRow> = {}): NodeRow => ({
  name: name('home'),
  simulated: false,
  dataFolder: '/home',
  addresses: { public: 'a:1', private: 'a:2', post: 'a:3' },
  reach: 'answers',
  seenAt: 0 as NodeRow['seenAt'],
  version: 'v1.7.6',
  genesisId: 'ff',
  network: 'demo',
  sync: { synced: true, peers: 3, currentLayer: 1 as Layer, latestLayer: 1 as Layer, processedLayer: 1 as Layer },
  coinbase: null,
  setup: 'remote',
  identities: [],
  findings: [],
  error: null,
  slot: null,
  ...part,
})

export const serviceRow = (part: Partial<ServiceRow> = {}, slot: Partial<SlotRow> = {}): ServiceRow => ({
  name: name('a1'),
  identity: idOf(1),
  node: name('home'),
  dataFolder: '/post/a1',
  address: null,
  operatorAddress: 'a:10',
  slot: slotOf({ state: 'running', startClosed: 'already-running', stopClosed: null, restartClosed: null, pid: 1, ours: true, ...slot }),
  connection: { state: 'connected', since: null, reason: null, dials: null },
  findings: [],
  ...part,
})

export const seenRow = (part: Partial<SeenRow> = {}): SeenRow => ({
  id: idOf(1),
  name: 'a1',
  node: name('home'),
  service: name('a1'),
  keyFiles: [],
  dataFolder: null,
  disk: null,
  numUnits: 1,
  sizeBytes: 1 as Bytes,
  cell: { key: 'ok', post: 'idle', operator: 'idle', event: 'none' },
  overlay: null,
  state: 'waiting',
  tone: 'idle',
  since: null,
  evidence: [],
  progress: { phase: 'none', nonces: null, pass: null, positionBytes: null, totalBytes: null, bytesPerSecond: null, expectedAt: null },
  ban: { state: 'not-proven', at: null, askedAt: [], silent: [], kind: null },
  life: { step: null, done: [] },
  lastAtx: { publishEpoch: 1 as Epoch, at: null },
  ...part,
})

export interface Scene extends Partial<Omit<RigFacts, 'now'>> {
  readonly now: number
  readonly book?: EpochBook
  readonly before?: Readonly<Record<string, Alert>>
  readonly judged?: Judged
  readonly waiting?: Map<string, number>
}

/** All that is said: the rows, and what follows from them. */
export interface Said extends Spoken {
  readonly identities: readonly IdentityRow[]
}

/** What waits to be told may be left away: then nothing does. */
type Optional<Telling extends { readonly waiting: unknown }> = Omit<Telling, 'waiting'> & Partial<Pick<Telling, 'waiting'>>

/** Judges a rig of which nothing is shown yet, and speaks of it. */
export function sayAll(
  facts: RigFacts,
  given: Pick<Memory, 'book' | 'judged'> & Optional<Omit<Parameters<typeof speak>[2], 'ages'>>,
): Said {
  const { book, judged, before, seen, waiting = new Map() } = given
  const found = judgeRows(facts, { book, rowBefore: () => undefined, judged })
  return { identities: found.rows.map(({ row }) => row), ...speak(facts, found, { before, seen, waiting, ages: book.ages }) }
}

/** What is said of a scene: everything not named is in order, and was looked at for long. */
export function said({ book = createEpochBook(null), before = {}, judged = newJudged(), waiting = new Map(), ...part }: Scene): Said {
  const facts: RigFacts = {
    identities: [],
    nodes: [nodeRow({ seenAt: part.now as NodeRow['seenAt'], identities: [idOf(1)] })],
    services: [serviceRow()],
    batches: [],
    lostMoves: [],
    keys: [],
    certificates: [],
    inventory: { lookedAt: part.now as Instant, unread: [] },
    clocks: new Map([[clock.key, clock]]),
    ofNode: new Map([[name('home'), clock.key]]),
    identity: () => ({ epochs: newEpochEvidence(), unbrokenSince: 0, shownAt: part.now - 10 * minute }),
    lookedSince: part.now - 10 * minute,
    hasProblem: false,
    starting: false,
    ...part,
  }
  return sayAll(facts, { book, judged, waiting, seen: book.seen, before })
}

export const rowOf = (spoken: Said, id = idOf(1)): IdentityRow => {
  const row = spoken.identities.find((one) => one.id === id)
  if (row === undefined) throw new Error('no row')
  return row
}
