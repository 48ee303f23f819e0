import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { SmesherId } from '../../electron/contract/model/basics.ts'
import { parseAtxs, parseRewards } from '../../electron/nodes/earned.ts'
import { layerOf, parseEvent, publishEpochOf } from '../../electron/nodes/events.ts'
import { hexOf, smesherOf } from '../../electron/nodes/hex-id.ts'
import { all, parseBanList, parseBanQuery } from '../../electron/nodes/malfeasance.ts'
import { networkOfParts, parseNetwork, parseStatus, parseStatusV1, parseVersion } from '../../electron/nodes/node-facts.ts'
import { parsePostStates } from '../../electron/nodes/node-memory.ts'
import { lineOf } from '../../electron/nodes/plain-line.ts'
import { epochAt, layerAt, momentAt, nextChangeAt } from '../../electron/time/index.ts'
import { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import * as mesh from '../../proto/generated/spacemesh/v1/mesh.ts'
import * as node from '../../proto/generated/spacemesh/v1/node.ts'
import { PostStatesResponse } from '../../proto/generated/spacemesh/v1/post.ts'
import { CoinbaseResponse, SmesherIDsResponse } from '../../proto/generated/spacemesh/v1/smesher.ts'
import { ActivationList } from '../../proto/generated/spacemesh/v2alpha1/activation.ts'
import { MalfeasanceList } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { NetworkInfoResponse } from '../../proto/generated/spacemesh/v2alpha1/network.ts'
import { NodeStatusResponse } from '../../proto/generated/spacemesh/v2alpha1/node.ts'
import { RewardList } from '../../proto/generated/spacemesh/v2alpha1/reward.ts'
import { bytes } from './draws.ts'
import type { Parser } from './parser.ts'

interface Codec<Message> {
  readonly decode: (bytes: Uint8Array) => Message
  readonly encode: (message: Message) => { finish(): Uint8Array }
  readonly fromJSON: (json: unknown) => Message
}

const vectors: readonly { readonly message: string; readonly hex: string }[] = JSON.parse(
  readFileSync(new URL('../../proto/vectors/proto-vectors.json', import.meta.url), 'utf8'),
)
const owner = '07'.repeat(32) as SmesherId
const time = 1_764_000_000_000

/** Of bytes that are no such message the library says so: that is the answer of the call. */
const undecoded = Symbol('undecoded')

/** One message of the wire: bytes of right ones changed anywhere, decoded as in the product and read. */
function ofMessage<Message>(
  name: string,
  codec: Codec<Message>,
  { read, extra = [], most }: { readonly read: (message: Message) => unknown; readonly extra?: readonly object[]; readonly most: number },
): Parser {
  const known = vectors.filter(({ message }) => message.endsWith(`.${name.split(' ')[0] ?? ''}`)).map(({ hex }) => Buffer.from(hex, 'hex'))
  const made = extra.map((json) => Buffer.from(codec.encode(codec.fromJSON(json)).finish()))
  const decoded = (given: Uint8Array): Message | typeof undecoded => {
    try {
      return codec.decode(given)
    } catch {
      return undecoded
    }
  }
  return {
    name: `message ${name}`,
    given: fc.oneof(
      { weight: 5, arbitrary: bytes([...known, ...made, Buffer.alloc(0)]) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    ),
    of: (text) => Buffer.from(text),
    read: ((given: Uint8Array) => {
      const message = decoded(given)
      return message === undecoded ? null : read(message)
    }) as Parser['read'],
    declared: () => false,
    most: () => most,
    limit: 1e7,
  }
}

const id = Buffer.alloc(32, 7).toString('base64')
const genesisId = Buffer.alloc(20, 9).toString('base64')
const big = 'x'.repeat(100_000)
const manyBytes = Buffer.alloc(75_000, 7).toString('base64')
const hostileText = `\u202e\u001b[31m<b>${big}`

/** What a page would reckon with it: none of it may throw or run away. */
function withClock(network: ReturnType<typeof parseNetwork>): unknown {
  if (network === null) return null
  const times = { ...network, phaseShiftMs: network.layerMs, cycleGapMs: network.layerMs, gracePeriodMs: null }
  return [network, epochAt(times, time), layerAt(times, time), momentAt(times, time), nextChangeAt(times, time)]
}

export const messageParsers: readonly Parser[] = [
  ofMessage('PostStatesResponse', PostStatesResponse, {
    extra: [{ states: [{ id, state: 2, name: hostileText }] }, { states: Array(50).fill({ id, state: 1, name: 'a.key' }) }],
    read: ({ states }) => parsePostStates(states),
    most: 30_000,
  }),
  ofMessage('Event', Event, {
    extra: [
      { timestamp: { seconds: '99999999999999', nanos: 5 }, help: hostileText, postStart: { smesher: id, challenge: id } },
      { atxPublished: { smesher: id, current: 4294967295, target: 4294967295, id } },
      { poetWaitProof: { smesher: id, publish: 3, target: 4, until: { seconds: '-62135596800', nanos: -1 } } },
      { registeredInPoet: { smesher: id, url: hostileText, roundId: big } },
      { initFailed: { smesher: id, error: big } },
      { postStart: { smesher: id, challenge: manyBytes } },
      { atxPublished: { smesher: id, current: 1, target: 2, id: manyBytes } },
    ],
    read: (event) => {
      const read = parseEvent(event, { hex: hexOf, receivedAt: 5 })
      return read === null ? null : [read, layerOf(read), publishEpochOf(read)]
    },
    most: 3_000,
  }),
  ofMessage('NodeStatusResponse', NodeStatusResponse, {
    extra: [{ connectedPeers: '18446744073709551615', status: 3, latestLayer: 4294967295 }],
    read: parseStatus,
    most: 200,
  }),
  ofMessage('StatusResponse v1', node.StatusResponse, { read: ({ status }) => parseStatusV1(status), most: 200 }),
  ofMessage('NetworkInfoResponse', NetworkInfoResponse, {
    extra: [
      {
        genesisTime: { seconds: '1689321600', nanos: 0 },
        layerDuration: { seconds: '300', nanos: 0 },
        genesisId,
        hrp: hostileText,
        layersPerEpoch: 4032,
      },
      {
        genesisTime: { seconds: '8640000000000', nanos: 0 },
        layerDuration: { seconds: '0', nanos: 1_000_000 },
        genesisId,
        hrp: 'sm',
        layersPerEpoch: 1,
      },
    ],
    read: (info) => withClock(parseNetwork(info)),
    most: 2_000,
  }),
  ofMessage('GenesisTimeResponse', mesh.GenesisTimeResponse, {
    read: ({ unixtime }) =>
      withClock(
        networkOfParts({
          genesisSeconds: unixtime?.value ?? 0n,
          layerSeconds: 5n,
          genesisId: Buffer.alloc(20),
          layersPerEpoch: 9,
          hrp: null,
        }),
      ),
    most: 2_000,
  }),
  ofMessage('VersionResponse', node.VersionResponse, {
    extra: [{ versionString: { value: hostileText } }],
    read: ({ versionString }) => parseVersion(versionString?.value ?? ''),
    most: 150,
  }),
  ofMessage('CoinbaseResponse', CoinbaseResponse, {
    extra: [{ accountId: { address: hostileText } }],
    read: ({ accountId }) => lineOf(accountId?.address ?? ''),
    most: 300,
  }),
  ofMessage('SmesherIDsResponse', SmesherIDsResponse, {
    extra: [{ publicKeys: [id, id] }],
    read: ({ publicKeys }) => all(publicKeys.map((key) => smesherOf(key))),
    most: 3_000,
  }),
  ofMessage('ActivationList', ActivationList, {
    extra: [{ activations: [{ id, smesherId: id, publishEpoch: 4294967295, coinbase: 'sm1', numUnits: 4 }] }],
    read: ({ activations }) => parseAtxs(activations),
    most: 40_000,
  }),
  ofMessage('RewardList', RewardList, {
    extra: [
      { rewards: [{ layer: 4294967295, total: '18446744073709551615', layerReward: '5', coinbase: 'sm1', smesher: id }] },
      { rewards: [{ coinbase: big, smesher: id }] },
    ],
    read: ({ rewards }) => parseRewards(rewards, owner),
    most: 40_000,
  }),
  ofMessage('MalfeasanceList', MalfeasanceList, {
    extra: [{ proofs: [{ smesher: id, domain: 3, type: 4294967295 }] }],
    read: ({ proofs }) => parseBanList(proofs),
    most: 20_000,
  }),
  ofMessage('MalfeasanceResponse', mesh.MalfeasanceResponse, {
    extra: [{ proof: { smesherId: { id }, kind: 1 } }, { proof: {} }],
    read: ({ proof }) => parseBanQuery(proof, owner),
    most: 300,
  }),
]
