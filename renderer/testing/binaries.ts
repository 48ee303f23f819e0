import type { Bytes } from '../../electron/contract/model/basics.ts'
import type { BinaryRow, BinaryStore } from '../../electron/contract/model/binaries.ts'
import type { State } from '../../electron/contract/state.ts'
import { galleryNow } from './rig.ts'
import { idOf, instant, rigName } from './rows.ts'
import type { Scene } from './scenes.ts'
import { alert, verdict } from './verdicts.ts'

const day = 86_400_000
const mebi = 1024 * 1024
const bytes = (count: number): Bytes => Math.round(count) as Bytes

export const binaryRow = (part: Partial<BinaryRow> = {}): BinaryRow => ({
  key: 'go-spacemesh@1.7.6',
  tool: 'go-spacemesh',
  version: '1.7.6',
  path: '/home/you/.config/smeshdesk/binaries/go-spacemesh/1.7.6/go-spacemesh',
  check: 'pinned',
  sha256: idOf('go-spacemesh 1.7.6'),
  changed: null,
  sizeBytes: bytes(113.4 * mebi),
  from: { is: 'archive', place: '/home/you/Downloads/go-spacemesh-v1.7.6-linux-amd64.zip' },
  since: instant(galleryNow - 11 * day),
  usedBy: [{ kind: 'node', name: rigName('home'), runs: true, back: 'go-spacemesh@1.6.8' }],
  kept: [],
  belowFloor: null,
  noexec: null,
  quarantined: false,
  ...part,
})

const service = (name: string, runs = true, back: string | null = null) => ({ kind: 'service' as const, name: rigName(name), runs, back })

const older = binaryRow({
  key: 'go-spacemesh@1.6.8',
  version: '1.6.8',
  sha256: idOf('go-spacemesh 1.6.8'),
  sizeBytes: bytes(98.7 * mebi),
  since: instant(galleryNow - 268 * day),
  from: { is: 'url', place: 'https://releases.example/v1.6.8/go-spacemesh-v1.6.8-linux-amd64.zip' },
  usedBy: [],
  kept: [{ kind: 'node', name: rigName('home') }],
  belowFloor: '1.7.6',
})
const attics = binaryRow({
  key: '/opt/smesher/go-spacemesh',
  version: null,
  path: '/opt/smesher/go-spacemesh',
  check: 'unverified',
  sha256: null,
  sizeBytes: null,
  since: null,
  from: { is: 'own', place: '/opt/smesher/go-spacemesh' },
  usedBy: [{ kind: 'node', name: rigName('attic'), runs: true, back: null }],
})
const prover = binaryRow({
  key: 'post-service@0.7.13',
  tool: 'post-service',
  version: '0.7.13',
  check: 'verified',
  sha256: idOf('post-service 0.7.13'),
  sizeBytes: bytes(6.1 * mebi),
  usedBy: [service('diskA_post2'), service('diskB_post2', false), service('diskB_post3'), service('diskC_post1')],
})
export const changedProver = binaryRow({
  key: 'post-service@0.8.5',
  tool: 'post-service',
  version: '0.8.5',
  check: 'changed',
  sha256: idOf('post-service 0.8.5'),
  changed: { file: 'post-service', sha256: idOf('something else'), sizeBytes: bytes(6_230_016), seenAt: instant(galleryNow - 36_000_000) },
  sizeBytes: bytes(6_214_832),
  since: instant(galleryNow - 22 * day),
  from: { is: 'folder', place: '/home/you/post-rs-0.8.5' },
  usedBy: [service('diskE_post1', true, 'post-service@0.7.13')],
})
const postcli = binaryRow({
  key: 'postcli@0.12.9',
  tool: 'postcli',
  version: '0.12.9',
  sha256: idOf('postcli'),
  sizeBytes: bytes(21.8 * mebi),
  since: instant(galleryNow - 534 * day),
  usedBy: [],
  noexec: '/mnt/usb',
})

export const binaryRows = [binaryRow(), older, attics, prover, changedProver, postcli]
const calmRows = binaryRows.filter(({ check }) => check !== 'changed')

export const binaryStore = (part: Partial<BinaryStore> = {}): BinaryStore => ({
  folder: '/home/you/.config/smeshdesk/binaries',
  unread: null,
  noexec: null,
  taking: null,
  ...part,
})

export const rowsOf = (rows: readonly BinaryRow[]): Readonly<Record<string, BinaryRow>> =>
  Object.fromEntries(rows.map((row) => [row.key, row]))

const taking = { tool: 'go-spacemesh', version: '1.7.7', done: bytes(48 * mebi), of: bytes(113.9 * mebi), failed: null } as const

/** Programs and their versions, beside a rig that is calm otherwise. */
export function binaryScenes(calm: State): Readonly<Record<string, Scene>> {
  const withRows = (rows: readonly BinaryRow[], store = binaryStore()): State => ({ ...calm, binaries: rowsOf(rows), store })
  return {
    binaries: { state: withRows(calmRows), route: '/binaries' },
    'binaries-changed': {
      state: {
        ...withRows([binaryRow(), prover, changedProver]),
        verdict: verdict({ calm: false, needs: 1, tone: 'bad' }),
        alerts: {
          changed: alert({
            words: 'service-finding',
            tone: 'bad',
            values: { service: 'diskE_post1', subject: 'diskE_post1', finding: 'program-changed', more: '0' },
          }),
        },
      },
      route: '/binaries',
    },
    'binaries-taking': { state: withRows(calmRows, binaryStore({ taking: { ...taking, step: 'fetching' } })), route: '/binaries' },
    'binaries-refused': {
      state: withRows(
        calmRows,
        binaryStore({
          taking: { ...taking, step: 'failed', failed: { code: 'archive_refused', said: '["archive-twice","post-service"]' } },
        }),
      ),
      route: '/binaries',
    },
    'binaries-unread': {
      state: withRows([], binaryStore({ unread: '/home/you/.config/smeshdesk/binaries/book.json', noexec: '/home' })),
      route: '/binaries',
    },
    'binaries-empty': { state: withRows([]), route: '/binaries' },
  }
}
