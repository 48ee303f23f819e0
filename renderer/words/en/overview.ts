import type { Bytes, Epoch } from '../../../electron/contract/model/basics.ts'
import type { RiskId } from '../../../electron/contract/model/risk-id.ts'
import { count, list, rate, size } from '../../format/numbers.ts'
import { lasting } from '../../format/time.ts'
import { capital, diskCalled, numberWord, plural } from './grammar.ts'

export interface VerdictCounts {
  readonly all: number
  readonly onCourse: number
  readonly needs: number
  /** Alerts that concern no identity. */
  readonly things: number
}

const be = (value: number): string => (value === 1 ? 'is' : 'are')

/** "Eight of ten are on course. Two need you." Whoever is neither is told as what is not known. */
const verdict = ({ all, onCourse, needs, things }: VerdictCounts): string => {
  const rest = all - onCourse - needs
  const said =
    all === 0
      ? ''
      : onCourse === all
        ? all === 1
          ? 'Your identity is on course.'
          : `All ${numberWord(all)} are on course.`
        : onCourse === 0
          ? `None of ${numberWord(all)} is known to be on course.`
          : `${capital(numberWord(onCourse))} of ${numberWord(all)} ${be(onCourse)} on course.`
  const asks = needs > 0 ? `${capital(numberWord(needs))} ${needs === 1 ? 'needs' : 'need'} you.` : ''
  const thing = needs === 0 && things > 0 ? `${capital(numberWord(things))} ${things === 1 ? 'thing needs' : 'things need'} you.` : ''
  const hidden = onCourse > 0 && rest > 0 ? `Of ${numberWord(rest)} that is not known.` : ''
  return [said, asks, thing, hidden].filter((part) => part !== '').join(' ')
}

const rules: Readonly<Record<RiskId, string>> = {
  banned: 'an identity is banned',
  'key-twice': 'a key lies or runs twice',
  'key-unusable': 'a key can’t be used where it is needed',
  'key-open': 'a key lies as it should not',
  'next-start': 'the next start goes wrong',
  'node-down': 'a node is down',
  'not-synced': 'a node does not catch up',
  'clock-off': 'a clock is off',
  'coinbase-missing': 'a coinbase is missing',
  'disk-floor': 'a disk is nearly full',
  'rows-gone': 'rows are gone from local.sql',
  'service-missing': 'nobody works on a proof',
  'service-wrong': 'a service does not serve as it should',
  'proof-broken': 'a proof comes to nothing',
  'two-readers': 'two proofs are read from one disk',
  'stopped-asking': 'a node asks for no proof',
  'atx-overdue': 'no ATX after a proof',
  late: 'after the soft deadline',
  'not-registered': 'not in the next round yet',
  lost: 'an epoch was lost',
  move: 'a move waits',
  certificate: 'a certificate ends, or can’t be used',
  unknown: 'unknown for a minute',
  unread: 'a part can’t be looked at',
}

export const overviewWords = {
  title: 'Overview',
  rules,
  verdict,
  lost: 'Smeshdesk does not answer. Nothing here is known to be so still.',
  problem: 'The rig could not be read.',
  looking: 'Looking…',
  nothing: 'There is nothing to look at yet.',
  /** How identities stand, in one line; zeros are left out. */
  summary: (parts: { readonly published: number; readonly works: number; readonly due: number; readonly ahead: number }): string => {
    const { published, works, due, ahead } = parts
    const said = [
      published > 0 && `${plural(published, 'ATX is', 'ATXs are')} published`,
      works > 0 && `${plural(works, 'proof is', 'proofs are')} being made`,
      due > 0 && `${plural(due, 'proof is', 'proofs are')} wanted and not begun`,
      ahead > 0 && `${plural(ahead, 'waits', 'wait')} for ${ahead === 1 ? 'its' : 'their'} proof to be asked for`,
    ].filter((part) => part !== false)
    return said.length === 0 ? '' : `${list(said)}.`
  },
  asOf: (ms: number | null) => (ms === null ? 'Nothing was looked at yet.' : `The oldest look that this rests on is ${lasting(ms)} old.`),
  risks: {
    title: 'Risks',
    left: (ms: number) => `in ${lasting(ms)}`,
    passed: 'past its deadline',
    open: (ms: number, atLeast: boolean) => `open for ${atLeast ? 'at least ' : ''}${lasting(ms)}`,
    evidence: 'Evidence',
    rule: (said: string, id: string) => `Rule: ${said} (${id}).`,
    nothing: 'What was seen stands at its place.',
    more: (n: number) => `${plural(n, 'more risk', 'more risks')}, all of them`,
    moreIdentities: (n: number) => `and ${plural(n, 'more identity', 'more identities')}`,
  },
  lanes: {
    title: 'Proving by disk',
    end: 'Last proof',
    /** A letter alone is no name; what has a name of its own keeps it. */
    disk: (disk: string | null) => (disk === null ? 'Disk not known' : capital(diskCalled(disk))),
    of: (data: { readonly units: number; readonly bytes: Bytes } | null, identities: number, speed: number | null) =>
      [
        data === null ? plural(identities, 'identity', 'identities') : `${plural(data.units, 'unit', 'units')}, ${size(data.bytes)}`,
        speed === null ? '' : rate(speed),
      ]
        .filter((part) => part !== '')
        .join(', '),
    hidden: (n: number) => `${plural(n, 'proof is', 'proofs are')} not drawn here`,
    unknownEnd: 'end unknown',
    done: (at: string | null) => (at === null ? 'Done' : `Done ${at}`),
    about: (at: string) => `About ${at}`,
    unknown: 'Unknown',
    ahead: 'Not begun',
    lastSeen: (at: string | null) => (at === null ? 'Not seen since the start' : `Last seen ${at}`),
    published: (part: number, all: number) => `${count(part)} of ${count(all)} published`,
    noClock: 'When which proof is read can’t be drawn while no cycle gap is known.',
    chart: (disk: string, published: string, end: string) => `${disk}: ${published}. Last proof: ${end}.`,
  },
  fleet: {
    title: 'Fleet by state',
    units: (units: number | null) => (units === null ? '' : plural(units, 'unit', 'units')),
    none: 'No identity is known.',
    show: (title: string) => `Show these: ${title}`,
  },
  earned: {
    title: 'Earned by epoch',
    asOf: (age: string) => `SMH, as told ${age}`,
    failed: 'Not known now.',
    none: (told: number, of: number) =>
      `${told === of ? 'The nodes know' : `Of ${numberWord(told)} the nodes know`} of no payment${told === of ? '' : '; the others are not known'}.`,
    soFar: ', so far',
    paid: (identities: number) => plural(identities, 'identity', 'identities'),
    amount: (amount: string, atLeast: boolean) => `${atLeast ? 'at least ' : ''}${amount}`,
    silent: (n: number, of: number, why: string) => (n === of ? why : `${capital(numberWord(n))} of ${numberWord(of)}: ${why}`),
  },
  next: {
    title: 'Next',
    none: 'No deadline is known.',
    proof: 'proof expected',
    of: {
      open: (_epoch: Epoch) => 'The cycle gap opens',
      register: (epoch: Epoch) => `Nodes begin to register for round ${count(epoch)}`,
      soft: (_epoch: Epoch) => 'Soft deadline',
      hard: (epoch: Epoch) => `Hard deadline, epoch ${count(epoch)} ends`,
    },
    by: (nodes: readonly string[]) => `at ${list(nodes)}`,
  },
} as const
