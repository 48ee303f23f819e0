import type { NodeDraft, ServiceDraft } from '../../electron/contract/model/door.ts'
import type { Found, FoundNode, FoundService, Ground } from '../../electron/contract/model/found.ts'
import type { FolderEntry } from '../../electron/contract/model/rig.ts'
import { saw } from '../../electron/contract/seen.ts'
import { idOf } from './rows.ts'

export const folder = (name: string, looksLike: FolderEntry['looksLike'] = 'folder'): FolderEntry => ({
  handle: `h-${name}`,
  name,
  path: `/data/${name}`,
  looksLike,
})

export const nodeDraft: NodeDraft = {
  name: 'attic',
  program: folder('go-spacemesh', 'program'),
  dataFolder: folder('attic', 'node-data'),
  arguments: ['-c', '/data/attic.json', '-d', '/data/attic'],
  addresses: { public: '127.0.0.1:9092', private: '127.0.0.1:9093', post: '127.0.0.1:9094' },
  simulated: false,
  notes: [],
}
export const serviceDraft: ServiceDraft = {
  name: 'post1',
  program: folder('post-service', 'program'),
  dataFolder: folder('post1', 'post-data'),
  arguments: ['--dir', '/data/post1', '--address', 'http://127.0.0.1:9094', '--threads', '2'],
  node: null,
  operatorAddress: '127.0.0.1:50051',
  identity: idOf('diskA_post1'),
  simulated: false,
  notes: ['dials-unknown-node'],
}

const ground = (by: Ground['by'], what: string, on: boolean | null = null): Ground => ({ by, what, on })
const none = { known: null, keys: 0, undecided: [] } as const
const node = (parts: Partial<FoundNode>): FoundNode => ({
  id: 'node',
  pid: null,
  grounds: [],
  holds: [],
  draft: nodeDraft,
  ...none,
  ...parts,
  undecided: parts.undecided ?? [],
})
const service = (parts: Partial<FoundService>): FoundService => ({
  id: 'service',
  pid: null,
  grounds: [],
  holds: ['post-data'],
  draft: serviceDraft,
  of: null,
  supervised: false,
  ...none,
  ...parts,
  undecided: parts.undecided ?? [],
})
const draftOf = (name: string): ServiceDraft => ({ ...serviceDraft, name, dataFolder: folder(name, 'post-data'), identity: idOf(name) })

/** A running node with its services, one that lies there from earlier, data that ask a question. */
export const found: Found = {
  processes: 'looked',
  nodes: [
    node({
      id: 'attic',
      pid: 2217,
      grounds: [
        ground('process', '2217'),
        ground('unit', '/etc/systemd/system/spacemesh.service', true),
        ground('config', '/data/attic.json'),
      ],
      holds: ['keys', 'rows', 'network-state'],
      keys: 2,
    }),
    node({
      id: 'old',
      draft: {
        ...nodeDraft,
        name: 'spacemesh',
        dataFolder: folder('spacemesh', 'node-data'),
        addresses: { public: null, private: null, post: null },
      },
      grounds: [ground('place', '/home/you/spacemesh')],
      holds: ['local-key', 'old-rows'],
      keys: 1,
      undecided: ['not-running'],
    }),
  ],
  services: [
    service({
      id: 'post1',
      pid: 41_807,
      of: 'attic',
      grounds: [ground('process', '41807'), ground('cron', '/var/spool/cron/crontabs/you', true)],
    }),
    service({
      id: 'own',
      of: 'old',
      supervised: true,
      draft: draftOf('diskA_post2'),
      grounds: [ground('node', '/data/spacemesh')],
      holds: ['post-data', 'old-key-kept'],
    }),
    service({
      id: 'lost',
      draft: draftOf('diskC_post3'),
      grounds: [ground('place', '/mnt/disk')],
      holds: ['post-data', 'old-key'],
      keys: 1,
      undecided: ['not-running'],
    }),
  ],
  loose: [{ path: '/mnt/stick/keys', holds: ['post-key'], keys: 1, grounds: [ground('place', '/mnt/stick')] }],
  starts: [ground('unit', '/etc/systemd/system/smesh-helper.service', false)],
  unseen: [saw('containers-not-looked', 'docker'), saw('unreadable', '/var/spool/cron/crontabs')],
  home: '/home/you',
}
