import type { Bytes } from '../../electron/contract/model/basics.ts'
import type { NetworkPlan, NetworkRow } from '../../electron/contract/model/network.ts'
import type { State } from '../../electron/contract/state.ts'
import { galleryNow } from './rig.ts'
import { instant, rigName } from './rows.ts'
import type { Scene } from './scenes.ts'

const folder = '/home/you/networks/own'
const unit = 16_384
const identity = (at: number, units: number, [state, part]: readonly [NetworkRow['identities'][number]['state'], number]) => ({
  name: rigName(`own-${at}`),
  units,
  state,
  doneBytes: Math.round(units * unit * part) as Bytes,
  ofBytes: (units * unit) as Bytes,
})

/** A network of four identities, the third of which has its data made. */
export const someNetwork = (parts: Partial<NetworkRow> = {}): NetworkRow => ({
  name: rigName('own'),
  folder,
  state: 'making',
  step: 'data',
  problem: null,
  genesisAt: instant(galleryNow + 480_000),
  registersAt: instant(galleryNow + 1_020_000),
  poetKey: 'mGk3Zp0Q8rSbWb0Xv6m0x7QwQ2nq1o2Yx7Qw1k2m3n4=',
  identities: [
    identity(1, 4, ['key-in-place', 1]),
    identity(2, 4, ['key-in-place', 1]),
    identity(3, 6, ['making', 0.62]),
    identity(4, 8, ['waits', 0]),
  ],
  ...parts,
})

/** What would be made of the form. */
export const somePlan: NetworkPlan = {
  hash: 'a1b2c3',
  folder,
  folders: [folder, `${folder}/node`, `${folder}/post`],
  files: [{ path: `${folder}/config.json`, text: '{\n  "preset": "standalone"\n}\n' }],
  commands: [{ does: 'node', name: 'own', line: ['/opt/go-spacemesh', '-c', `${folder}/config.json`] }],
  keys: [{ from: `${folder}/post/own-1/identity.key`, to: `${folder}/node/identities/own-1.key` }],
  ports: [
    { of: 'public', wanted: 10_092, given: 10_092 },
    { of: 'private', wanted: 10_093, given: 10_096 },
  ],
  logFile: '/home/you/.local/share/smeshdesk/logs/nodes/own.log',
  goldenAtx: '3f461c560faa11088b6e5510676d0f654e66eb11d294fe2dbaa5bf020ef64b51',
  genesisId: '3f461c560faa11088b6e5510676d0f654e66eb11',
  dataBytes: (144 * unit) as Bytes,
  freeBytes: (40 * 1024 ** 3) as Bytes,
  faults: [],
}

/** A network while it is made. */
export function networkScenes(calm: State): Readonly<Record<string, Scene>> {
  const withNetwork = (parts: Partial<NetworkRow>, route = '/networks/own'): Scene => ({
    state: { ...calm, networks: { own: someNetwork(parts) } },
    route,
    now: galleryNow,
  })
  return {
    'network-new': { state: calm, route: '/networks/new', now: galleryNow },
    'network-making': withNetwork({}),
    'network-rests': withNetwork({
      state: 'rests',
      step: 'keys',
      problem: { key: 'key-elsewhere', detail: '/mnt/old/identities/x.key' },
    }),
    'network-made': withNetwork({
      state: 'made',
      step: null,
      identities: [4, 4, 6, 8].map((units, at) => identity(at + 1, units, ['proves', 1])),
    }),
    'network-unfinished': withNetwork({ state: 'rests', problem: { key: 'opened-again', detail: '' } }, '/nodes'),
  }
}
