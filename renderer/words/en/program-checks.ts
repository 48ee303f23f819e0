import type { RigCheckId } from '../../../electron/contract/model/check-id.ts'
import { shortId } from '../../format/ids.ts'
import { sizeOf } from '../../format/numbers.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'
import { plural } from './grammar.ts'

type Values = Readonly<Record<string, string>>

/** What a person calls it, and the id that is the same everywhere. */
const nameOf = (values: Values): string => (values.name ? `${values.name} (${shortId(of(values, 'id'))})` : shortId(of(values, 'id')))

/** What is wrong with data files, as the folder shows it. */
export const dataSeen = (values: Values): string => {
  const number = (name: string): number => Number(values[name] ?? 0)
  switch (of(values, 'kind')) {
    case 'files-missing':
      return number('count') === 1
        ? `postdata_${of(values, 'first')}.bin is missing`
        : `${plural(number('count'), 'file is', 'files are')} missing, postdata_${of(values, 'first')}.bin to postdata_${of(values, 'last')}.bin`
    case 'wrong-size':
      return `${of(values, 'name')} has ${sizeOf(values.found)} of ${sizeOf(values.expected)}`
    case 'files-beyond-end':
      return `${plural(number('count'), 'file lies', 'files lie')} beyond the end: ${of(values, 'names')}`
    default:
      return 'how many files there should be is not known'
  }
}

const listener = (values: Values): string => `${of(values, 'dials')} is the ${of(values, 'kind')} one`
const postListener = (values: Values): string => (values.post ? `, the post listener is ${values.post}` : '')

/** What is said of programs beside their state: who else runs, where a service dials, what a node's keys meet elsewhere. */
export const programChecks = {
  'service-runs-elsewhere': sentences({
    fails: 'Its identity is proven for by another process',
    why: 'It is not started beside that one: two provers of one identity disturb each other.',
    fix: 'Nothing, as long as the other one is meant to run.',
  }),
  'service-operator-of-another': sentences({
    fails: (v) => `At ${of(v, 'address')} another identity’s service answers`,
    why: 'What it says is not said of this identity.',
    fix: 'Give each service an operator address of its own.',
  }),
  'service-wrong-listener': sentences({
    fails: (v) => `It dials a listener that has no PoST service: ${listener(v)}${postListener(v)}`,
    why: 'The node refuses it there for ever, and nobody asks it for a proof.',
    fix: (v) => `Give it --address http://${v.post || '(the post listener of its node)'} and restart it.`,
  }),
  'service-no-post-service': sentences({
    fails: 'It is connected to a listener that has no PoST service',
    why: 'The node refuses it there for ever, and nobody asks it for a proof.',
    fix: 'Give it the address of its node’s post listener (grpc-post-listener) and restart it.',
  }),
  'service-not-connected': sentences({
    fails: 'Its node refuses it each time',
    why: 'While that is so nobody asks it for a proof.',
    fix: 'Read its log, and look at the address it dials.',
  }),
  'program-changed': sentences({
    fails: 'Its program is not the file that it was',
    why: 'A changed program could read keys, or spoil proofs. Nothing is started from it; what runs keeps what it has loaded.',
    fix: 'Put the file right, use another version, or take the changed file for right if you changed it yourself.',
  }),
  'program-outlasted': sentences({
    fails: 'It was told to stop, had its time, and still runs',
    why: 'A node may be writing; a kill at that moment can cost its database.',
    fix: 'Wait, or end it now if you know that it hangs.',
  }),
  'key-returned': sentences({
    fails: (v) => `An old copy of a key that was moved away lies here again: ${nameOf(v)}`,
    why: 'A node that loads it signs beside the node it was moved to: a ban, for ever.',
    fix: (v) => `Do not start this node. Take the copy away: ${of(v, 'path')}.`,
  }),
  'move-note-unread': sentences({
    fails: 'The note of an earlier move could not be read',
    why: 'It is not known whether a key that lies here was moved away.',
    fix: (v) => `Give this user the right to read ${of(v, 'path')}, or put it back from a backup.`,
  }),
  'key-loaded-elsewhere': sentences({
    fails: (v) => `The key of ${nameOf(v)} ${v.runs === 'yes' ? 'is in use at' : 'would also be loaded by'} ${of(v, 'node')}`,
    why: 'Two signing nodes with one key mean a ban, for ever.',
    fix: (v) => `Leave the key in one place only${v.path ? `; the other copy is ${v.path}` : ''}.`,
  }),
} as const satisfies Partial<Record<RigCheckId, CheckSentences>>
