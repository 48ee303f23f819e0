import type { OwnAlertKey } from '../../../electron/contract/model/alert-key.ts'
import type { StateKey } from '../../../electron/contract/model/states.ts'
import { capital, diskCalled, numberWord, plural, uncapital } from './grammar.ts'

type Values = Readonly<Record<string, string>>

/** In bold what is the matter, one more sentence, which may be cut, and what can be done. */
export interface AlertWords {
  readonly head: string
  readonly rest: string
  readonly act: string
}

const namesShown = 3

const value = (values: Values, name: string) => values[name] || 'unknown'

const countOf = (values: Values): number => Number(values.count ?? '1')
const isMany = (values: Values): boolean => countOf(values) > 1
/** One name, or how many, of which the core names the first. */
const many = (values: Values): string => {
  const more = countOf(values) - namesShown
  return `${numberWord(countOf(values))} identities (${values.names ?? ''}${more > 0 ? ` and ${more} more` : ''})`
}
const whose = (values: Values): string => (isMany(values) ? capital(many(values)) : value(values, 'name'))
const epochs = (values: Values): string =>
  `${value(values, 'lost').includes(',') ? 'epochs' : 'epoch'} ${value(values, 'lost').split(',').join(' and ')}`
const are = (values: Values): string => (value(values, 'lost').includes(',') ? 'are' : 'is')

type Say = (values: Values) => AlertWords

/** What has passed without a node, by the clock, and how much of it nobody saw. */
const passed = (v: Values): string => {
  if (v.passed === undefined) return ''
  const [all, unseen] = [Number(v.passed), Number(v.unseen ?? '0')]
  const span = all === 1 ? `epoch ${value(v, 'from')}` : `epochs ${value(v, 'from')} to ${value(v, 'to')}`
  const said = ` ${capital(numberWord(all))} ${all === 1 ? 'publish epoch has' : 'publish epochs have'} passed since it was last seen: ${span}.`
  if (unseen === 0) return said
  return `${said} ${unseen === all ? 'What became of them was' : `What became of ${numberWord(unseen)} of them was`} not observed.`
}

const nodes = {
  'node-silent': (v) => ({
    head: `${value(v, 'node')} does not answer.`,
    rest: `What it last said is kept and marked with its time.${passed(v)}`,
    act: 'Look at the node',
  }),
  'node-never': (v) => ({
    head: `${value(v, 'node')} has not answered yet.`,
    rest: `Nothing is known of it but what lies in its folder.${passed(v)}`,
    act: 'Look at the node',
  }),
  'node-unknown': (v) => ({
    head: `Nothing is known of ${value(v, 'node')}.`,
    rest: 'It was looked at for a minute, and no listener said anything that could be used.',
    act: 'Look at the node',
  }),
  'node-no-address': (v) => ({
    head: `${value(v, 'node')} can’t be asked.`,
    rest: 'No address of it is given, so nothing is known of what it does.',
    act: 'Give its addresses',
  }),
  'node-no-post': (v) => ({
    head: `${value(v, 'node')} can’t be asked about proofs.`,
    rest: 'Its post address is not given, so it is not known whether a proof is wanted.',
    act: 'Give the post address',
  }),
  'node-ended': (v) => ({
    head: `${value(v, 'node')} has ended.`,
    rest: `Its identities prove and publish nothing until it runs again.${passed(v)}`,
    act: 'Look at the node',
  }),
  'node-stopped': (v) => ({
    head: `${value(v, 'node')} is stopped.`,
    rest: `Its identities prove and publish nothing until it runs again.${passed(v)}`,
    act: 'Look at the node',
  }),
} satisfies Partial<Record<OwnAlertKey, Say>>

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
  ...nodes,
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

/** Where two sources contradict each other: which, and in what. */
const disagreeing = {
  'proof-waits': (v) => `${whose(v)}: the service holds a proof that the node does not want.`,
  'proving-for-nobody': (v) => `${whose(v)}: the service works on a proof that the node does not want.`,
  'proving-not-loaded': (v) => `${whose(v)}: the service works on a proof, and the node does not list the identity.`,
  'foreign-service': (v) => `${whose(v)}: another program answers in place of the service.`,
  'key-file-gone': (v) => (isMany(v) ? `The key files of ${many(v)} are gone.` : `The key file of ${value(v, 'name')} is gone.`),
} satisfies Partial<Record<StateKey, (values: Values) => string>>
const keysGone = 'The node runs with them, and no longer finds them where it loads keys. The next start goes without them.'
const heads: Readonly<Record<string, ((values: Values) => string) | undefined>> = disagreeing

export const alertWords = {
  of: alerts,
  /** `about`: whose finding; `said`: its sentence; `more`: how many stand beside it. */
  finding: (about: 'node' | 'service', values: Values, said: string): AlertWords => {
    const more = Number(values.more ?? '0')
    return {
      head: `${values.subject || value(values, about)}: ${isNamed(said, values) ? said : uncapital(said)}.`,
      rest: more > 0 ? `And ${numberWord(more)} more.` : '',
      act: about === 'node' ? 'Look at the node' : 'Look at the service',
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
