import type { Instant } from '../contract/model/basics.ts'
import type { Evidence } from '../contract/model/identity.ts'
import { saw } from '../contract/seen.ts'
import type { IdentityFacts } from './identity-facts.ts'
import { isStopped } from './service-memory.ts'
import type { Timed } from './timed.ts'

/** How often each source is asked, in milliseconds; a value older than three polls is stale. */
export interface PollRates {
  readonly postStates: number
  readonly operator: number
  readonly keys: number
  readonly bans: number
}

interface Heard {
  readonly now: number
  readonly rates: PollRates
}

const instant = (at: number | null): Instant | null => at as Instant | null
const stale = (at: number | null, everyMs: number, now: number): boolean => at !== null && now - at > 3 * everyMs

const agesMs = 5_000

/**
 * When a source was last heard, to five seconds: rather older than it is, never before it first said so. A poll that hears
 * the same again a second later changes no row then; a thousand of them would go to the page each second.
 */
const heardAt = <T>(said: Timed<T> | null, at: number | null): number | null =>
  at === null ? null : Math.max(Math.min(said?.since ?? 0, at), Math.floor(at / agesMs) * agesMs)

const keyTones = { absent: 'idle', ok: 'good', defective: 'bad', duplicate: 'bad', unknown: 'warn' } as const

function soundness(host: IdentityFacts['host']): string {
  if (host?.scan !== null) return saw('key-sound')
  return saw(host.place.dataFolder === null ? 'listed-elsewhere' : 'listed-unseen')
}

/** Why it is not known how the key lies. */
function unreadOf(host: IdentityFacts['host']): string {
  if (host === null) return saw('some-folder-unread')
  if (host.scan === null) return saw('node-not-looked-at', host.heard.name)
  const { state, folder, start } = host.scan.value
  if (state !== 'unreadable') return saw('file-or-note-unread', folder)
  return `${saw('keys-unread', folder)}${start.kind === 'unknown' ? ` (${start.detail})` : ''}`
}

function keyEvidence({ key, host, defective, memory }: IdentityFacts, { now, rates }: Heard): Evidence {
  const at = host?.scan?.at ?? null
  const common = { source: 'key', at: instant(at), stale: stale(at, rates.keys, now) } as const
  const words = {
    absent: saw('no-key'),
    ok: soundness(host),
    defective: saw('key-defective', defective?.name ?? '', defective?.defect ?? ''),
    duplicate: saw('loaded-twice'),
    unknown: unreadOf(host),
  }
  const back = [...memory.returned.values()].find(({ here, told }) => here && told)
  if (back !== undefined) return { ...common, says: 'returned', detail: saw('copy-here-again', back.path), tone: 'bad' }
  return { ...common, says: key, detail: words[key], tone: keyTones[key] }
}

function postEvidence({ memory, host }: IdentityFacts, { now, rates }: Heard): Evidence {
  const said = memory.post?.value ?? 'unreachable'
  const at = host?.heard.postStates?.at ?? null
  const detail =
    host === null
      ? saw('no-node')
      : host.place.addresses.post === null
        ? saw('no-post-address', host.heard.name)
        : `${host.heard.name}${said === 'unreachable' && host.heard.error !== null ? `: ${host.heard.error}` : ''}`
  return {
    source: 'post-states',
    says: said,
    detail,
    at: instant(heardAt(memory.post, at)),
    stale: said === 'unreachable' ? at !== null : stale(at, rates.postStates, now),
    tone: said === 'proving' ? 'active' : said === 'absent' ? 'warn' : 'idle',
  }
}

function eventEvidence({ memory, host }: IdentityFacts): Evidence {
  const last = memory.timeline.at(-1)
  const open = host?.heard.stream === 'open'
  const bare = { source: 'events', detail: last?.event.help ?? (open ? '' : saw('not-observed')), stale: !open, at: null } as const
  if (last === undefined) return { ...bare, says: open ? 'nothing-yet' : 'not-observed', tone: 'idle' }
  const { kind, at } = last.event
  const tone =
    kind === 'post-failed' || kind === 'init-failed' ? 'bad' : kind === 'atx-published' ? 'good' : kind === 'post-start' ? 'active' : 'idle'
  return { ...bare, says: kind, at, tone }
}

const operatorTones = {
  off: 'idle',
  unreachable: 'warn',
  foreign: 'odd',
  idle: 'idle',
  k2pow: 'active',
  reading: 'active',
  done: 'active',
} as const

function operatorEvidence({ service, cell }: IdentityFacts, { now, rates }: Heard): Evidence {
  const at = service?.operator?.at ?? null
  const said = service?.operator?.value ?? 'off'
  if (service !== null && cell.operator === 'off' && isStopped(service))
    return {
      source: 'operator',
      says: 'stopped',
      detail: saw('service-stopped', service.place.name),
      at: instant(at),
      stale: false,
      tone: 'idle',
    }
  const seen = cell.operator === 'foreign' ? 'foreign' : said
  const detail =
    service === null
      ? saw('no-service-data')
      : service.place.operatorAddress === null
        ? saw('no-operator', service.place.name)
        : `${saw('service-at', service.place.name, service.place.operatorAddress)}${service.status === null && service.detail !== '' ? `: ${service.detail}` : ''}`
  return {
    source: 'operator',
    says: seen,
    detail,
    at: instant(heardAt(service?.operator ?? null, at)),
    stale: stale(at, rates.operator, now),
    tone: operatorTones[seen],
  }
}

function banEvidence({ memory: { ban } }: IdentityFacts, { now, rates }: Heard): Evidence {
  return {
    source: 'malfeasance',
    says: ban.state,
    value: ban.kind ?? '',
    detail: saw('ban-asked', ban.askedAt.join(', '), ban.silent.join(', ')),
    at: ban.at,
    stale: stale(ban.at, rates.bans, now),
    tone: ban.state === 'banned' ? 'bad' : 'idle',
  }
}

/** Nothing is said before a node that speaks the layout was asked: silence of the network proves nothing. */
function networkEvidence({ memory: { onNetwork } }: IdentityFacts, { now, rates }: Heard): Evidence[] {
  if (onNetwork === null) return []
  const { newest, from, to, node, at } = onNetwork
  const fresh = newest !== null && newest >= from
  const says = newest === null ? 'no-atx' : fresh ? 'atx-of' : 'last-atx-of'
  const detail = saw('asked-epochs', node, String(from), String(to))
  return [
    {
      source: 'network',
      says,
      value: String(newest ?? ''),
      detail,
      at: instant(at),
      stale: stale(at, rates.bans, now),
      tone: fresh ? 'good' : 'idle',
    },
  ]
}

/** What each source says, in the order of the drawer, with its age. A silence is evidence too, and says so. */
export const evidenceOf = (facts: IdentityFacts, heard: Heard): Evidence[] => [
  keyEvidence(facts, heard),
  postEvidence(facts, heard),
  eventEvidence(facts),
  operatorEvidence(facts, heard),
  banEvidence(facts, heard),
  ...networkEvidence(facts, heard),
]
