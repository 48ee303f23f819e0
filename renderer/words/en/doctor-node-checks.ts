import type { DoctorCheckId } from '../../../electron/contract/model/check-id.ts'
import { sizeOf } from '../../format/numbers.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'

const reach: Readonly<Record<string, string>> = {
  unknown: 'Whether it answers is not known yet',
  starting: 'It is starting, and does not answer yet',
  garbled: 'What answers at its addresses is no node',
  hangs: 'It takes connections and does not answer',
}

/** What the doctor looks at of nodes, each and together. */
export const doctorNodeChecks = {
  'one-network': sentences({
    holds: 'All nodes are on one network',
    fails: 'The nodes are not known to be on one network',
    why: 'An identity belongs to one network; on another one its key earns nothing.',
    fix: 'Let every node run and answer, and hold their configs against each other.',
  }),
  'one-version': sentences({
    holds: 'All nodes run one version',
    fails: 'The nodes are not known to run one version',
    why: 'An identity moves only between nodes of one version.',
    fix: 'Let every node run, and bring all to the newest version.',
  }),
  'node-answers': sentences({
    holds: 'It answers at its addresses',
    fails: (v) => reach[v.reach ?? ''] ?? 'It does not answer',
    seen: () => '',
    why: 'What a silent node does, and whether it proves, is not known.',
    fix: 'Start it, or correct its addresses.',
  }),
  'node-synced': sentences({
    holds: 'It is synced',
    fails: 'It is not known to be synced',
    why: 'A node behind the network publishes no ATX in time.',
    fix: 'Let it run until it is synced; it needs peers and an open port.',
  }),
  'node-version-read': sentences({
    holds: (v) => `It runs ${of(v, 'version')}, which Smeshdesk knows`,
    fails: 'Its version is not known',
    seen: () => '',
    why: 'What its next start does, and how its answers are read, depends on the version.',
    fix: 'Let it run and answer.',
  }),
  'node-clock': sentences({
    holds: 'Its clock and this computer’s agree, as far as its layer tells',
    fails: 'Its clock could not be compared',
    why: 'A node whose clock is off signs for the wrong layer.',
    fix: 'Let it run and answer.',
  }),
  'node-space': sentences({
    holds: (v) => `${sizeOf(v.free)} are left on the disk of its data`,
    fails: (v) => (v.free ? `${sizeOf(v.free)} are left on the disk of its data` : 'How full the disk of its data is could not be seen'),
    why: 'A node whose disk is full stops, and may lose what it was writing.',
    fix: 'Make room on the disk, or give this user the right to look at it.',
  }),
  'key-folder': sentences({
    holds: 'Only its owner may put keys into its identities folder',
    fails: (v) => (v.mode ? 'Others may put keys into its identities folder' : 'Its identities folder could not be looked at'),
    why: 'A key that somebody puts there is loaded at the next start.',
    fix: (v) => `Let only the node’s user write to ${of(v, 'path')}, and let this user look at it.`,
  }),
  'listener-exposed': sentences({
    holds: 'Only its public listener can be reached from other computers',
    fails: (v) =>
      v.listener
        ? `Its ${of(v, 'which')} listener is open to other computers: ${v.listener}`
        : 'Which of its listeners others can reach is not known',
    why: (v) =>
      v.which === 'post'
        ? 'Any program that reaches it can register as a PoST service of any identity, and keep the right one out.'
        : 'It asks for no password, and whoever reaches it can stop the node’s smeshing or set it back.',
    fix: (v) =>
      v.which === 'post'
        ? 'Name 127.0.0.1 in front of the port, or use the TLS listener for services on other computers.'
        : 'Name 127.0.0.1 in front of the port in its config.',
  }),
  'json-gateway-on': sentences({
    fails: (v) => `Its JSON gateway is on: ${of(v, 'listener')}`,
    why: 'It does not look at who asks: a web page in a browser on this computer can reach it, with all that it serves.',
    fix: 'Take grpc-json-listener out of its config if nothing needs it.',
  }),
} as const satisfies Partial<Record<DoctorCheckId, CheckSentences>>
