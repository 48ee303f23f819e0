import type { Event } from '../../../../proto/generated/spacemesh/v1/events.ts'
import type { BuilderEvent } from '../builder/builder-types.ts'
import { epochStart, type Timing } from '../chain/epoch-clock.ts'

/** Everything the stream can carry; ids as bytes, times in milliseconds. */
export type NodeEvent =
  | { readonly is: 'beacon'; readonly epoch: number; readonly beacon: Uint8Array }
  | (BuilderEvent & { readonly smesher: Uint8Array })
  | { readonly is: 'atx-published'; readonly publish: number; readonly id: Uint8Array; readonly smesher: Uint8Array }
  | {
      readonly is: 'eligibilities'
      readonly epoch: number
      readonly beacon: Uint8Array
      readonly atx: Uint8Array
      readonly activeSetSize: number
      readonly layers: { layer: number; count: number }[]
      readonly smesher: Uint8Array
    }
  | { readonly is: 'proposal'; readonly layer: number; readonly proposal: Uint8Array; readonly smesher: Uint8Array }

type Details = NonNullable<Event['details']>
type Of<Name extends NodeEvent['is']> = Extract<NodeEvent, { is: Name }>

const help: Readonly<Record<NodeEvent['is'], string>> = {
  beacon: 'Node computed randomness beacon, which will be used to determine consensus eligibility.',
  'post-start': 'Node started PoST execution using the challenge from PoET.',
  'post-complete': 'Node finished PoST execution using PoET challenge.',
  'post-failure': 'Node failed PoST execution.',
  'poet-wait-round':
    'Node is waiting for PoET registration window in current epoch to open. After this it will submit challenge and wait until PoET round ends in publish epoch.',
  'poet-wait-proof':
    "Node is waiting for PoET to complete. After it's complete, the node will fetch the PoET proof, generate a PoST proof, and finally publish an ATX to establish eligibility for rewards in the target epoch.",
  registered: 'Registered in PoET.',
  'proof-downloaded': 'Downloaded proof from PoET.',
  'best-proof': 'Best PoET proof selected.',
  'atx-published':
    'Node published activation for the current epoch. It now needs to wait until the target epoch when it will be eligible for rewards.',
  eligibilities:
    'Node computed eligibilities for the epoch. Rewards will be received after successfully publishing proposals at specified layers. The rewards actually received will be based on the number of other participants in each layer.',
  proposal: 'Node published proposal. Rewards will be received once proposal is included in the block.',
}

interface Saying {
  /** The computer's time, and when a moment of the network is on its clock. */
  readonly now: number
  readonly wallOf: (network: number) => number
  readonly timing: Timing
  /** The events that came with 1.7.5, which say some things twice. */
  readonly paired: boolean
}

type Writers = { readonly [Name in NodeEvent['is']]: (event: Of<Name>, saying: Saying) => readonly Details[] }

const writers: Writers = {
  beacon: ({ epoch, beacon }) => [{ $case: 'beacon', value: { epoch, beacon: bytes(beacon) } }],
  'post-start': ({ challenge, smesher }) => [{ $case: 'postStart', value: { challenge: bytes(challenge), smesher: bytes(smesher) } }],
  'post-complete': ({ challenge, smesher }) => [{ $case: 'postComplete', value: { challenge: bytes(challenge), smesher: bytes(smesher) } }],
  'post-failure': ({ smesher }) => [{ $case: 'postComplete', value: { challenge: Buffer.alloc(0), smesher: bytes(smesher) } }],
  'poet-wait-round': waitRound,
  'poet-wait-proof': waitProof,
  registered: ({ url, roundId, smesher }, { paired }) =>
    paired ? [{ $case: 'registeredInPoet', value: { url, roundId, smesher: bytes(smesher) } }] : [],
  'proof-downloaded': ({ url, roundId, ticks }, { paired }) =>
    paired ? [{ $case: 'proofDownloadedFromPoet', value: { url, roundId, ticks: BigInt(ticks) } }] : [],
  'best-proof': ({ url, roundId, ticks, smesher }, { paired }) =>
    paired ? [{ $case: 'bestProofSelected', value: { url, roundId, ticks: BigInt(ticks), smesher: bytes(smesher) } }] : [],
  'atx-published': published,
  eligibilities: ({ epoch, beacon, atx, activeSetSize, layers, smesher }) => [
    {
      $case: 'eligibilities',
      value: { epoch, activeSetSize, eligibilities: layers, beacon: bytes(beacon), atx: bytes(atx), smesher: bytes(smesher) },
    },
  ],
  proposal: ({ layer, proposal, smesher }) => [{ $case: 'proposal', value: { layer, proposal: bytes(proposal), smesher: bytes(smesher) } }],
}

/** The messages that one happening becomes on the wire (docs/protocol.md §5). */
export function eventMessages(event: NodeEvent, saying: Saying): Event[] {
  const write = writers[event.is] as (event: NodeEvent, saying: Saying) => readonly Details[]
  const timestamp = timestampOf(saying.now)
  return write(event, saying).map((details) => ({ timestamp, failure: event.is === 'post-failure', help: help[event.is], details }))
}

function waitRound(event: Of<'poet-wait-round'>, { now, wallOf, paired }: Saying): Details[] {
  const { current, publish } = event
  const until = wallOf(event.until)
  const smesher = bytes(event.smesher)
  const first: Details = {
    $case: 'poetWaitRound',
    value: { current, publish, wait: durationOf(until - now), until: timestampOf(until), smesher },
  }
  const second: Details = { $case: 'waitingForPoetRegistrationWindow', value: { current, publish, roundEnd: timestampOf(until), smesher } }
  return paired ? [first, second] : [first]
}

function waitProof(event: Of<'poet-wait-proof'>, { now, wallOf, paired }: Saying): Details[] {
  const { publish } = event
  const until = wallOf(event.until)
  const smesher = bytes(event.smesher)
  const target = publish + 1
  const first: Details = {
    $case: 'poetWaitProof',
    value: { publish, target, wait: durationOf(until - now), until: timestampOf(until), smesher },
  }
  const second: Details = { $case: 'waitingForPoetRoundEnd', value: { publish, target, roundEnd: timestampOf(until), smesher } }
  return paired ? [first, second] : [first]
}

function published(event: Of<'atx-published'>, { now, wallOf, timing }: Saying): Details[] {
  const { publish, id, smesher } = event
  const until = wallOf(epochStart(timing, publish + 1))
  const times = { wait: durationOf(until - now), until: timestampOf(until) }
  return [{ $case: 'atxPublished', value: { current: publish, target: publish + 1, id: bytes(id), ...times, smesher: bytes(smesher) } }]
}

const bytes = (value: Uint8Array): Buffer => Buffer.from(value)

const split = (ms: number) => {
  const seconds = Math.trunc(ms / 1000)
  return { seconds: BigInt(seconds), nanos: Math.round((ms - seconds * 1000) * 1e6) }
}

/** A moment as google.protobuf.Timestamp. */
export const timestampOf = (ms: number): { seconds: bigint; nanos: number } => split(ms)

/** A length as google.protobuf.Duration; both parts share the sign. */
export const durationOf = (ms: number): { seconds: bigint; nanos: number } => split(ms)
