import type { OwnAlertKey } from '../../../electron/contract/model/alert-key.ts'
import { nodeAlerts } from './alert-nodes.ts'
import { type AlertWords, heads, isMany, keysGone, type Say, type Values, value, whose } from './alert-parts.ts'
import { capital, diskCalled, numberWord, plural, uncapital } from './grammar.ts'

export type { AlertWords } from './alert-parts.ts'

const epochs = (values: Values): string =>
  `${value(values, 'lost').includes(',') ? 'epochs' : 'epoch'} ${value(values, 'lost').split(',').join(' and ')}`
const are = (values: Values): string => (value(values, 'lost').includes(',') ? 'are' : 'is')

const risks = {
  'node-not-synced': (v) => ({
    head: `${value(v, 'node')} is not synced${v.behind === '0' || v.behind === undefined ? '' : `: ${plural(Number(v.behind), 'layer', 'layers')} behind`}.`,
    rest: `It has ${plural(Number(v.peers ?? '0'), 'peer', 'peers')}. Until it is synced it builds no challenge and signs nothing.`,
    act: 'Read its log',
  }),
  'two-readers': (v) => ({
    head: `${capital(numberWord(Number(v.readers ?? '2')))} proofs are read from ${diskCalled(value(v, 'disk'))} at the same time.`,
    rest: `They take from each other, and that ${value(v, 'last')} ends in time is not proven.`,
    act: `Look at ${value(v, 'last')}`,
  }),
  'not-registered-yet': (v) => ({
    head: `${whose(v)} ${isMany(v) ? 'are' : 'is'} not registered for PoET round ${value(v, 'epoch')} yet.`,
    rest: 'The round begins soon, and nothing was heard of a registration.',
    act: 'Read the node’s log',
  }),
  'atx-overdue': (v) => ({
    head: `${whose(v)}: the proof is in, and no ATX was seen.`,
    rest: 'A node publishes at once after the proof. Its log says what it waits for.',
    act: 'Read the node’s log',
  }),
  'not-asked': (v) => ({
    head: `${whose(v)}: the gap is open, and the node asks for no proof.`,
    rest: 'It may still wait for the proof of the PoET, or have forgotten the challenge.',
    act: 'Read the node’s log',
  }),
  'rows-gone': (v) => ({
    head: `${whose(v)}: its rows are gone from the node’s local.sql.`,
    rest: `Nothing of it stands in ${value(v, 'tables')}. Started like this, the node knows neither its proof nor its round.`,
    act: 'Look at the node',
  }),
} satisfies Partial<Record<OwnAlertKey, Say>>

const moves = {
  'move-needs-you': (v) => ({
    head: `A move waits for you: ${value(v, 'name')}.`,
    rest: 'Nothing goes on by itself.',
    act: 'Open the move',
  }),
  'move-lost': (v) => ({
    head: `A move’s memory is lost: ${value(v, 'name')}.`,
    rest: 'Smeshdesk does nothing with it by itself. It shows where its files are.',
    act: 'Open the move',
  }),
  'moves-lost': () => ({
    head: 'What this profile knows of moves can’t be read.',
    rest: 'No move goes on, and what moves hold is started by nobody.',
    act: 'See what can be done',
  }),
  'move-frozen': (v) => ({
    head: `Safety stop: ${value(v, 'name')}.`,
    rest: 'Smeshdesk has stopped the move and will do nothing by itself.',
    act: 'Open the move',
  }),
} satisfies Partial<Record<OwnAlertKey, Say>>

const lost = {
  'lost-missed': (v) => ({
    head: `${whose(v)} missed epoch ${value(v, 'epoch')}.`,
    rest: `No ATX was published in it: ${epochs(v)} ${are(v)} lost.`,
    act: 'Show it',
  }),
  'lost-published-late': (v) => ({
    head: `${whose(v)} published late in epoch ${value(v, 'epoch')}.`,
    rest: `The next PoET round began without ${isMany(v) ? 'them' : 'it'}: ${epochs(v)} ${are(v)} lost.`,
    act: 'Show it',
  }),
  'lost-many': (v) => ({
    head: `${whose(v)} lost ${plural(Number(v.epochs ?? '0'), 'epoch', 'epochs')}${isMany(v) ? ' each' : ''}, ${value(v, 'from')} to ${value(v, 'to')}.`,
    rest: 'Nothing was earned in them, and nobody has marked them as seen yet.',
    act: 'Show it',
  }),
  'lost-not-registered': (v) => ({
    head: `${whose(v)} ${isMany(v) ? 'are' : 'is'} not in the PoET round for epoch ${value(v, 'epoch')}.`,
    rest: `${isMany(v) ? 'They publish' : 'It publishes'} no ATX there: ${epochs(v)} ${are(v)} lost.`,
    act: 'Show it',
  }),
} satisfies Partial<Record<OwnAlertKey, Say>>

const alerts: Readonly<Record<OwnAlertKey, Say>> = {
  ...nodeAlerts,
  ...risks,
  ...moves,
  ...lost,
  'key-was-returned': (v) => ({
    head: `${value(v, 'name')}: an old copy of its key lay where it was moved away from.`,
    rest: `It is gone from ${value(v, 'path')} now. Make sure that no node was started with it meanwhile.`,
    act: 'Show the evidence',
  }),
  'key-loadable-twice': (v) => ({
    head: `${value(v, 'name')}: a second node could load its key.`,
    rest: `${value(v, 'one')} and ${value(v, 'other')} would each load it at their next start. Two nodes with one key mean a ban for good.`,
    act: 'Show both files',
  }),
  'key-nowhere': (v) => ({
    head: `${value(v, 'name')}: no file of its key was found.`,
    rest: `Without it nobody can use the PoST data in ${value(v, 'folder')}.`,
    act: 'Look at the key copies',
  }),
  'service-latched': (v) => ({
    head: `${value(v, 'service')} is not started again.`,
    rest: v.meaning || 'It ended for a reason that a restart does not mend.',
    act: 'Look at the service',
  }),
}

/** A finding that begins with what it speaks of: a file, a folder. */
const isNamed = (said: string, values: Values): boolean => Object.values(values).some((one) => one !== '' && said.startsWith(one))

export const alertWords = {
  of: alerts,
  /** `about`: whose finding; `said`: its sentence; `more`: how many stand beside it. */
  finding: (about: 'node' | 'service' | 'certificate', values: Values, said: string): AlertWords => {
    const more = Number(values.more ?? '0')
    return {
      head: `${values.subject || (about === 'certificate' ? 'Certificates' : value(values, about))}: ${isNamed(said, values) ? said : uncapital(said)}.`,
      rest: more > 0 ? `And ${numberWord(more)} more.` : '',
      act: `Look at the ${about}`,
    }
  },
  state: (key: string, values: Values, [title, sentence]: readonly [title: string, sentence: string]): AlertWords => ({
    head: heads[key]?.(values) ?? `${whose(values)}: ${uncapital(title)}.`,
    rest: key === 'key-file-gone' && isMany(values) ? keysGone : sentence,
    act: 'Show the evidence',
  }),
  /** "a1 can’t prove at Sun 21:00": the deadline is what matters before a gap. */
  beforeGap: (values: Values, at: string): AlertWords => ({
    head: `${whose(values)} can’t prove at ${at}.`,
    rest: 'Its service does not run, and nobody else would work on the proof.',
    act: 'Show the evidence',
  }),
  /** It is not so any more, and is watched for a while. */
  over: (head: string, at: string): AlertWords => ({
    head: `No longer so since ${at}:`,
    rest: `“${head}” It goes when it has stayed so for a while.`,
    act: 'Show it',
  }),
  /** The next round is missed first; this epoch is lost only at its end. */
  /** One that went through rounds without it can still be in the next. */
  backBefore: (at: string, epoch: string): string => ` If it runs again before ${at}, it can be in the round for epoch ${epoch}.`,
  price: (lostEpochs: number, at: string): string =>
    lostEpochs === 1
      ? ` After ${at} one epoch is lost.`
      : ` ${capital(numberWord(lostEpochs))} epochs are at stake, the first from ${at} on.`,
} as const
