import type { EvidenceSource, SaidBy } from '../../../electron/contract/model/identity.ts'
import type { NodeEventKind } from '../../../electron/contract/model/node-event.ts'
import { count } from '../../format/numbers.ts'

/** What a node tells of an identity; its own help text stands beside it. */
const events: Readonly<Record<NodeEventKind, string>> = {
  beacon: 'Beacon',
  'init-start': 'Initialisation began',
  'init-complete': 'Initialisation done',
  'init-failed': 'Initialisation failed',
  'post-start': 'PoST started',
  'post-complete': 'PoST done',
  'post-failed': 'PoST failed',
  'wait-registration': 'Waits for the registration',
  registered: 'Registered at a PoET',
  'wait-round-end': 'Waits for the round’s end',
  'poet-proof': 'PoET proof fetched',
  'proof-selected': 'PoET proof chosen',
  'atx-published': 'ATX published',
  eligible: 'Eligible',
  proposal: 'Proposal sent',
  malfeasance: 'Proof of malfeasance',
  'service-started': 'A service was started',
  'service-stopped': 'A service was stopped',
  unknown: 'An event of unknown kind',
}

type Says = { readonly [Source in EvidenceSource]: Readonly<Record<SaidBy<Source>, string | ((value: string) => string)>> }

const says: Says = {
  key: {
    absent: 'Not in place',
    ok: 'In place',
    defective: 'Defective',
    duplicate: 'There twice',
    unknown: 'Not known',
    returned: 'Here again',
  },
  'post-states': { unreachable: 'Silent', absent: 'Not listed', idle: 'IDLE', proving: 'PROVING' },
  events: { ...events, 'nothing-yet': 'Nothing yet', 'not-observed': 'Not observed' },
  operator: {
    off: 'No address',
    stopped: 'Stopped',
    unreachable: 'Does not answer',
    foreign: 'Not this identity’s',
    idle: 'Idle',
    k2pow: 'k2pow',
    reading: 'Reading',
    done: 'DoneProving',
  },
  malfeasance: {
    'not-asked': 'Not asked yet',
    asked: 'Being asked',
    'not-proven': 'No proof of malfeasance',
    banned: (kind) => `Banned (${kind || 'unknown kind'})`,
  },
  network: {
    'no-atx': 'No ATX found',
    'atx-of': (epoch) => `ATX of epoch ${epoch}`,
    'last-atx-of': (epoch) => `Last ATX of epoch ${epoch}`,
  },
}

export interface Span {
  readonly from: number
  readonly to: number
}

const spanned = (one: string, several: string, { from, to }: Span): string =>
  from === to ? `${one} ${count(from)}` : `${several} ${count(from)}–${count(to)}`

export const evidenceWords = {
  events,
  says,
  times: (event: string, times: number) => `${event}, ${count(times)} times`,
  proposals: (times: number) => `${count(times)} proposals sent`,
  until: (at: string) => `until ${at}`,
  challenge: (id: string) => `challenge ${id}`,
  atx: (id: string) => `ATX ${id}`,
  someLayers: (layers: readonly number[]) => `layers ${layers.map(count).join(', ')}`,
  layers: (span: Span) => spanned('layer', 'layers', span),
  publish: (span: Span) => spanned('for epoch', 'for epochs', span),
  target: (span: Span) => spanned('counts in epoch', 'count in epochs', span),
} as const
