import type { RigCheckId } from '../../../electron/contract/model/check-id.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'

const neverReaches = (fails: string, fix: string): CheckSentences =>
  sentences({
    fails,
    why: 'With it the service never reaches its node, and nobody asks it for a proof.',
    fix,
  })

const mayMiss = (fails: string, fix: string): CheckSentences => sentences({ fails, why: 'It may reach something else, or nothing.', fix })

/** What the arguments of a PoST service say. */
export const serviceLineChecks = {
  'service-folder-differs': sentences({
    fails: (v) => `Its arguments name ${of(v, 'path')}, its entry names ${of(v, 'folder')}`,
    why: 'It would prove for another identity than the one that is shown.',
    fix: 'Make both the same.',
  }),
  'service-folder-relative': sentences({
    fails: (v) => `--dir counts from where it is started: ${of(v, 'path')}`,
    why: 'Started by Smeshdesk it counts from the profile folder; by hand, from wherever you stand.',
    fix: 'Write the whole path.',
  }),
  'service-command-line': sentences({
    fails: (v) => `Its command line is not in order: ${of(v, 'problem')}`,
    why: 'The service refuses what it does not know.',
    fix: 'Correct its arguments.',
  }),
  'service-operator-differs': sentences({
    fails: (v) => `It listens on ${of(v, 'listens')} for its operator, and is asked at ${of(v, 'asked')}`,
    why: 'What is asked there does not reach it.',
    fix: 'Ask the port it listens on, at an address that leads to it.',
  }),
  'service-address-no-scheme': neverReaches('Its --address has no http:// in front', 'Write http://HOST:PORT.'),
  'service-address-other-scheme': neverReaches('Its --address begins with neither http:// nor https://', 'Write http://HOST:PORT.'),
  'service-address-no-host': neverReaches('Its --address names no host', 'Write 127.0.0.1 before the port for a node on this computer.'),
  'service-address-not-understood': neverReaches('Its --address is no address', 'Write http://HOST:PORT.'),
  'service-address-tls-missing': neverReaches(
    'Its --address begins with https://, and no TLS files are given',
    'Give all three TLS files, or write http://.',
  ),
  'service-address-no-port': mayMiss('Its --address names no port, so it dials port 80', 'Add the port of the node’s post listener.'),
  'service-address-any-address': mayMiss(
    'Its --address is a place to listen on, not one to dial',
    'Write 127.0.0.1 for a node on this computer, or the address of the other one.',
  ),
  'service-address-tls-not-used': mayMiss(
    'TLS files are given, and its --address begins with http://',
    'Write https:// if the node listens with TLS.',
  ),
} as const satisfies Partial<Record<RigCheckId, CheckSentences>>
