import { expect, test } from 'vitest'
import type { Layer } from '../contract/model/basics.ts'
import { newLogLife, newNodeMemory } from '../nodes/index.ts'
import type { HostMemory } from './host-memory.ts'
import { clockApartMs, diskFloor, logFindings, placeFindings, programFindings } from './place-findings.ts'
import { home } from './testing/one-identity.ts'

const layerMs = 300_000
const network = { genesisId: 'ff', hrp: 'sm', genesisAt: 0, layerMs, layersPerEpoch: 4032, effectiveGenesis: 8063 as Layer }
const sync = { synced: true, peers: 3, currentLayer: 10 as Layer, latestLayer: 10 as Layer, processedLayer: 9 as Layer }

function host({ at = 10 * layerMs, ...part }: Partial<HostMemory> & { readonly at?: number } = {}, simulated = false): HostMemory {
  const heard = { ...newNodeMemory(home), simulated, network: { value: network as never, at: 0 }, status: { value: sync, at } }
  const place = { dataFolder: '/data', addresses: { public: null, private: null, post: null }, simulated: false }
  return { place, heard, scan: null, entries: new Map(), poet: null, space: null, life: newLogLife, ...part }
}
const ids = (one: HostMemory) => placeFindings(one).map(({ id, verdict }) => `${id} ${verdict}`)

test('a clock is off by what its layer can’t explain, more than two seconds; of a simulated network’s nothing is said', () => {
  expect(ids(host({ at: 10 * layerMs - clockApartMs }))).toEqual([])
  expect(placeFindings(host({ at: 10 * layerMs - clockApartMs - 1 }))).toMatchObject([
    { id: 'clock-off', verdict: 'warn', values: { seconds: '3' } },
  ])
  expect(ids(host({ at: 11 * layerMs + 60_000 }))).toEqual(['clock-off warn'])
  expect(ids(host({ at: 11 * layerMs + 60_000 }, true))).toEqual([])
})

test('a disk is told below its floor, which a simulated node hardly has; one that can’t be seen is unknown', () => {
  const space = (free: number | null) => ({ space: { path: '/data', free } })
  expect(ids(host(space(diskFloor.real)))).toEqual([])
  expect(ids(host(space(diskFloor.real - 1)))).toEqual(['disk-floor warn'])
  expect(ids(host(space(diskFloor.simulated), true))).toEqual([])
  expect(ids(host(space(diskFloor.simulated - 1), true))).toEqual(['disk-floor warn'])
  expect(ids(host(space(null)))).toEqual(['disk-unread unknown'])
})

test('a node that refused late and hangs is told while its process is there; keys that it registered by their ids', () => {
  const [one, two] = ['ab12cd'.padEnd(64, '0'), 'ef34ab'.padEnd(64, '0')]
  const said = (life: Partial<HostMemory['life']>, runs: boolean) =>
    logFindings(host({ life: { ...newLogLife, ...life } }), runs, [one, two]).map(({ id, verdict, values }) => [id, verdict, values.count])
  expect(said({ refused: 'no account' }, true)).toEqual([['node-refused-and-hangs', 'fail', undefined]])
  expect(said({ refused: 'no account' }, false)).toEqual([])
  expect(said({ registered: ['ab12cd', ''] }, true)).toEqual([['node-keys-registered', 'pass', '1']])
  expect(said({ step: 'asking-poet' }, true)).toEqual([['node-start-step', 'pass', undefined]])
  expect(said({}, true)).toEqual([])
})

test('a node whose program is not the file that it was is told, whether it runs or not', () => {
  const slot = (part: object) =>
    ({ startClosed: null, restartClosed: null, commandLine: ['/opt/go-spacemesh', '-d', '/d'], ...part }) as never
  const told = { id: 'program-changed', verdict: 'fail', evidence: '/opt/go-spacemesh', values: { name: home } }
  expect(programFindings(slot({ startClosed: 'program-changed', restartClosed: 'not-running' }), home)).toEqual([told])
  expect(programFindings(slot({ startClosed: 'already-running', restartClosed: 'program-changed' }), home)).toEqual([told])
  expect([programFindings(slot({}), home), programFindings(null, home)]).toEqual([[], []])
})
