import { describe, expect, test } from 'vitest'
import { foldServiceLife, newServiceLife, type ServiceLife, servicePhase } from '../post/index.ts'
import { checkSettings } from '../settings/index.ts'
import { connectionOf, saysNoPostService, wrongListener } from './connection.ts'

const addresses = { public: '127.0.0.1:9092', private: '127.0.0.1:9093', post: '127.0.0.1:9094', json: '127.0.0.1:9095' }
const node = (name: string, part: Partial<typeof addresses | Record<'post', null>> = {}) => ({
  name,
  program: null,
  arguments: [],
  dataFolder: null,
  addresses: { ...addresses, ...part },
})
const nodesOf = (...nodes: readonly ReturnType<typeof node>[]) => checkSettings({ version: 1, simulated: false, nodes, services: [] }).nodes

describe('which listener a service dials', () => {
  test.each([
    ['http://127.0.0.1:9093', 'private'],
    ['http://localhost:9092', 'public'],
    ['https://127.0.0.1:9095/', 'json'],
    ['http://127.0.0.1:9094', null],
    ['http://10.0.0.5:9093', null],
    ['http://127.0.0.1:7000', null],
    [null, null],
  ])('%s', (address, kind) => {
    expect(wrongListener(address, 'A', nodesOf(node('A')))?.kind ?? null).toBe(kind)
  })
  test('one listener for both, as version 1.3 has it, is no wrong one; the own node is named first', () => {
    expect(
      wrongListener('http://127.0.0.1:9093', 'A', nodesOf(node('A', { private: '127.0.0.1:9094', post: '127.0.0.1:9093' }))),
    ).toBeNull()
    const both = nodesOf(node('A'), node('B', { post: '127.0.0.1:9194' }))
    expect(wrongListener('http://127.0.0.1:9093', 'B', both)).toEqual({
      kind: 'private',
      node: 'B',
      dials: '127.0.0.1:9093',
      post: '127.0.0.1:9194',
    })
  })
})

describe('whether its node took it', () => {
  const lifeAfter = (...lines: readonly string[]): ServiceLife => {
    let life = newServiceLife
    for (const line of lines) {
      const phase = servicePhase(`[2024-03-22T10:00:00Z INFO  post_service::client] ${line}`)
      if (phase !== null) life = foldServiceLife(life, phase)
    }
    return life
  }
  const unknownService = 'disconnected: Err(status: Unimplemented, message: "unknown service spacemesh.v1.PostService", details: []'

  test('by the log of our own run', () => {
    const took = lifeAfter('obtained metadata: PostMetadata { }')
    expect(connectionOf({ life: took, since: 5, detail: '' }, null, null)).toMatchObject({ state: 'connected', since: 5 })
    const refused = lifeAfter(unknownService)
    expect(connectionOf({ life: refused, since: 7, detail: unknownService }, null, null)).toMatchObject({
      state: 'not-connected',
      since: 7,
      reason: 'wrong-listener',
    })
    const silent = lifeAfter('could not connect to the node: transport error')
    expect(connectionOf({ life: silent, since: 7, detail: '' }, null, null)).toMatchObject({
      state: 'not-connected',
      reason: 'node-unreachable',
    })
    expect(connectionOf({ life: newServiceLife, since: null, detail: '' }, null, null)).toMatchObject({ state: 'unknown' })
  })
  test('of a run that is not ours only its work tells', () => {
    expect(connectionOf(null, { at: 1, status: 'proving', whose: 'unknown' }, null).state).toBe('connected')
    expect(connectionOf(null, { at: 1, status: 'idle', whose: 'unknown' }, null).state).toBe('unknown')
    expect(connectionOf(null, null, null).state).toBe('unknown')
  })
  test('the refusal of a listener without PoST service is told from others', () => {
    expect(saysNoPostService(unknownService)).toBe(true)
    expect(saysNoPostService('Err(status: Unknown, message: "post service already registered")')).toBe(false)
  })
})
