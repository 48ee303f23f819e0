import type { MarkName } from '../ui/marks.ts'
import type { Tone } from '../ui/tone.ts'

export interface EventWords {
  readonly said: string
  readonly mark: MarkName
  readonly tone: Tone
}

const event = (said: string, mark: MarkName, tone: Tone): EventWords => ({ said, mark, tone })

/** What a node tells of an identity; its own help text stands beside it. */
export const events: Readonly<Record<string, EventWords>> = {
  beacon: event('Beacon', 'info', 'idle'),
  'init-start': event('Initialisation began', 'initialising', 'active'),
  'init-complete': event('Initialisation done', 'pass', 'good'),
  'init-failed': event('Initialisation failed', 'failed', 'bad'),
  'post-start': event('PoST started', 'k2pow', 'active'),
  'post-complete': event('PoST done', 'accepted', 'good'),
  'post-failed': event('PoST failed', 'failed', 'bad'),
  'wait-registration': event('Waits for the registration', 'waiting', 'idle'),
  registered: event('Registered at a PoET', 'pass', 'good'),
  'wait-round-end': event('Waits for the round’s end', 'waiting', 'idle'),
  'poet-proof': event('PoET proof fetched', 'pass', 'good'),
  'proof-selected': event('PoET proof chosen', 'pass', 'good'),
  'atx-published': event('ATX published', 'published', 'good'),
  eligible: event('Eligible', 'pass', 'good'),
  proposal: event('Proposal sent', 'pass', 'good'),
  malfeasance: event('Proof of malfeasance', 'banned', 'bad'),
  'service-started': event('A service was started', 'starting', 'active'),
  'service-stopped': event('A service was stopped', 'stopping', 'idle'),
  unknown: event('An event of unknown kind', 'unknown', 'idle'),
}

/** A kind without words is shown by its own name; a failure always looks like one. */
export const eventWords = (kind: string, failure: boolean): EventWords => {
  const known = events[kind] ?? event(kind, 'info', 'idle')
  return failure ? { ...known, mark: 'failed', tone: 'bad' } : known
}

const says: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  key: { absent: 'Not in place', ok: 'In place', defective: 'Defective', duplicate: 'There twice' },
  'post-states': { silent: 'Silent', 'not listed': 'Not listed' },
  events: { 'nothing yet': 'Nothing yet', 'not observed': 'Not observed' },
  operator: {
    off: 'No address',
    unreachable: 'Does not answer',
    foreign: 'Not this identity’s',
    idle: 'Idle',
    k2pow: 'k2pow',
    reading: 'Reading',
    done: 'DoneProving',
  },
  malfeasance: { 'not-asked': 'Not asked yet', asked: 'Being asked', 'not-proven': 'No proof of malfeasance' },
}

/** What a source says, in words; what has none is the source's own, unchanged. */
export const saysWords = (source: string, said: string): string =>
  says[source]?.[said] ?? (source === 'events' ? events[said]?.said : undefined) ?? said
