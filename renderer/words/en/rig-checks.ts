import type { ConfigCheckId, RigCheckId } from '../../../electron/contract/model/check-id.ts'
import type { KeyDefect } from '../../../electron/contract/model/identity.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'
import { configChecks } from './config-checks.ts'
import { keyCopyChecks } from './key-copy-checks.ts'
import { dataSeen, programChecks } from './program-checks.ts'
import { keyDefects } from './readings.ts'
import { serviceLineChecks } from './service-line-checks.ts'

const refused = (fails: string, fix: string): CheckSentences =>
  sentences({
    fails,
    why: 'The node refuses to start, and every identity of the folder is down. What runs now goes on until then.',
    fix,
  })

const keyDefect = (what: string): CheckSentences =>
  sentences({
    fails: (v) => `${of(v, 'file')} ${what}`,
    why: 'The node stops loading at the first file that is not in order.',
    fix: (v) => `Repair ${of(v, 'file')} from a copy, or take it out of the folder.`,
  })

/** What the next start of a node would do, by its files alone. */
const nextStart = {
  'next-start-remote': sentences({
    holds: (v) => `Loads ${v.count === '1' ? 'one key' : `${of(v, 'count')} keys`} at its next start, for services to prove`,
  }),
  'next-start-supervised': sentences({ holds: 'Loads local.key at its next start: a supervised node' }),
  'next-start-refused-key-defective': refused('Its next start is refused: a key file is defective', 'Repair or take away the named file.'),
  'next-start-refused-key-not-readable': refused(
    'Its next start is refused: a key file can’t be read',
    'Give the node’s user the right to read it.',
  ),
  'next-start-refused-duplicate-key': refused(
    'Its next start is refused: one key under two names',
    'Take away all files of this key but one.',
  ),
  'next-start-refused-supervised-key-beside-others': refused(
    'Its next start is refused: local.key stands beside other keys',
    'Decide which kind of node it is, and take the other keys away.',
  ),
  'next-start-refused-local-key-in-the-way': refused('Its next start is refused: local.key is in the way', 'Take away the dangling link.'),
  'next-start-creates-local-key': sentences({
    fails: 'No key loads: its next start makes a new local.key',
    why: 'The new identity is one that nobody asked for, and stands in the way of other keys.',
    fix: 'Put the keys back before it starts.',
  }),
  'next-start-dangling-link': sentences({
    fails: 'A link to nowhere lies among its keys',
    why: 'Its next start makes a new local.key although good keys lie there; the start after that is refused.',
    fix: 'Take away the link.',
  }),
  'next-start-unknown': sentences({
    fails: 'What its next start would do is not known',
    why: 'The folder could not be read in full.',
    fix: 'Give this user the right to read it.',
  }),
} as const satisfies Partial<Record<RigCheckId, CheckSentences>>

const defects = Object.fromEntries(Object.entries(keyDefects).map(([defect, what]) => [`key-${defect}`, keyDefect(what)])) as Record<
  `key-${KeyDefect}`,
  CheckSentences
>

const keyFiles = {
  ...defects,
  'key-is-a-link': sentences({
    fails: (v) => `${of(v, 'file')} is a link`,
    why: 'The node follows it; a copy behind it may be loaded elsewhere too.',
    fix: 'Replace the link by the file.',
  }),
  'key-retired': sentences({ holds: (v) => `${of(v, 'file')} is out of use` }),
  'key-passed-over': sentences({
    fails: (v) => `${of(v, 'file')} holds a key that the node does not load`,
    why: 'Its name or place keeps the node from loading it. A rename would arm it.',
    fix: 'Keep it only if you know why it lies there.',
  }),
  'folder-named-key': sentences({
    fails: (v) => `${of(v, 'file')} is a folder`,
    why: 'The node passes over it.',
    fix: 'Rename it.',
  }),
  'key-open-to-others': sentences({
    fails: (v) => `${of(v, 'file')} can be read by others`,
    why: 'Whoever has the key can sign with it, and get the identity banned.',
    fix: 'Let only its owner read it.',
  }),
  'key-under-two-names': sentences({
    fails: (v) => `One key, two files: ${of(v, 'files')}`,
    why: 'A node refuses to start; two nodes would sign with one key.',
    fix: 'Take away all files of this key but one.',
  }),
} as const satisfies Partial<Record<RigCheckId, CheckSentences>>

/** What may be wrong with a PoST service. */
const services = {
  'slot-damaged': sentences({
    fails: 'The record of its process can’t be read',
    why: 'A process may hide behind it, so nothing is started.',
    fix: 'Look whether a post-service runs for this folder, then remove the named file.',
  }),
  'service-identity-elsewhere': sentences({
    fails: 'Another process proves for the same identity',
    why: 'Two provers of one identity disturb each other; the second is refused for ever.',
    fix: 'Stop one of them.',
  }),
  'service-latched': sentences({
    fails: 'It is not started again by itself',
    why: 'It would end in the same way each time.',
    fix: 'Mend what its last line names, then start it.',
  }),
  'service-start-waits': sentences({
    fails: 'It ended, and is not started again yet',
    why: 'Something speaks against a start now; it is tried again every half minute.',
    fix: 'See to what stands below, or start it by hand to hear it again.',
  }),
  'service-degraded': sentences({
    fails: 'It ended often in a short time',
    why: 'It is tried again every five minutes as long as work is due.',
    fix: 'Read its log.',
  }),
  'service-running-operator-port-taken-silently': sentences({
    fails: 'Its operator port belongs to another program',
    why: 'This version goes on without a word; what answers there is not this service.',
    fix: 'Give it a port of its own and restart it when no proof is running.',
  }),
  'service-running-node-unreachable': sentences({
    fails: 'It does not reach its node',
    why: 'Nobody asks it for a proof.',
    fix: 'Look at the node and at the address it dials.',
  }),
  'service-operator-not-ours': sentences({
    fails: 'It does not listen on its operator address',
    why: 'What answers there is another program, and is not believed.',
    fix: 'Find out which program has the port.',
  }),
  'service-refused-no-coinbase': sentences({
    fails: 'Its node refuses it: no coinbase',
    why: 'A node without coinbase refuses every service.',
    fix: 'Set the coinbase in the node’s config.',
  }),
  'service-already-registered': sentences({
    fails: 'Its node says that a service is registered already',
    why: 'A half-open connection goes away by itself; after twelve minutes it is a second prover.',
    fix: 'Find the other post-service of this identity.',
  }),
  'service-metadata': sentences({
    fails: (v) =>
      v.kind === 'looks-like-hex'
        ? `${of(v, 'field')} in its metadata looks like hex, where base64 is wanted`
        : v.field
          ? `${v.field} in its metadata is not in order`
          : 'Its metadata is not in order',
    why: 'The service ends at the first field that is not in order.',
    fix: 'Restore postdata_metadata.json from a copy.',
  }),
  'service-data-incomplete': sentences({
    fails: 'Its data files are not complete',
    seen: dataSeen,
    why: 'A proof over missing data fails after hours.',
    fix: 'Look at the named file.',
  }),
} as const satisfies Partial<Record<RigCheckId, CheckSentences>>

/** What Smeshdesk itself failed at. */
const faults = {
  'source-fault': sentences({
    fails: (v) => `A part of it is not known: Smeshdesk failed (${of(v, 'source')})`,
    why: 'What stands here may be old. Everything else is watched as before, and this is tried again.',
    fix: (v) => `If it stays, report it with the reference ${of(v, 'reference')}, which stands in Smeshdesk’s own log.`,
  }),
} as const satisfies Partial<Record<RigCheckId, CheckSentences>>

export const rigChecks: Readonly<Record<RigCheckId | ConfigCheckId, CheckSentences>> = {
  ...programChecks,
  ...nextStart,
  ...keyFiles,
  ...keyCopyChecks,
  ...services,
  ...serviceLineChecks,
  ...faults,
  ...configChecks,
}
