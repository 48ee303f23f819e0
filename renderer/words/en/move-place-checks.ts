import type { MoveCheckId } from '../../../electron/contract/model/check-id.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'

type Values = Readonly<Record<string, string>>

function postTrouble(values: Values): string {
  const target = of(values, 'target')
  const listener = of(values, 'listener')
  const told: Readonly<Record<string, string>> = {
    'not-understood': `The post listener of ${target} is no address: ${listener}`,
    'any-port': `The post listener of ${target} is ${listener}: another port at each start`,
    'named-elsewhere': `${target} listens for services on ${listener}, and its entry names another post address`,
  }
  return told[values.why ?? ''] ?? `${target} names no post listener`
}

const unfit: Readonly<Record<string, string>> = {
  'no-links': 'Its file system knows no second name for a file, so a database can’t be replaced safely there.',
  'own-mount': 'It is mounted by itself, so it can’t be replaced by a file that lies beside it.',
  'in-memory': 'It is in memory only: a key there is lost when the computer stops.',
}

const calm: Readonly<Record<string, string>> = {
  calm: 'no gap is near',
  gap: 'the cycle gap is open',
  'gap-soon': 'the gap opens before the move would be over',
  unknown: 'the next gap is not known',
}

/** Where programs of a move keep their data and are reached, and when it is a time for it. */
export const movePlaceChecks = {
  'starts-by-itself': sentences({
    holds: 'Nothing was found that starts the source by itself',
    fails: (v) =>
      v.found ? `The source may come back by itself: ${v.found}` : 'Not everything that may start the source by itself could be looked at',
    why: 'Two nodes with one key mean a ban. While it moves, a source that comes back is noticed and stops the move.',
    fix: (v) =>
      v.found ? 'Switch that off for the time of the move.' : `Make sure that nothing there starts it: ${v.unread ?? 'unknown'}.`,
  }),
  'folders-fit': sentences({
    holds: 'Both folders lie on disks of this computer, and can be written to',
    fails: (v) => (v.path ? `${v.path} can’t be used for a move` : 'A folder can’t be used for a move'),
    why: (v) => unfit[v.why ?? ''] ?? 'Locks prove something only on a local disk.',
    fix: 'Put the whole folder on one local disk with ordinary file names and links, and correct its rights.',
  }),
  'folders-named': sentences({
    holds: 'Both nodes use the folders that are shown',
    fails: (v) => (v.path === undefined ? `Which folder ${of(v, 'node')} uses is not known` : `${of(v, 'node')} would use ${v.path}`),
    why: 'Keys would be put into a folder that the node does not load.',
    fix: 'Make its arguments or config and its entry name the same folder.',
  }),
  bound: sentences({
    holds: 'Folders, programs, arguments and configs are noted, and held against the plan at every step',
    fails: (v) => `What ${of(v, 'name')} would start and use is not known`,
    why: 'A move acts by name. When a name comes to stand for something else, it must stop.',
    fix: (v) => (v.why === undefined ? 'Complete its entry in the settings.' : `Put its entry right: ${v.why}.`),
  }),
  'own-answers': sentences({
    holds: 'Each node itself answers at its addresses',
    fails: (v) => `Who answers at the addresses of ${of(v, 'node')} is another program, or not known`,
    why: 'Answers of another node say nothing of this one.',
    fix: 'Start the node, and make the addresses of its entry those on which it listens.',
  }),
  'ends-known': sentences({
    holds: 'Only the nodes themselves use their folders',
    fails: (v) =>
      v.processes === undefined
        ? `${of(v, 'node')} runs, and its process can’t be told`
        : `Something besides the node uses the folder of ${of(v, 'node')}`,
    why: (v) =>
      v.processes === undefined
        ? 'Only processes that are named in the plan are ended by a move.'
        : 'Smeshdesk does not end it: the move would wait for its end, with the node stopped.',
    fix: (v) =>
      v.processes === undefined
        ? 'Stop it yourself, or start it with Smeshdesk, and look again.'
        : 'End it, or let it come to its end, before the move begins.',
  }),
  'post-listener': sentences({
    holds: (v) => `${of(v, 'target')} names its post listener`,
    fails: (v) => postTrouble(v),
    why: 'The service has to be told one fixed address that leads to the node.',
    fix: (v) =>
      v.why === 'named-elsewhere'
        ? 'Give the node the post address that leads to its listener.'
        : 'Set grpc-post-listener in its config, such as 127.0.0.1:9094, and restart it.',
  }),
  'service-known': sentences({
    holds: (v) => `Its PoST service can be pointed to ${of(v, 'target')}`,
    fails: 'Its PoST service can’t be pointed to the target',
    why: 'Moved means that the service proves for the target.',
    fix: 'Add the service with its program and arguments, its --dir the folder of its entry.',
  }),
  'calm-time': sentences({
    holds: 'Now is a calm time',
    fails: 'Now is not the calm time',
    why: 'Close to or inside the cycle gap a move that fails costs the epoch. It is allowed; nothing is lost by waiting.',
    fix: 'Move after the gap when nothing presses.',
    seen: (v) => calm[of(v, 'evidence')] ?? of(v, 'evidence'),
  }),
} as const satisfies Partial<Record<MoveCheckId, CheckSentences>>
