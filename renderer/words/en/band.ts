import type { Epoch } from '../../../electron/contract/model/basics.ts'
import { count, list } from '../../format/numbers.ts'
import { clockTime, date, duration, time, weekday } from '../../format/time.ts'

const are = (epochs: readonly Epoch[]): string => (epochs.length === 1 ? 'is' : 'are')
const epochsAre = (epochs: readonly Epoch[]): string => `${epochs.length === 1 ? 'epoch' : 'epochs'} ${epochs.join(' and ')} ${are(epochs)}`

/** Words of the epoch band. `at` and `now` are instants; times are local. */
export const bandWords = {
  label: 'Epoch band',
  figures: 'This epoch in figures',
  unknown: 'unknown',
  phase: {
    'no-clock': 'No network clock yet',
    'before-genesis': 'Network not started',
    'rounds-unknown': 'Cycle gap not known',
    gap: 'Cycle gap open',
    register: 'Nodes register now',
    late: 'Late',
    noRound: 'No PoET round works yet',
    round: (round: Epoch) => `PoET round ${round} working`,
    silent: (node: string) => `${node} is silent`,
    lost: 'Smeshdesk is silent',
  },
  to: {
    'before-genesis': (at: number, now: number, fine: boolean) => `${time(at, now, { seconds: fine })} genesis`,
    'rounds-unknown': (at: number, now: number, fine: boolean) => `${time(at, now, { seconds: fine })} epoch ends`,
    soft: (at: number, now: number, fine: boolean) => `${time(at, now, { seconds: fine })} soft deadline`,
    gap: (at: number, now: number, fine: boolean) => `${dated(at, now, fine)} gap opens`,
    close: (at: number, now: number, fine: boolean) => `${time(at, now, { seconds: fine })} next round begins`,
    hard: (at: number, now: number, fine: boolean) => `${time(at, now, { seconds: fine })} hard deadline`,
    byThisClock: (what: string) => `${what}, by this clock`,
    /** Not a node's own word: the known values of the network, or what a PoET of the node tells. */
    from: {
      'known-network': (what: string) => `${what}, assumed`,
      poet: (what: string) => `${what}, by a PoET`,
    },
    why: {
      'known-network':
        'Phase shift, cycle gap and grace period are assumed: the known values of this network. No configuration of its nodes could be read here.',
      poet: 'Phase shift and cycle gap are told by a PoET: the node’s own configuration could not be read. The grace period is not known.',
    },
  },
  /** Why no clock is known. */
  noClock: {
    noNode: 'no node yet',
    unread: 'your rig could not be read',
    notAsked: (nodes: readonly string[]) => `${nodes.join(', ')} ${nodes.length === 1 ? 'was' : 'were'} not asked: no public address`,
    noAnswer: (node: string, address: string) => `${node} gives no answer on ${address}`,
    notTold: (node: string) => `${node} has not told its clock yet`,
  },
  after: {
    'no-clock': '',
    'before-genesis': 'nothing to prove until then',
    'rounds-unknown': 'no phase shift from node or PoET',
    gap: (hard: number, now: number, fine: boolean) => `hard deadline ${time(hard, now, { seconds: fine })}`,
    between: 'nothing to prove until then',
    closing: (lost: readonly Epoch[], of: Share) => `${epochsAre(lost)} lost unless the ATX is out by then${forSome(of)}`,
    late: ({ kept, lost }: { kept: Epoch; lost: readonly Epoch[] }, until: string, of: Share) =>
      `epoch ${kept} still possible until ${until}; ${lost.join(' and ')} ${are(lost)} lost${forSome(of)}`,
    /** `kept` only with its ATX seen. */
    lost: (kept: Epoch | null, lost: readonly Epoch[], of: Share) =>
      `${kept === null ? epochsAre(lost) : `epoch ${kept} is kept, ${lost.join(' and ')} ${are(lost)}`} lost${forSome(of)}`,
    compared: (at: number, now: number) => `clock last compared ${time(at, now)}`,
  },
  strip: {
    epochFrom: (epoch: Epoch, at: number, quick: 'slow' | 'quick' | 'fine') =>
      `Epoch ${epoch} from ${quick === 'fine' ? clockTime(at, true) : quick === 'quick' ? clockTime(at) : date(at)}`,
    epochStarts: (epoch: Epoch) => `Epoch ${epoch} starts`,
    round: (round: Epoch) => `PoET round ${round}`,
    roundWorks: (round: Epoch) => `PoET round ${round} is working`,
    hard: (at: number, now: number, fine: boolean) => `Hard deadline ${dated(at, now, fine)}`,
    soft: (at: number, now: number, fine: boolean) => `Soft deadline ${time(at, now, { seconds: fine })}`,
    gap: (ms: number) => `Cycle gap, ${duration(ms)}`,
    gapOpens: (at: number, now: number, fine: boolean) => `gap opens ${dated(at, now, fine)}`,
    target: (at: number, fine: boolean) => `target ${clockTime(at, fine)}`,
    register: 'register',
    clockUnknown: 'Epoch, PoET rounds and cycle gap come from a node: they stand here as soon as one has told them.',
    noClock: 'Epoch, PoET rounds and cycle gap come from a node’s config. Add a node, or start the simulation, to see them here.',
    beforeGenesis: 'Epochs are counted from genesis. The first cycle gap opens in epoch 0.',
    noRounds: 'The epoch is known, phase shift and cycle gap are not: neither the node’s config nor a PoET has named them.',
    now: (at: number, options: { seconds: boolean; day: boolean }) =>
      `now ${options.day ? `${weekday(at)} ` : ''}${clockTime(at, options.seconds)}`,
  },
  odds: {
    published: 'ATX published',
    registered: 'Registered',
    proving: 'Proving now',
    still: 'Still proving',
    late: 'Late now',
    notKnown: (n: number) => `${count(n)} unknown`,
    beside: (names: readonly string[]) => `${list(names)} ${names.length === 1 ? 'is' : 'are'} silent`,
    noAnswer: 'no node answers',
    onTime: 'On time',
    lastSeen: 'Last seen',
    identities: 'Identities',
    network: 'Network',
    none: 'none yet',
    never: 'never',
    of: (part: number, all: number) => `${count(part)} of ${count(all)}`,
    asOf: (age: string) => `as of ${age}`,
    silentFor: (lasting: string) => `silent for ${lasting}`,
    noNode: 'no node yet',
    unread: 'could not be read',
  },
  clocks: {
    by: (nodes: readonly string[], at: number, of: number) => `clock of ${list(nodes)}, ${at} of ${of}`,
    differ: (of: number) => `Nodes differ in network or PoET timing: ${of} clocks. Show the next one`,
  },
  /** For screen readers, once a minute. */
  spoken: (parts: readonly string[]) => parts.filter((part) => part !== '').join('. '),
} as const

/** With weekday and date unless it is today: "Sun 7 Dec 21:00". */
function dated(at: number, now: number, fine: boolean): string {
  const near = time(at, now, { seconds: fine })
  return near === clockTime(at, fine) ? near : `${weekday(at)} ${date(at)} ${clockTime(at, fine)}`
}

export interface Share {
  readonly part: number
  readonly all: number
}

/** Only where it is not so for all. */
function forSome({ part, all }: Share): string {
  return part >= all ? '' : `, for ${count(part)} of ${count(all)}`
}
