import type { Bytes } from '../../../electron/contract/model/basics.ts'
import type { EpochOutcome, GapCause, ProofSeen } from '../../../electron/contract/model/history.ts'
import type { PassSource } from '../../../electron/contract/model/identity.ts'
import { count, list, rate, size } from '../../format/numbers.ts'
import { duration } from '../../format/time.ts'
import { plural } from './grammar.ts'

const outcomes: Readonly<Record<EpochOutcome, string>> = {
  published: 'published',
  late: 'late',
  missed: 'missed',
  'not-registered': 'not in a round',
  banned: 'banned',
  'not-seen': 'not observed',
  unknown: 'unknown',
  forgotten: 'no longer kept',
  open: 'not over yet',
}

const causes: Readonly<Record<GapCause, string>> = {
  closed: 'Smeshdesk was closed',
  killed: 'Smeshdesk was ended hard',
  'stood-still': 'the computer slept, or Smeshdesk stood still',
  'not-followed': 'the node could not be followed',
  'not-kept': 'what was seen could not be written down',
}

const ends: Readonly<Record<NonNullable<ProofSeen['how']>, string>> = {
  done: 'made',
  taken: 'taken by its node',
  failed: 'failed',
  published: 'published',
}

const sources: Readonly<Record<PassSource, string>> = { operator: 'its operator address', log: 'its log' }

/** Times as they are written; `to`: `null` while it lasts. */
export interface GapSaid {
  readonly node: string | null
  readonly from: string
  readonly to: string | null
  readonly cause: string
}

export interface Speeds {
  readonly proofs: number
  readonly slowest: number
  readonly fastest: number
  readonly last: number
  readonly epoch: number
}

export const historyWords = {
  reading: 'Looking up what is remembered…',
  again: 'Try again',
  grid: {
    title: 'History over epochs',
    none: 'No epoch is remembered yet. From now on each one is.',
    outcomes,
    /** `paid`: in SMH, for layers in that epoch. */
    cell: (epoch: number, outcome: string, paid: { readonly layers: number; readonly amount: string } | null) =>
      `Epoch ${epoch}: ${outcome}${paid === null ? '' : `; paid ${paid.amount} SMH in ${plural(paid.layers, 'layer', 'layers')}`}`,
    sums: (sums: readonly (readonly [outcome: EpochOutcome, epochs: number])[]) =>
      `${list(sums.map(([outcome, epochs]) => `${count(epochs)} ${outcomes[outcome]}`))}.`,
    earlier: (epochs: number) => `Show ${plural(epochs, 'earlier epoch', 'earlier epochs')}`,
    notSeen: 'Not observed: nobody looked when it was decided, so nothing is said of it.',
    forgotten: 'No longer kept: there was too much to keep, and the oldest went first. What it came to is not known any more.',
    strip: (epochs: number, sums: string) => `The last ${plural(epochs, 'epoch', 'epochs')}: ${sums}`,
  },
  proofs: {
    title: 'Proof speeds',
    none: 'No proof was seen to be made yet.',
    noSpeed:
      'No speed is known: its service was not seen to read. It is told where the service has an operator address, or writes a log that can be read.',
    chart: ({ proofs, slowest, fastest, last, epoch }: Speeds) =>
      proofs === 1
        ? `One proof with a known speed: ${rate(last)} in epoch ${epoch}.`
        : `${plural(proofs, 'proof', 'proofs')} with a known speed: from ${rate(slowest)} to ${rate(fastest)}; the last, in epoch ${epoch}, ${rate(last)}.`,
    speed: (bytesPerSecond: number, source: PassSource | null) => `${rate(bytesPerSecond)}${source === 'log' ? ' (log)' : ''}`,
    read: (bytes: number) => `at least ${size(bytes as Bytes)} read`,
    passes: (passes: number) => plural(passes, 'pass', 'passes'),
    times: (passes: number) => `×${passes}`,
    table: (proofs: number) => `In numbers: ${plural(proofs, 'proof', 'proofs')}`,
    columns: { epoch: 'Epoch', speed: 'Speed', passes: 'Passes', took: 'Took', end: 'End' },
    ends,
    sources,
    runs: 'not ended yet',
    took: (ms: number) => duration(ms),
    unknown: 'unknown',
  },
  file: {
    title: 'Export',
    ends: { from: 'From epoch', to: 'To epoch' },
    open: 'Empty: all that is kept.',
    noEpoch: 'An epoch is a whole number.',
    name: (identity: string) => `history-${identity.replaceAll(/[^\w.-]+/g, '-')}`,
    columns: {
      epoch: 'Epoch',
      outcome: 'Outcome',
      atx: 'ATX',
      published: 'Published',
      node: 'Told by',
      units: 'Units',
      coinbase: 'Paid to',
      began: 'Proof began',
      ended: 'Proof ended',
      how: 'Proof end',
      passes: 'Passes',
      bytes: 'Bytes read',
      bytesPerSecond: 'Bytes per second',
      source: 'Speed by',
      layers: 'Paid layers',
      smidge: 'Paid smidge',
    },
  },
  events: {
    title: 'All that is remembered',
    show: 'Show it',
    more: 'Show earlier ones',
    none: 'Nothing is remembered of it yet.',
    forgotten: (at: string) => `From before ${at} not everything is kept any more.`,
  },
  gap: {
    causes,
    said: ({ node, from, to, cause }: GapSaid) => {
      const where = node === null ? '' : ` at ${node}`
      return to === null ? `Not observed${where} since ${from}: ${cause}` : `Not observed${where} from ${from} to ${to}: ${cause}`
    },
  },
} as const
