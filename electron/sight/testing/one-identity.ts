import * as z from 'zod/mini'
import { RigName, SmesherId } from '../../contract/model/basics.ts'
import type { ServiceRow, SlotRow } from '../../contract/model/rig.ts'
import type { KeyEntry } from '../../identities/index.ts'
import { nextStart } from '../../keys/index.ts'
import type { Answer } from '../../net/index.ts'
import type { NodeEvent } from '../../nodes/index.ts'
import type { OperatorStatus } from '../../post/index.ts'
import { slotOf } from '../../processes/testing/slot-of.ts'
import { indexServices } from '../identity-facts.ts'
import type { SeenRow } from '../identity-rows.ts'
import { newRigMemory, type RigMemory, see } from '../rig-memory.ts'
import { seenAt } from './seen-at.ts'

/** One identity, two nodes, a service or two: what the sources say, in short words. */
export const id = z.parse(SmesherId, '0a'.repeat(32))
const rigName = (name: string): RigName => z.parse(RigName, name)
export const [home, far, service, twin] = [rigName('home'), rigName('far'), rigName('a1'), rigName('a2')]
export const start = 1_000_000
export const later = start + 60_000
const rates = { postStates: 5_000, operator: 15_000, keys: 15_000, bans: 60_000 }

const place = (post: string) => ({ dataFolder: '/data', addresses: { public: null, private: 'a:9', post }, simulated: false })
export const rigOf = (shared = false): RigMemory =>
  newRigMemory({
    nodes: [
      { name: home, place: place('a:1') },
      { name: far, place: place('a:2') },
    ],
    services: [
      { name: service, dataFolder: '/post/a1', node: home, operatorAddress: 'a:5' },
      ...(shared ? [{ name: twin, dataFolder: '/post/a2', node: home, operatorAddress: 'a:5' }] : []),
    ],
  })

export const entry = (change: Partial<KeyEntry> = {}): KeyEntry => ({
  name: 'a1.key',
  path: '/data/identities/a1.key',
  place: 'loaded',
  link: false,
  openToOthers: false,
  file: null,
  id,
  defect: null,
  detail: '',
  ...change,
})
export const keys = (rig: RigMemory, node: typeof home, entries: readonly KeyEntry[]) =>
  see(rig, { source: 'keys', node, at: start, scan: { folder: '', state: 'read', entries, start: nextStart(entries), findings: [] } })
export const listing = (state: 'idle' | 'proving' | null) =>
  ({ kind: 'answer', value: state === null ? [] : [{ id, name: 'a1.key', state }] }) as const
export const lists = (rig: RigMemory, node: typeof home, state: 'idle' | 'proving' | null) =>
  see(rig, { source: 'post-states', node, at: start, answer: listing(state) })
export const operator = (rig: RigMemory, answer: Answer<OperatorStatus>, at = later) =>
  see(rig, { source: 'operator', service, at, answer })
export const idle: Answer<OperatorStatus> = { kind: 'answer', value: { kind: 'idle' } }
export const event = (kind: NodeEvent['kind'], at: number): NodeEvent => ({
  at: at as NodeEvent['at'],
  kind,
  failure: false,
  smesher: id,
  help: '',
  fields: {},
})
export const slot = (state: SlotRow['state'], change: Partial<ServiceRow> = {}, heldBy: string | null = null): ServiceRow => ({
  name: service,
  identity: id,
  node: home,
  dataFolder: '/post/a1',
  address: null,
  operatorAddress: 'a:5',
  slot: slotOf({ state, heldBy }),
  connection: { state: 'unknown', since: null, reason: null, dials: null },
  findings: [],
  ...change,
})
export const services = (rig: RigMemory, rows: readonly ServiceRow[], at = start) => see(rig, { source: 'services', at, rows })

export function row(rig: RigMemory, now = later): SeenRow {
  const memory = rig.identities.get(id)
  if (memory === undefined) throw new Error('not known')
  return seenAt({ rig, index: indexServices(rig), now }, memory, rates)
}

/** Both nodes answered long ago; home has the key and lists it. */
export function healthy(state: 'idle' | 'proving' = 'idle', shared = false): RigMemory {
  const rig = rigOf(shared)
  keys(rig, home, [entry()])
  lists(rig, home, state)
  lists(rig, far, null)
  services(rig, [slot('running')])
  return rig
}
