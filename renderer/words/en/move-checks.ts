import type { MoveCheckId } from '../../../electron/contract/model/check-id.ts'
import { sizeOf } from '../../format/numbers.ts'
import { duration } from '../../format/time.ts'
import { type Failing, of, sentences } from './check-words.ts'
import { moveKeyChecks } from './move-key-checks.ts'
import { movePlaceChecks } from './move-place-checks.ts'

/** Each can hold, and each can fail. */
type MoveSentences = Failing & Required<Pick<Failing, 'holds'>>

const cleanFolder = (side: 'source' | 'target'): MoveSentences =>
  sentences({
    holds: (v) => `No defective key file at ${of(v, side)}`,
    fails: (v) => `${of(v, side)} has a defective key file`,
    why: 'One broken file keeps a node from starting, and all its identities are down.',
    fix: 'Repair or take away the named file.',
  })

/** Checks of the wizard, by id. `source`, `target` and `name` are always among the values. */
export const moveChecks: Readonly<Record<MoveCheckId, MoveSentences>> = {
  ...movePlaceChecks,
  ...moveKeyChecks,
  'two-nodes': sentences({
    holds: 'Two different nodes',
    fails: 'Source and target are one node',
    why: 'A move needs two data folders.',
    fix: 'Choose another target.',
  }),
  'same-world': sentences({
    holds: 'Both belong to one world',
    fails: 'One is simulated, the other real',
    why: 'A real key is never offered to a simulated node.',
    fix: 'Choose a target of the same kind.',
  }),
  'same-genesis': sentences({
    holds: 'Both nodes are on the same network',
    fails: 'The nodes are not known to be on one network',
    why: 'An identity belongs to one network; on another one its key earns nothing.',
    fix: 'Let both nodes run and answer, on the same network.',
  }),
  'mainnet-closed': sentences({
    holds: 'This build may arm keys on this network',
    fails: 'This build does not arm keys on mainnet',
    why: 'Arming there stays locked until the run against the real programs is on record.',
    fix: 'Use a simulated rig or a test network until then.',
  }),
  'same-version': sentences({
    holds: 'Both nodes run the same version',
    fails: 'The versions are not the same',
    why: 'Rows of one version may not fit into the other.',
    fix: 'Bring both nodes to one version first.',
  }),
  'can-restart': sentences({
    holds: 'Both nodes can be stopped and started again',
    fails: (v) => `How to start ${v.nodes ?? 'a node'} is not known`,
    why: 'Both are stopped during the move and must come back.',
    fix: 'Give program and arguments of the node.',
  }),
  'source-provable': sentences({
    holds: (v) => `That ${of(v, 'source')} is silent can be proven`,
    fails: (v) => `The end of ${of(v, 'source')} could not be proven`,
    why: 'Only a source that is proven silent lets the key go on.',
    fix: 'Make what is named here visible, then check again.',
  }),
  'source-key': sentences({
    holds: (v) => `The key lies at ${of(v, 'source')} exactly once`,
    fails: (v) => `The key does not lie at ${of(v, 'source')} exactly once`,
    why: 'Exactly one file is taken out of use; two would leave one behind.',
    fix: 'Leave one regular file with this key, readable by its owner only.',
  }),
  'source-folder-clean': cleanFolder('source'),
  'target-folder-clean': cleanFolder('target'),
  'source-is-remote': sentences({
    holds: (v) => `${of(v, 'source')} leaves proving to services`,
    fails: (v) => `${of(v, 'source')} is not set up for services`,
    why: 'A supervised node is turned into one with services by a way of its own.',
    fix: 'Convert the node first; that is not in this version.',
  }),
  'target-is-remote': sentences({
    holds: (v) => `${of(v, 'target')} leaves proving to services`,
    fails: (v) => `${of(v, 'target')} is not set up for services`,
    why: 'Beside a supervised key no other key is loaded.',
    fix: 'Choose another target.',
  }),
  'no-fresh-local-key': sentences({
    holds: 'No key is named local.key, and none will be made',
    fails: (v) => (v.last === 'yes' ? `It is the last key of ${of(v, 'source')}` : `${of(v, 'target')} would make itself a local.key`),
    why: (v) =>
      v.last === 'yes'
        ? `${of(v, 'source')} stays stopped after the move: started without keys it would make a new one.`
        : 'A node without keys makes a new one, which then stands beside this one.',
    fix: (v) => (v.last === 'yes' ? 'Nothing, if that node need not run again.' : 'Give the target an identity of its own first.'),
  }),
  'target-name-free': sentences({
    holds: (v) => `The file name is free at ${of(v, 'target')}`,
    fails: (v) => `The file name is taken at ${of(v, 'target')}`,
    why: 'A file that lies there is never written over.',
    fix: 'Rename the file that is in the way.',
  }),
  'no-other-copy': sentences({
    holds: 'No other copy of this key is known',
    fails: 'Another copy of this key is known',
    why: 'Two loadable copies are the one mistake that can’t be undone: both nodes would sign with one key. Under another name or with a line end a copy is one repair away from that.',
    fix: 'Take every other copy out of the identities folders of the nodes.',
  }),
  'not-listed-elsewhere': sentences({
    holds: (v) => `No node but ${of(v, 'source')} has loaded this key`,
    fails: (v) =>
      v.nodes === undefined ? `Whether ${v.unseen ?? 'another node'} has loaded this key is not known` : `${v.nodes} has loaded this key`,
    why: 'A node that lists the identity signs with its key, whatever the folders show.',
    fix: (v) =>
      v.nodes === undefined
        ? 'Let that node run and answer; if it is gone for good, take it out of the settings.'
        : 'Find out where the key is in use, and let one node only load it.',
  }),
  custody: sentences({
    holds: 'No note of an earlier move says that the key lives elsewhere',
    fails: (v) =>
      v.says === undefined ? 'Notes of earlier moves could not all be read' : `A note of an earlier move says otherwise: ${v.says}`,
    why: 'A folder or a profile that came back from a backup brings an old copy of the key, or old memories, along.',
    fix: 'Find out where the key was used last. If that is not here, keep this node stopped and move the key from there. If it is here and nowhere else, as after a move that you closed and ended by hand, put the note away: Smeshdesk believes it only where it lies.',
  }),
  'no-tombstone': sentences({
    holds: 'No note of an earlier move speaks against it',
    fails: (v) => `This key was moved away from ${v.path ?? 'here'} before`,
    why: 'A key that lies again where it was moved away from may be an old copy.',
    fix: (v) =>
      `Find out where the key is in use now. If it is here and nowhere else, put the note of that move in ${v.path ?? 'its data folder'}/smeshdesk away: Smeshdesk believes it only where it lies.`,
  }),
  'no-symlinks': sentences({
    holds: 'No symbolic link on the way',
    fails: 'A symbolic link is on the way',
    why: 'A link can lead a file to another place than the plan says.',
    fix: 'Replace the link by what it leads to.',
  }),
  poets: sentences({
    holds: (v) => `${of(v, 'target')} uses every PoET that ${of(v, 'source')} uses`,
    fails: (v) => `${of(v, 'target')} does not use every PoET of ${of(v, 'source')}`,
    why: 'Registrations at a PoET that the target does not know are lost.',
    fix: 'Add the named PoETs to the target’s config and restart it.',
  }),
  coinbase: sentences({
    holds: (v) => `${of(v, 'target')} has a coinbase`,
    fails: (v) => `${of(v, 'target')} has no coinbase`,
    why: 'Without one it refuses every service. From the move on, rewards go to the target’s coinbase.',
    fix: 'Set the coinbase in its config and restart it.',
  }),
  schema: sentences({
    holds: 'local.sql has the same schema on both',
    fails: 'local.sql differs between the two',
    why: 'Rows are taken over only into exactly the same tables.',
    fix: 'Bring both nodes to one version first.',
  }),
  'rows-at-target': sentences({
    holds: (v) => `No other rows of it at ${of(v, 'target')}`,
    fails: (v) => `Other rows of it lie at ${of(v, 'target')}`,
    why: 'Older rows could make it register or prove for the wrong round.',
    fix: 'Only rows from a recorded earlier move can be replaced.',
  }),
  space: sentences({
    holds: 'Space for the copies on every disk',
    fails: 'Not enough space for the copies',
    why: 'A full disk in the middle of a swap is what must not happen.',
    fix: (v) => `Free some space${v.need ? `: ${sizeOf(v.need)} are needed` : ''}.`,
  }),
  'target-synced': sentences({
    holds: (v) => `${of(v, 'target')} is synced`,
    fails: (v) => `${of(v, 'target')} is not synced`,
    why: 'A node behind the network would build on the wrong ATX.',
    fix: 'Wait until it is synced.',
  }),
  'newest-atx': sentences({
    holds: 'Both nodes know the same newest ATX',
    fails: 'The nodes don’t name the same newest ATX',
    why: 'With an older view the target could sign on top of the wrong one.',
    fix: 'Wait until both are synced, then check again.',
  }),
  'not-banned': sentences({
    holds: (v) => `${of(v, 'name')} is not banned`,
    fails: (v) => `Whether ${of(v, 'name')} is banned is not clear, or it is`,
    why: 'Nodes don’t tell by themselves; each is asked by id. A banned identity earns nothing on any node.',
    fix: 'Let at least one node answer.',
  }),
  'one-batch': sentences({
    holds: 'No other move on these nodes',
    fails: 'Another move holds one of these',
    why: 'Moves on one node go one after the other.',
    fix: 'Finish or take back the other move first.',
  }),
  clocks: sentences({
    holds: (v) => (v.below ? `The clocks are less than ${duration(Number(v.below))} apart` : 'The clocks are less than one layer apart'),
    fails: 'The clocks differ, or could not be compared',
    why: 'Waiting is counted in layers; a wrong clock shortens it.',
    fix: 'Set the clock by network time.',
  }),
}
