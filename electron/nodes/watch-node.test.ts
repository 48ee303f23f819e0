import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import type { Answer } from '../net/index.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { manualClock } from '../time/testing/manual-clock.ts'
import type { NodeClients } from './clients.io.ts'
import { newNodeMemory, postStateOf, reachOfNode, seeNode } from './node-memory.ts'
import { nodeRow } from './node-row.ts'
import type { NodeSighting } from './sightings.ts'
import { watchNode } from './watch-node.io.ts'

const name = z.parse(RigName, 'home')
const id = z.parse(SmesherId, '07'.repeat(32))
const silent: Answer<never> = { kind: 'silent', detail: 'ECONNREFUSED' }
const noAddress: Answer<never> = { kind: 'no-address' }

/** A node whose answers the test chooses; counts how often it was asked what. */
function scripted() {
  const asked: string[] = []
  const state: { up: boolean; simulated?: boolean } = { up: true }
  const say = <T>(what: string, value: T) => {
    asked.push(what)
    return Promise.resolve<Answer<T>>(state.up ? { kind: 'answer', value } : silent)
  }
  const network = { genesisId: 'ff', genesisAt: 0, layerMs: 1_000, layersPerEpoch: 10, hrp: 'x' }
  const clients: NodeClients = {
    postStates: () => say('post', [{ id, name: 'a.key', state: 'idle' as const }]),
    status: () => say('status', { synced: true, peers: 1, currentLayer: 1 as Layer, latestLayer: 1 as Layer, processedLayer: 1 as Layer }),
    network: () => say('network', network),
    version: () => say('version', 'v1.7.6'),
    coinbase: () => say('coinbase', 'x1'),
    smesherIds: () => say('ids', [id]),
    banList: () => say('bans', []),
    banQuery: () => say('ban', { proof: undefined }),
    atxs: () => say('atxs', []),
    rewards: () => say('rewards', []),
    events: () => Promise.resolve(noAddress),
    saysSimulated: () => state.simulated === true,
    close: () => void asked.push('close'),
  }
  return { clients, asked, state, count: (what: string) => asked.filter((one) => one === what).length }
}

function watching(given: { nearGap: boolean }) {
  const time = manualClock(1_000_000)
  const node = scripted()
  const seen: NodeSighting[] = []
  const failures: string[] = []
  const barrier = (source: string) => ({ failed: (error: unknown) => void failures.push(`${source}: ${String(error)}`) })
  const watch = watchNode(
    { name, addresses: { public: 'a:1', private: null, post: 'a:2' } },
    {
      clock: time.clock,
      emit: (sighting) => seen.push(sighting),
      ids: () => [id],
      nextEarned: () => null,
      nearGap: () => given.nearGap,
      barrier,
      open: () => node.clients,
    },
  )
  return { time, node, seen, watch, failures }
}

test('PostStates each five seconds, each second near the gap; bans at the start and each minute', async () => {
  const near = { nearGap: false }
  const { time, node, watch } = watching(near)
  await time.advance(0)
  expect(node.count('bans')).toBeGreaterThan(0)
  const before = { post: node.count('post'), bans: node.count('bans'), status: node.count('status') }
  await time.advance(60_000)
  expect(node.count('post') - before.post).toBe(12)
  expect(node.count('status') - before.status).toBe(12)
  expect(node.count('bans') - before.bans).toBe(1)
  near.nearGap = true
  await time.advance(5_000)
  const atGap = node.count('post')
  await time.advance(10_000)
  expect(node.count('post') - atGap).toBe(10)
  watch.stop()
  const total = node.asked.length
  await time.advance(120_000)
  expect(node.asked).toHaveLength(total)
  expect(time.waiting()).toBe(0)
})

test('a node that comes back is asked at once what only a start can change, and for bans', async () => {
  const { time, node, watch } = watching({ nearGap: false })
  node.state.up = false
  await time.advance(70_000)
  const before = { network: node.count('network'), bans: node.count('bans') }
  node.state.up = true
  await time.advance(5_000)
  expect(node.count('network')).toBeGreaterThan(before.network)
  expect(node.count('bans')).toBeGreaterThan(before.bans)
  watch.stop()
})

test('asked to look now, it looks now; never twice at once', async () => {
  const { time, node, watch } = watching({ nearGap: false })
  await time.advance(1_000)
  const before = node.count('post')
  watch.askPostStatesNow()
  watch.askPostStatesNow()
  await time.advance(0)
  expect(node.count('post') - before).toBe(2)
  watch.stop()
})

test('ATXs are asked for each minute, or so often that no epoch passes unasked, of the epoch that runs and two before', async () => {
  const { time, node, seen, watch } = watching({ nearGap: false })
  await time.advance(70_000)
  // Genesis at 0, epochs of ten seconds: every five seconds, and at 1,005 s the hundredth runs.
  expect(node.count('atxs')).toBe(14)
  expect(seen.find(({ source }) => source === 'atxs')).toMatchObject({ asked: [id], epochs: { from: 98, to: 100 }, atxs: [] })
  watch.stop()
})

const post = (at: number, answer: Extract<NodeSighting, { source: 'post-states' }>['answer']): NodeSighting => ({
  source: 'post-states',
  node: name,
  at,
  answer,
})
const listed: Answer<{ id: typeof id; name: string; state: 'idle' }[]> = { kind: 'answer', value: [{ id, name: 'a.key', state: 'idle' }] }

test('a start is seen as the first answer after a silence, or after the event stream broke off', () => {
  const memory = newNodeMemory(name)
  seeNode(memory, post(1, listed))
  expect([memory.firstAnswerAt, memory.life]).toEqual([1, 0])
  seeNode(memory, post(2, listed))
  expect(memory.firstAnswerAt).toBe(1)
  seeNode(memory, post(3, silent))
  expect([memory.firstAnswerAt, memory.life, postStateOf(memory, id)]).toEqual([null, 1, 'unreachable'])
  seeNode(memory, post(4, listed))
  seeNode(memory, { source: 'stream', node: name, at: 5, state: 'open', detail: '' })
  seeNode(memory, { source: 'stream', node: name, at: 6, state: 'overflow', detail: '' })
  expect(memory.life).toBe(1)
  seeNode(memory, { source: 'stream', node: name, at: 7, state: 'open', detail: '' })
  seeNode(memory, { source: 'stream', node: name, at: 8, state: 'closed', detail: '' })
  seeNode(memory, post(9, listed))
  expect([memory.firstAnswerAt, memory.life]).toEqual([9, 2])
})

test('one late answer of a busy node is forgiven, a second is not; a closed port is believed at once', () => {
  const memory = newNodeMemory(name)
  seeNode(memory, post(1, listed))
  seeNode(memory, post(2, { kind: 'hangs', detail: '' }))
  expect(postStateOf(memory, id)).toBe('idle')
  seeNode(memory, post(3, { kind: 'hangs', detail: '' }))
  expect(postStateOf(memory, id)).toBe('unreachable')
})

test('reach and row: what is asked once a minute does not outlive the node', () => {
  const memory = newNodeMemory(name)
  const place = { dataFolder: null, addresses: { public: 'a:1', private: null, post: 'a:2' }, simulated: false }
  const facts = { memory, place, slot: null, configuredCoinbase: 'c', setup: 'unknown', loadable: [], findings: [] } as const
  expect(nodeRow(facts)).toMatchObject({ reach: 'unknown', seenAt: null, setup: 'unknown', coinbase: 'c' })
  seeNode(memory, { source: 'version', node: name, at: 1, answer: { kind: 'answer', value: 'v1.7.6' } })
  seeNode(memory, post(1, listed))
  expect(nodeRow(facts)).toMatchObject({ reach: 'answers', version: 'v1.7.6', setup: 'remote', identities: [id], error: null })
  seeNode(memory, post(2, silent))
  expect(reachOfNode(memory)).toBe('silent')
  expect(nodeRow(facts)).toMatchObject({ reach: 'silent', error: 'post-states: ECONNREFUSED', seenAt: 1 })
  expect(nodeRow({ ...facts, slot: slotOf({ state: 'running', pid: 5 }) })).toMatchObject({ reach: 'starting', slot: { pid: 5 } })
  expect(nodeRow({ ...facts, slot: slotOf() })).toMatchObject({ reach: 'silent' })
})

test('a question that throws is a fault of that source: told, its value unknown, all others at their pace', async () => {
  const { time, node, seen, failures, watch } = watching({ nearGap: false })
  await time.advance(0)
  const memory = newNodeMemory(name)
  Object.assign(node.clients, { postStates: () => Promise.reject(new Error('cannot be read')) })
  const before = node.count('status')
  await time.advance(60_000)
  expect(failures.filter((one) => one.startsWith('post-states:')).length).toBe(12)
  expect(node.count('status') - before).toBe(12)
  for (const sighting of seen) seeNode(memory, sighting)
  expect(postStateOf(memory, id)).toBe('unreachable')
  // Our own failure is no sign of the node's end.
  expect(memory.life).toBe(0)
  expect(reachOfNode(memory)).toBe('answers')
  watch.stop()
})

test('a status, version or coinbase that could not be read is not known any more', () => {
  const memory = newNodeMemory(name)
  const said = { node: name, at: 1 }
  const sync = { synced: true, peers: 1, currentLayer: 1 as Layer, latestLayer: 1 as Layer, processedLayer: 1 as Layer }
  seeNode(memory, { ...said, source: 'status', answer: { kind: 'answer', value: sync } })
  seeNode(memory, { ...said, source: 'version', answer: { kind: 'answer', value: 'v1.7.6' } })
  const fault = { kind: 'fault', detail: 'Error: x' } as const
  seeNode(memory, { ...said, source: 'status', answer: fault })
  seeNode(memory, { ...said, source: 'version', answer: fault })
  expect({ status: memory.status, version: memory.version, reach: reachOfNode(memory) }).toEqual({
    status: null,
    version: null,
    reach: 'unknown',
  })
  expect(memory.error).toContain('Error: x')
})

test('a node whose answers say that a simulator gave them is shown as one, whatever the rig', async () => {
  const { time, node, seen, watch } = watching({ nearGap: false })
  await time.advance(0)
  const memory = newNodeMemory(name)
  const place = { dataFolder: null, addresses: { public: 'a:1', private: null, post: 'a:2' }, simulated: false }
  const facts = {
    memory,
    place,
    slot: null,
    configuredCoinbase: null,
    setup: 'unknown',
    loadable: [],
    findings: [],
  } as const
  for (const sighting of seen) seeNode(memory, sighting)
  expect(nodeRow(facts).simulated).toBe(false)
  node.state.simulated = true
  await time.advance(60_000)
  for (const sighting of seen) seeNode(memory, sighting)
  expect(nodeRow(facts).simulated).toBe(true)
  watch.stop()
})
