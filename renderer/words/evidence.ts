import type { Evidence } from '../../electron/contract/model/identity.ts'
import type { NodeEventKind } from '../../electron/contract/model/node-event.ts'
import { shortId } from '../format/ids.ts'
import { count } from '../format/numbers.ts'
import { time, utc } from '../format/time.ts'
import type { MarkName } from '../ui/marks.ts'
import type { Look, Tone } from '../ui/tone.ts'
import { evidenceWords } from './en/evidence.ts'
import { told } from './told.ts'

const words = told('evidence', evidenceWords)

export interface EventWords extends Look {
  readonly said: string
}

const look = (mark: MarkName, tone: Tone): Look => ({ mark, tone })

const looks: Readonly<Record<NodeEventKind, Look>> = {
  beacon: look('info', 'idle'),
  'init-start': look('initialising', 'active'),
  'init-complete': look('pass', 'good'),
  'init-failed': look('failed', 'bad'),
  'post-start': look('k2pow', 'active'),
  'post-complete': look('accepted', 'good'),
  'post-failed': look('failed', 'bad'),
  'wait-registration': look('waiting', 'idle'),
  registered: look('pass', 'good'),
  'wait-round-end': look('waiting', 'idle'),
  'poet-proof': look('pass', 'good'),
  'proof-selected': look('pass', 'good'),
  'atx-published': look('published', 'good'),
  eligible: look('pass', 'good'),
  proposal: look('pass', 'good'),
  malfeasance: look('banned', 'bad'),
  'service-started': look('starting', 'active'),
  'service-stopped': look('stopping', 'idle'),
  unknown: look('unknown', 'idle'),
}

const isKnown = (kind: string): kind is NodeEventKind => Object.hasOwn(looks, kind)

const timesSaid = (kind: string, said: string, times: number): string =>
  times === 1 ? said : kind === 'proposal' ? words.proposals(times) : words.times(said, times)

/** A kind without words is shown by its own name; a failure always looks like one; several equal ones are counted. */
export const eventWords = (kind: string, failure: boolean, times = 1): EventWords => {
  const said = timesSaid(kind, isKnown(kind) ? words.events[kind] : kind, times)
  return { said, ...(failure ? look('failed', 'bad') : isKnown(kind) ? looks[kind] : look('info', 'idle')) }
}

type Field = { readonly value: string } | { readonly from: number; readonly to: number }
export interface FieldSaid {
  readonly key: string
  readonly shown: string
  /** The whole of what is shown short; a time in UTC. */
  readonly whole: string | undefined
}

const spanOf = (field: Field) => ('value' in field ? { from: Number(field.value), to: Number(field.value) } : field)

const layersOf = (text: string): string => {
  const layers = text.split(' ').map(Number)
  const [first = 0] = layers
  return layers.length > 4 ? words.layers({ from: first, to: layers.at(-1) ?? first }) : words.someLayers(layers)
}

function shownOf(key: string, field: Field, now: number): Omit<FieldSaid, 'key'> {
  const value = 'value' in field ? field.value : ''
  const at = key === 'until' ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(at)) return { shown: words.until(time(at, now, { seconds: true })), whole: utc(at) }
  if (key === 'challenge' || key === 'atx') return { shown: words[key](shortId(value)), whole: value }
  if (key === 'layers') return { shown: layersOf(value), whole: value }
  if (key === 'layer') return { shown: words.layers(spanOf(field)), whole: undefined }
  if (key === 'publish' || key === 'target') return { shown: words[key](spanOf(field)), whole: undefined }
  return { shown: 'value' in field ? `${key} ${value}` : `${key} ${count(field.from)}–${count(field.to)}`, whole: undefined }
}

/** What an event names, in words; times are local, ids short, and what has no words stands as it came. */
export const fieldWords = (fields: Readonly<Record<string, Field>>, now: number): readonly FieldSaid[] =>
  Object.entries(fields)
    .filter(([key, field]) => !('value' in field && field.value === '') && !(key === 'count' && 'layers' in fields))
    .map(([key, field]) => ({ key, ...shownOf(key, field, now) }))

/** What a source says, in words. */
export function saysWords({ source, says, value = '' }: Pick<Evidence, 'source' | 'says' | 'value'>): string {
  const of: Readonly<Record<string, string | ((value: string) => string)>> = words.says[source]
  const said = of[says] ?? says
  return typeof said === 'string' ? said : said(value)
}
