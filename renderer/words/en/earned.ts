import type { Epoch, Layer } from '../../../electron/contract/model/basics.ts'
import type { EarnedAsked } from '../../../electron/contract/model/earned.ts'
import { count } from '../../format/numbers.ts'
import { plural } from './grammar.ts'

type Teller = { readonly node: string | null; readonly version: string | null }
type Why = Exclude<EarnedAsked, 'told'>

const nodeOf = ({ node }: Teller): string => node ?? 'the node'

/** Of what the network knows of an identity: what it published, and what it was paid. */
export const earnedWords = {
  title: 'ATXs and rewards',
  loading: 'Being asked…',
  /** Why nothing is known. None of them says that there is nothing. */
  why: {
    'no-node': () => 'Not known: no node hosts it, and none can be asked.',
    'no-address': (of) => `Not known: ${nodeOf(of)} has no public address to ask.`,
    'too-old': (of) => `${nodeOf(of)} is too old to tell: ${of.version ?? 'its version'} speaks another form. Nodes tell from 1.6.1 on.`,
    'version-unknown': (of) => `Not asked: what ${nodeOf(of)} calls its version, “${of.version ?? ''}”, does not say which form it speaks.`,
    'not-served': (of) => `${nodeOf(of)} can’t tell: it does not have this service.`,
    waiting: (of) => `Not known yet: ${nodeOf(of)} is being asked.`,
    'no-answer': (of) => `Not known now: ${nodeOf(of)} gives no answer to it.`,
  } satisfies Readonly<Record<Why, (of: Teller) => string>>,
  last: 'What it told last:',
  by: (node: string, age: string) => `by ${node}, ${age}`,
  syncing: (node: string) => `${node} is not in sync: there may be more than it has heard of.`,
  keptOnly: 'What is remembered from before; there may be more that nobody told of.',
  forgottenAtxs: (epoch: Epoch) => `ATXs up to epoch ${epoch} are no longer kept here; the network knows them.`,
  forgottenRewards: (layer: Layer) => `Rewards up to layer ${count(layer)} are no longer kept here; the network knows them.`,
  atxs: 'ATXs',
  noAtx: 'It has published none in the last hundred epochs that the node knows of.',
  epoch: (epoch: Epoch) => `epoch ${epoch}`,
  pays: (epoch: Epoch) => `for rewards in epoch ${epoch}`,
  units: (units: number) => plural(units, 'unit', 'units'),
  id: { copy: 'Copy the whole ATX id', copied: 'copied' },
  rewards: 'Rewards',
  noReward: 'It was paid nothing that the node knows of.',
  amount: (amount: string) => `${amount} SMH`,
  layer: (layer: Layer) => `layer ${count(layer)}`,
  sum: (amount: string, of: number, first: boolean) =>
    first ? `${amount} SMH in ${plural(of, 'layer', 'layers')}` : `${amount} SMH in the newest ${plural(of, 'layer', 'layers')}`,
  coinbase: 'Paid to',
  coinbaseCopy: { copy: 'Copy the whole address', copied: 'copied' },
  earlier: (more: number) => `Show ${count(more)} earlier`,
} as const
