import type { Epoch, Instant, Layer, SmesherId } from '../contract/model/basics.ts'
import type { NodeEventKind } from '../contract/model/node-event.ts'
import { instantOf, type WireCase, type WireDetails, type WireEvent, type WireTime, type WireValues } from './wire-event.ts'

/** One event of a node. `smesher` is `null` where the node speaks of itself. */
export interface NodeEvent {
  /** The node's clock. */
  readonly at: Instant
  readonly kind: NodeEventKind
  readonly failure: boolean
  readonly smesher: SmesherId | null
  /** The node's own help text, cut at 500 characters. */
  readonly help: string
  readonly fields: Readonly<Record<string, string>>
}

/** What parsing needs from outside: hex of bytes (fast where Buffers are), and the moment of arrival for events without a time. */
export interface EventContext {
  readonly hex: (bytes: Uint8Array) => string
  readonly receivedAt: number
}

type Fields = Record<string, string>
interface Read {
  readonly kind: NodeEventKind
  readonly smesher?: Uint8Array
  readonly fields?: Fields
}
interface Circumstance {
  readonly hex: EventContext['hex']
  readonly failure: boolean
}
type Reader<Case extends WireCase> = (value: WireValues[Case], circumstance: Circumstance) => Read

const cut = (text: string): string => text.slice(0, 300)
const until = (time: WireTime | undefined): Fields => {
  const instant = instantOf(time)
  return instant === null ? {} : { until: new Date(instant).toISOString() }
}
const round = ({ url, roundId }: { readonly url: string; readonly roundId: string }): Fields => ({ poet: cut(url), round: cut(roundId) })
const publishes = ({ publish }: { readonly publish: number }): Fields => ({ publish: String(publish) })
const targets = ({ publish, target }: { readonly publish: number; readonly target: number }): Fields => ({
  publish: String(publish),
  target: String(target),
})

const readers: { readonly [Case in WireCase]: Reader<Case> } = {
  beacon: ({ epoch }) => ({ kind: 'beacon', fields: { epoch: String(epoch) } }),
  initStart: ({ smesher }) => ({ kind: 'init-start', smesher }),
  initComplete: ({ smesher }) => ({ kind: 'init-complete', smesher }),
  initFailed: ({ smesher, error }) => ({ kind: 'init-failed', smesher, fields: { error: cut(error) } }),
  postStart: ({ smesher, challenge }, { hex }) => ({ kind: 'post-start', smesher, fields: { challenge: hex(challenge) } }),
  // A failure is the same case with `failure` and no challenge (docs/protocol.md §5).
  postComplete: ({ smesher, challenge }, { hex, failure }) => ({
    kind: failure ? 'post-failed' : 'post-complete',
    smesher,
    fields: challenge.length === 0 ? {} : { challenge: hex(challenge) },
  }),
  poetWaitRound: (value) => ({ kind: 'wait-registration', smesher: value.smesher, fields: { ...publishes(value), ...until(value.until) } }),
  waitingForPoetRegistrationWindow: (value) => ({
    kind: 'wait-registration',
    smesher: value.smesher,
    // Named the round's end, it is when the window opens (recorded).
    fields: { ...publishes(value), ...until(value.roundEnd) },
  }),
  poetWaitProof: (value) => ({ kind: 'wait-round-end', smesher: value.smesher, fields: { ...targets(value), ...until(value.until) } }),
  waitingForPoetRoundEnd: (value) => ({
    kind: 'wait-round-end',
    smesher: value.smesher,
    fields: { ...targets(value), ...until(value.roundEnd) },
  }),
  proofDownloadedFromPoet: (value) => ({ kind: 'poet-proof', fields: round(value) }),
  registeredInPoet: (value) => ({ kind: 'registered', smesher: value.smesher, fields: round(value) }),
  bestProofSelected: (value) => ({ kind: 'proof-selected', smesher: value.smesher, fields: round(value) }),
  atxPublished: ({ current, target, id, smesher }, { hex }) => ({
    kind: 'atx-published',
    smesher,
    fields: { publish: String(current), target: String(target), atx: hex(id) },
  }),
  eligibilities: ({ epoch, eligibilities, smesher }) => {
    const layers = eligibilities.slice(0, 40).map(({ layer }) => layer)
    return { kind: 'eligible', smesher, fields: { epoch: String(epoch), layers: layers.join(' '), count: String(eligibilities.length) } }
  },
  proposal: ({ smesher, layer }) => ({ kind: 'proposal', smesher, fields: { layer: String(layer) } }),
  malfeasance: ({ proof }) => ({ kind: 'malfeasance', smesher: proof?.smesherId?.id ?? new Uint8Array() }),
  postServiceStarted: () => ({ kind: 'service-started' }),
  postServiceStopped: () => ({ kind: 'service-stopped' }),
}

function readDetails<Case extends WireCase>(details: WireDetails<Case>, circumstance: Circumstance): Read {
  const reader: Reader<Case> = readers[details.$case]
  return reader(details.value, circumstance)
}

const noFields: Fields = {}

/** Challenges and ids have 32 bytes: of more than twice as many nothing further is kept. */
const bytesKept = 64
const shortened = (bytes: Uint8Array): Uint8Array => (bytes.length > bytesKept ? bytes.subarray(0, bytesKept) : bytes)

/**
 * Reads one event; `null` when it names an identity that is none (not 32 bytes).
 * An event of a kind we don't know stays visible as `unknown`.
 */
export function parseEvent(event: WireEvent, { hex, receivedAt }: EventContext): NodeEvent | null {
  const { details, failure, help } = event
  const read: Read = details === undefined ? { kind: 'unknown' } : readDetails(details, { hex: (bytes) => hex(shortened(bytes)), failure })
  if (read.smesher !== undefined && read.smesher.length !== 32) return null
  return {
    at: (instantOf(event.timestamp) ?? receivedAt) as Instant,
    kind: read.kind,
    failure,
    smesher: read.smesher === undefined ? null : (hex(read.smesher) as SmesherId),
    help: help.length > 500 ? help.slice(0, 500) : help,
    fields: read.fields ?? noFields,
  }
}

const numberOf = (field: string | undefined): number | null => {
  const number = Number(field ?? Number.NaN)
  return Number.isSafeInteger(number) ? number : null
}

/** The publish epoch that an event names; `null` where it names none. */
export const publishEpochOf = ({ fields }: NodeEvent): Epoch | null => numberOf(fields.publish) as Epoch | null

/** The layer that an event names; `null` where it names none. */
export const layerOf = ({ fields }: NodeEvent): Layer | null => numberOf(fields.layer) as Layer | null

/** Events that come in pairs: only they need to be held against the one before. */
export const isOfPair = ({ kind }: NodeEvent): boolean => kind === 'wait-registration' || kind === 'wait-round-end'

/** From 1.7.5 two pairs of events come together and mean one thing: the second of a pair adds nothing (docs/protocol.md §5). */
export const isSecondOfPair = (previous: NodeEvent | null, event: NodeEvent): boolean =>
  previous !== null &&
  previous.kind === event.kind &&
  isOfPair(event) &&
  previous.smesher === event.smesher &&
  previous.fields.publish === event.fields.publish &&
  previous.fields.until === event.fields.until &&
  event.at - previous.at < 1_000
