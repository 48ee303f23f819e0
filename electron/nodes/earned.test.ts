import { readFileSync } from 'node:fs'
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import { afterEach, expect, test } from 'vitest'
import { NodeServiceService } from '../../proto/generated/spacemesh/v1/node.ts'
import { ActivationList } from '../../proto/generated/spacemesh/v2alpha1/activation.ts'
import { RewardList, type RewardRequest, RewardServiceService } from '../../proto/generated/spacemesh/v2alpha1/reward.ts'
import type { SmesherId } from '../contract/model/basics.ts'
import { openClients } from './clients.io.ts'
import { pageLimit, parseAtxs, parseRewards, speaksLayout } from './earned.ts'
import { fakeListener } from './testing/fake-node.io.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

const recorded = (moment: string, question: string): unknown => {
  const file = new URL(`../../e2e/recordings/run-remote/api-${moment}.json`, import.meta.url)
  const answers: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'))
  const answer = answers[question] ?? ''
  return JSON.parse(answer.slice(answer.indexOf('\n\n')))
}
const hexOf = (base64: string) => Buffer.from(base64, 'base64').toString('hex')
const owner = hexOf('mWBXi3hiZfIPUMlkFgFxmXOoREGTidncpws/0cJcIJU=') as SmesherId
const coinbase = 'standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg'

test('recorded ATXs are read, of two epochs in turn', () => {
  const answer = ActivationList.fromJSON(recorded('epoch3', '/spacemesh.v2alpha1.ActivationService/List {"limit":100}'))
  const read = parseAtxs(answer.activations)
  expect(read?.map(({ publishEpoch, numUnits }) => [publishEpoch, numUnits])).toEqual([
    [1, 6],
    [1, 3],
    [1, 16],
    [1, 2],
    [2, 2],
    [2, 16],
    [2, 6],
    [2, 3],
  ])
  expect(read?.[0]).toEqual({
    id: hexOf('GFXzPKJqoDUsSof7g1JXsSO4u7x1JSjxJHY1K9epEDc='),
    smesher: owner,
    publishEpoch: 1,
    coinbase,
    numUnits: 6,
  })
})

test('recorded rewards are read, each smidge of them, and only of whom was asked for', () => {
  const answer = RewardList.fromJSON(recorded('epoch3', '/spacemesh.v2alpha1.RewardService/List {"limit":5}'))
  const [own] = answer.rewards
  expect(parseRewards(own === undefined ? [] : [own], owner)).toEqual([
    { smesher: owner, layer: 41, total: '134330117293', layerReward: '134330117293', coinbase },
  ])
  expect(parseRewards(answer.rewards, owner)).toBeNull()
  expect(parseRewards([], owner)).toEqual([])
})

/** Fields by number, as a node of another release puts them: numbers as varints, texts and bytes with their length. */
const message = (...fields: readonly (readonly [number, number | Uint8Array | string])[]): Buffer =>
  Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([number << 3, value])
      const bytes = Buffer.from(value)
      return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes])
    }),
  )
const [id, smesher, other] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte))
if (id === undefined || smesher === undefined || other === undefined) throw new Error('no bytes')

// docs/protocol.md §17.
const olderAtxs: readonly (readonly [string, Buffer])[] = [
  ['1.6.0', message([1, id], [2, smesher], [3, Buffer.alloc(64)], [4, 7], [5, other], [6, coinbase], [7, 9], [8, 9])],
  [
    '1.5',
    message([1, message([1, id], [2, smesher], [3, Buffer.alloc(64)], [4, 7], [5, other], [6, other], [7, coinbase], [8, 9], [9, 9])]),
  ],
  ['1.6.0, its smesher short', message([1, id], [2, Buffer.alloc(20)], [4, 7])],
]
test.each(olderAtxs)('an ATX in the layout of %s is not believed', (_version, bytes) => {
  expect(parseAtxs(ActivationList.decode(message([1, bytes])).activations)).toBeNull()
})

test('a reward in the layout of 1.4 and 1.5 is not believed', () => {
  const inner = message([1, 41], [2, 99], [3, 99], [5, coinbase], [6, smesher])
  expect(parseRewards(RewardList.decode(message([1, message([1, inner])])).rewards, smesher.toString('hex') as SmesherId)).toBeNull()
  expect(parseRewards(RewardList.decode(message([1, inner])).rewards, smesher.toString('hex') as SmesherId)).toMatchObject([
    { total: '99' },
  ])
})

test('only releases that are known to speak it are asked; unknown ones after them too', () => {
  const says = ['v1.4.6', 'v1.6.0', 'v1.6.1', 'v1.7.6', 'v1.8.0', 'v2.0.0', 'develop', null].map(speaksLayout)
  expect(says).toEqual([false, false, true, true, true, true, false, false])
})

test('a page that is longer than it was asked for, or pays more without fees than with, is not believed', () => {
  const reward = { layer: 3, total: 5n, layerReward: 5n, coinbase, smesher }
  const of = (change: object, count = 1) => parseRewards(Array(count).fill({ ...reward, ...change }), smesher.toString('hex') as SmesherId)
  expect([of({})?.length, of({}, pageLimit)?.length, of({}, pageLimit + 1)]).toEqual([1, pageLimit, null])
  expect([of({ layerReward: 6n }), of({ layer: 0 }), of({ coinbase: '' }), of({ coinbase: 'x'.repeat(101) })]).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('one identity is asked for by its id, newest first; a node without the service says so', async () => {
  const requests: RewardRequest[] = []
  const list = (call: ServerUnaryCall<RewardRequest, RewardList>, done: sendUnaryData<RewardList>) => {
    requests.push(call.request)
    done(null, { rewards: [{ layer: 41, total: 3n, layerReward: 2n, coinbase, smesher: Buffer.from(owner, 'hex') }] })
  }
  const with_ = await fakeListener([{ definition: RewardServiceService, answers: { list } }])
  const without = await fakeListener([{ definition: NodeServiceService, answers: {} }])
  const [able, unable] = [with_, without].map(({ address }) => openClients({ public: address, private: null, post: null }))
  stops.push(
    with_.stop,
    without.stop,
    () => able?.close(),
    () => unable?.close(),
  )
  expect(await able?.rewards(owner)).toEqual({
    kind: 'answer',
    value: [{ smesher: owner, layer: 41, total: '3', layerReward: '2', coinbase }],
  })
  expect(requests).toMatchObject([{ limit: 100n, sortOrder: 1, filterBy: { $case: 'smesher', value: Buffer.from(owner, 'hex') } }])
  expect(await unable?.rewards(owner)).toMatchObject({ kind: 'refused', code: 'unimplemented' })
})
