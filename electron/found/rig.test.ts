import { expect, test } from 'vitest'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import type { NodeDraft, ServiceDraft } from '../contract/model/door.ts'
import { emptySettings, type Settings } from '../settings/index.ts'
import { ground, type NodeFind, type ServiceFind, withGrounds } from './finds.ts'
import { merged, rigOf } from './rig.ts'

const entry = (path: string) => ({ handle: path, name: path.split('/').at(-1) ?? '', path, looksLike: 'folder' as const })
const common = { pid: null, parent: null, network: null, group: '', look: { is: 'node' as const, holds: [], keys: 0 }, grounds: [] }
const drafted = { program: null, arguments: [], simulated: false, notes: [], name: '' }

function node(folder: string | null, parts: Partial<NodeFind> = {}): NodeFind {
  const post = parts.post ?? null
  const draft: NodeDraft = {
    ...drafted,
    dataFolder: folder === null ? null : entry(folder),
    addresses: { public: null, private: null, post },
  }
  return { ...common, folder, draft, post, configFile: null, postFolder: null, ...parts }
}
function service(folder: string | null, parts: Partial<ServiceFind> & { readonly identity?: string } = {}): ServiceFind {
  const { identity = null, ...rest } = parts
  const id = identity === null ? null : SmesherId.parse(identity.repeat(64))
  const draft: ServiceDraft = {
    ...drafted,
    dataFolder: folder === null ? null : entry(folder),
    node: null,
    operatorAddress: null,
    identity: id,
  }
  return { ...common, folder, draft, dials: null, ...rest }
}
const rig = (nodes: readonly NodeFind[], services: readonly ServiceFind[] = [], settings: Settings = emptySettings) =>
  rigOf({ nodes, services }, { nodes: nodes.map(() => null), services: services.map(() => null) }, settings)
const ofThem = (found: ReturnType<typeof rig>) =>
  found.services.map(({ of, supervised, undecided }) => [
    found.nodes.find(({ id }) => id === of)?.draft.name ?? null,
    supervised,
    undecided,
  ])

const a = node('/A', { pid: 1, post: '127.0.0.1:1' })
const local = { is: 'node' as const, holds: ['local-key' as const], keys: 1 }

test('a service is of the node whose post listener it dials, in one network', () => {
  const dials = (parts: Partial<ServiceFind>) => service('/p', { pid: 9, dials: 'localhost:1', ...parts })
  expect(ofThem(rig([a], [dials({})]))).toEqual([['A', false, []]])
  expect(ofThem(rig([a], [dials({ network: 'container' })]))).toEqual([[null, false, ['no-node']]])
  expect(ofThem(rig([{ ...a, network: 'container' }], [dials({ network: 'container' })]))).toEqual([['A', false, []]])
  // Published by its container at another port of ours.
  const published = node('/C', { pid: 2, network: 'container', post: '127.0.0.1:5' })
  const outside = { ...published, draft: { ...published.draft, addresses: { public: null, private: null, post: '127.0.0.1:1' } } }
  expect(ofThem(rig([outside], [dials({})]))).toEqual([['C', false, []]])
})

test('of two nodes with one listener the running one counts; two that run leave it open', () => {
  const one = service('/p', { pid: 9, dials: '127.0.0.1:1' })
  expect(ofThem(rig([node('/old', { post: '127.0.0.1:1' }), a], [one]))).toEqual([['A', false, []]])
  expect(ofThem(rig([a, node('/B', { pid: 2, post: '127.0.0.1:1' })], [one]))).toEqual([[null, false, ['no-node']]])
})

test('what a node starts itself, or its config names for its own key, comes with it', () => {
  expect(ofThem(rig([a], [service('/p', { pid: 9, parent: 1, dials: '127.0.0.1:1' })]))).toEqual([['A', true, []]])
  const own = node('/S', { look: local, postFolder: '/p' })
  expect(ofThem(rig([own], [service('/p')]))).toEqual([['S', true, []]])
  const old = service('/p', { look: { is: 'post', holds: ['old-key'], keys: 1 } })
  expect(ofThem(rig([node('/O', { postFolder: '/p' })], [old]))).toEqual([['O', true, []]])
  expect(ofThem(rig([{ ...own, look: common.look }], [service('/p')]))).toEqual([[null, false, ['not-running']]])
})

test('what is to be decided', () => {
  const nodes = [a, node('/A', { pid: 2 }), node(null, { pid: 3 }), node('/idle'), withGrounds(node('/unit'), [ground('unit', '/u', true)])]
  expect(rig(nodes).nodes.map(({ undecided }) => undecided)).toEqual([['same-folder'], ['same-folder'], ['no-folder'], ['not-running'], []])
  expect(rig([node('/gone', { pid: 1, look: null })]).nodes[0]?.undecided).toEqual(['unread'])
  const twice = ['/p', '/q'].map((folder, at) => service(folder, { pid: at + 1, identity: 'a' }))
  expect(ofThem(rig([], twice))).toEqual([
    [null, false, ['same-identity']],
    [null, false, ['same-identity']],
  ])
})

test('names are those of the folders, each once, and none that an entry has', () => {
  const settings = {
    ...emptySettings,
    nodes: [
      { name: RigName.parse('A'), program: null, arguments: [], dataFolder: null, addresses: { public: null, private: null, post: null } },
    ],
  }
  const names = rig([a, node('/x/A', { pid: 2 }), node(null, { pid: 3 }), node('/ÄÖ', { pid: 4 })], [], settings).nodes.map(
    ({ draft }) => draft.name,
  )
  expect(names).toEqual(['A-2', 'A-3', 'node', 'node-2'])
})

test('a folder that has a process is listed once, with all its grounds; two processes are two', () => {
  const lying = withGrounds(node('/A'), [ground('place', '/home')])
  const both = merged([a, { ...a, pid: 2 }], [lying, node('/B')])
  expect(both.map(({ folder, pid, grounds }) => [folder, pid, grounds.length])).toEqual([
    ['/A', 1, 1],
    ['/A', 2, 1],
    ['/B', null, 0],
  ])
  expect(withGrounds(lying, [ground('place', '/home'), ground('cron', '/c', false)]).grounds).toHaveLength(2)
})
