import type { NodeEventKind } from '../../electron/contract/model/node-event.ts'
import type { MarkName } from '../ui/marks.ts'
import type { Tone } from '../ui/tone.ts'
import { count, shortId } from './format.ts'
import { time, utc } from './time.ts'

export interface EventWords {
  readonly said: string
  readonly mark: MarkName
  readonly tone: Tone
}

const event = (said: string, mark: MarkName, tone: Tone): EventWords => ({ said, mark, tone })

/** What a node tells of an identity; its own help text stands beside it. */
const events: Readonly<Record<NodeEventKind, EventWords>> = {
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
const known: Readonly<Record<string, EventWords>> = events

const many: Readonly<Record<string, string>> = { proposal: 'proposals sent' }

/** A kind without words is shown by its own name; a failure always looks like one; several equal ones are counted. */
export const eventWords = (kind: string, failure: boolean, times = 1): EventWords => {
  const one = known[kind] ?? event(kind, 'info', 'idle')
  const plural = many[kind]
  const said = times === 1 ? one.said : plural === undefined ? `${one.said}, ${count(times)} times` : `${count(times)} ${plural}`
  return failure ? { said, mark: 'failed', tone: 'bad' } : { ...one, said }
}

type Field = { readonly value: string } | { readonly from: number; readonly to: number }
export interface FieldSaid {
  readonly key: string
  readonly shown: string
  /** The whole of what is shown short; a time in UTC. */
  readonly whole: string | undefined
}

const spanned = (one: string, several: string, field: Field): string =>
  'value' in field ? `${one} ${count(Number(field.value))}` : `${several} ${count(field.from)}–${count(field.to)}`

const layersOf = (text: string): string => {
  const layers = text.split(' ').map(Number)
  const [first = 0] = layers
  return layers.length > 4 ? `layers ${count(first)}–${count(layers.at(-1) ?? first)}` : `layers ${layers.map(count).join(', ')}`
}

/** What an event names, in words; times are local, ids short, and what has no words stands as it came. */
export const fieldWords = (fields: Readonly<Record<string, Field>>, now: number): readonly FieldSaid[] =>
  Object.entries(fields)
    .filter(([key, field]) => !('value' in field && field.value === '') && !(key === 'count' && 'layers' in fields))
    .map(([key, field]): FieldSaid => {
      const value = 'value' in field ? field.value : ''
      const at = key === 'until' ? Date.parse(value) : Number.NaN
      if (!Number.isNaN(at)) return { key, shown: `until ${time(at, now, { seconds: true })}`, whole: utc(at) }
      if (key === 'challenge' || key === 'atx') return { key, shown: `${key === 'atx' ? 'ATX' : key} ${shortId(value)}`, whole: value }
      if (key === 'layers') return { key, shown: layersOf(value), whole: value }
      if (key === 'layer') return { key, shown: spanned('layer', 'layers', field), whole: undefined }
      if (key === 'publish') return { key, shown: spanned('for epoch', 'for epochs', field), whole: undefined }
      if (key === 'target') return { key, shown: spanned('counts in epoch', 'count in epochs', field), whole: undefined }
      return { key, shown: 'value' in field ? `${key} ${value}` : spanned(key, key, field), whole: undefined }
    })

const says: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  key: { absent: 'Not in place', ok: 'In place', defective: 'Defective', duplicate: 'There twice' },
  'post-states': { silent: 'Silent', 'not listed': 'Not listed' },
  events: { 'nothing yet': 'Nothing yet', 'not observed': 'Not observed' },
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
  malfeasance: { 'not-asked': 'Not asked yet', asked: 'Being asked', 'not-proven': 'No proof of malfeasance' },
}

/** What a source says, in words; what has none is the source's own, unchanged. */
export const saysWords = (source: string, said: string): string =>
  says[source]?.[said] ?? (source === 'events' ? known[said]?.said : undefined) ?? said
