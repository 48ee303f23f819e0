import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import { afterEach, expect, test } from 'vitest'
import { NodeServiceService } from '../../proto/generated/spacemesh/v1/node.ts'
import { PostInfoServiceService } from '../../proto/generated/spacemesh/v1/post.ts'
import { type ActivationRequest, ActivationServiceService } from '../../proto/generated/spacemesh/v2alpha1/activation.ts'
import { NetworkServiceService } from '../../proto/generated/spacemesh/v2alpha1/network.ts'
import { type RewardRequest, RewardServiceService } from '../../proto/generated/spacemesh/v2alpha1/reward.ts'
import { watchEarned } from '../app/timeline.io.ts'
import type { SmesherId } from '../contract/model/basics.ts'
import type { Earned } from '../contract/model/earned.ts'
import { faultLog } from '../faults/index.ts'
import { heardNotes } from '../history/index.ts'
import { historyFolder } from '../history/testing/history-folder.io.ts'
import { fakeListener } from '../nodes/testing/fake-node.io.ts'
import { parseSettings } from '../settings/index.ts'
import type { Remembers } from './index.ts'
import { createSight } from './sight.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const id = '07'.repeat(32) as SmesherId
const smesher = Buffer.from(id, 'hex')
const says = (value: unknown) => (_call: unknown, done: sendUnaryData<unknown>) => done(null, value)

/** A node whose one identity has published and earned; without its rewards it says that it has no such service. */
async function sightOf(version: string, withRewards: boolean, remembers?: Remembers) {
  const asked: (ActivationRequest | RewardRequest)[] = []
  const told = (value: unknown) => (call: ServerUnaryCall<ActivationRequest | RewardRequest, unknown>, done: sendUnaryData<unknown>) => {
    asked.push(call.request)
    done(null, value)
  }
  const network = {
    genesisTime: { seconds: 1_700_000_000n, nanos: 0 },
    layerDuration: { seconds: 300n, nanos: 0 },
    genesisId: Buffer.alloc(20, 3),
    hrp: 'x',
    effectiveGenesisLayer: 1,
    layersPerEpoch: 4032,
    labelsPerUnit: 1n,
  }
  const rewards = { rewards: [{ layer: 99, total: 7n, layerReward: 7n, coinbase: 'x1', smesher }] }
  const atxs = {
    activations: [{ id: Buffer.alloc(32, 5), smesherId: smesher, publishEpoch: 4, coinbase: 'x1', weight: 1n, height: 1n, numUnits: 2 }],
  }
  const { address, stop } = await fakeListener([
    { definition: PostInfoServiceService, answers: { postStates: says({ states: [{ id: smesher, state: 1, name: 'a.key' }] }) } },
    { definition: NodeServiceService, answers: { version: says({ versionString: { value: version } }) } },
    { definition: NetworkServiceService, answers: { info: says(network) } },
    { definition: ActivationServiceService, answers: { list: told(atxs) } },
    ...(withRewards ? [{ definition: RewardServiceService, answers: { list: told(rewards) } }] : []),
  ])
  endings.push(stop)
  const node = {
    name: 'home',
    program: null,
    arguments: [],
    dataFolder: null,
    addresses: { public: address, private: null, post: address },
  }
  const settings = parseSettings(JSON.stringify({ version: 1, simulated: false, nodes: [node], services: [] }))
  const sight = createSight({ settings, profileFolder: '/', faults: faultLog(() => undefined), ...(remembers && { remembers }) })
  sight.start()
  endings.push(() => sight.stop())
  return { sight, asked }
}

/** The first of what is watched that is wanted. */
async function first({ sight }: Awaited<ReturnType<typeof sightOf>>, isWanted: (earned: Earned) => boolean): Promise<Earned> {
  const leaving = new AbortController()
  endings.push(() => leaving.abort())
  for await (const earned of watchEarned(sight, id, leaving.signal)) if (isWanted(earned)) return earned
  throw new Error('it ended')
}

test('whoever looks at an identity is told its ATXs and payments as soon as its node is known', async () => {
  const open = await sightOf('v1.7.6', true)
  const { node, atxs, rewards } = await first(open, (earned) => earned.rewards.asked === 'told')
  expect(node).toBe('home')
  expect(atxs).toMatchObject({ asked: 'told', list: [{ publishEpoch: 4, numUnits: 2, coinbase: 'x1' }] })
  expect(rewards.list).toEqual([{ smesher: id, layer: 99, total: '7', layerReward: '7', coinbase: 'x1' }])
})

test('a node of an unknown future is asked, and what it does not have is said; an old one is not asked', async () => {
  const future = await sightOf('v9.1.0', false)
  expect(await first(future, ({ atxs }) => atxs.asked === 'told')).toMatchObject({
    version: 'v9.1.0',
    rewards: { asked: 'not-served', list: [] },
  })
  const old = await sightOf('v1.4.6', true)
  expect(await first(old, ({ atxs }) => atxs.asked === 'too-old')).toMatchObject({ rewards: { asked: 'too-old', at: null } })
  expect(old.asked).toEqual([])
})

test('what was told of work and pay is there after the app was ended hard', async () => {
  const kept = historyFolder(Date.now())
  endings.push(() => kept.end())
  const history = await kept.open()
  const open = await sightOf('v1.7.6', true, heardNotes(history.note, kept.now()).remembers)
  await first(open, (earned) => earned.rewards.asked === 'told')
  await history.ask.earned(id, 1)
  await kept.kill()
  expect(await (await kept.open()).ask.earned(id, 10)).toMatchObject({
    atxs: [{ id: '05'.repeat(32), epoch: 4, node: 'home', numUnits: 2 }],
    rewards: [{ layer: 99, total: '7', coinbase: 'x1' }],
  })
})
