import { count, numberWord } from './format.ts'
import { clockTime, date, duration, time, weekday } from './time.ts'

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
    late: 'Late: soft deadline missed',
    noRound: 'No PoET round works yet',
    round: (round: number) => `PoET round ${round} working`,
    silent: (node: string) => `Unknown: ${node} is silent`,
    lost: 'Unknown: Smeshdesk is silent',
  },
  to: {
    'no-clock': 'no node yet',
    'before-genesis': (at: number, now: number, fine: boolean) => `to genesis, ${time(at, now, { seconds: fine })}`,
    'rounds-unknown': (at: number, now: number, fine: boolean) => `to the epoch’s end, ${time(at, now, { seconds: fine })}`,
    soft: (at: number, now: number, fine: boolean) => `to the soft deadline, ${time(at, now, { seconds: fine })}`,
    gap: (at: number, now: number, fine: boolean) => `to the gap, ${dated(at, now, fine)}`,
    hard: (at: number, now: number, fine: boolean) => `to the hard deadline, ${time(at, now, { seconds: fine })}`,
    byThisClock: (what: string) => `${what}, by this clock`,
  },
  after: {
    'no-clock': '',
    'before-genesis': 'nothing to prove until then',
    'rounds-unknown': 'no phase shift from node or PoET',
    gap: (hard: number, now: number, fine: boolean) =>
      `hard deadline in ${duration(fine ? hard - now : Math.ceil((hard - now) / 60_000) * 60_000)}`,
    between: 'nothing to prove until then',
    late: (epoch: number) => `epoch ${epoch + 1} is kept, ${epoch + 2} is lost`,
    compared: (at: number, now: number) => `clock last compared ${time(at, now)}`,
  },
  strip: {
    epochFrom: (epoch: number, at: number, quick: 'slow' | 'quick' | 'fine') =>
      `Epoch ${epoch} from ${quick === 'fine' ? clockTime(at, true) : quick === 'quick' ? clockTime(at) : date(at)}`,
    epochStarts: (epoch: number) => `Epoch ${epoch} starts`,
    round: (round: number) => `PoET round ${round}`,
    roundWorks: (round: number) => `PoET round ${round} is working`,
    hard: (at: number, now: number, fine: boolean) => `Hard deadline ${dated(at, now, fine)}`,
    soft: (at: number, now: number, fine: boolean) => `Soft deadline ${time(at, now, { seconds: fine })}`,
    gap: (ms: number) => `Cycle gap, ${duration(ms)}`,
    gapOpens: (at: number, now: number, fine: boolean) => `gap opens ${dated(at, now, fine)}`,
    target: (at: number, fine: boolean) => `target ${clockTime(at, fine)}`,
    register: 'register',
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
  /** For screen readers, once a minute. */
  spoken: (parts: readonly string[]) => parts.filter((part) => part !== '').join('. '),
  left: (ms: number) => `${duration(ms)} left`,
  publishedOf: (part: number, all: number) => `${numberWord(part)} of ${numberWord(all)} published`,
} as const

/** With weekday and date unless it is today: "Sun 7 Dec 21:00". */
function dated(at: number, now: number, fine: boolean): string {
  const near = time(at, now, { seconds: fine })
  return near === clockTime(at, fine) ? near : `${weekday(at)} ${date(at)} ${clockTime(at, fine)}`
}
