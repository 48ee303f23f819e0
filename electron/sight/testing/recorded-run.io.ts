import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { Event } from '../../../proto/generated/spacemesh/v1/events.ts'
import { RigName, type SmesherId } from '../../contract/model/basics.ts'
import type { Answer } from '../../net/index.ts'
import { isSecondOfPair, type NodeEvent, parseEvent } from '../../nodes/events.ts'
import { type OperatorStatus, parseStatus } from '../../post/index.ts'
import type { Sighting } from '../sightings.ts'

/** Path of a recorded file. */
export const recorded = (path: string): URL => new URL(`../../../e2e/recordings/${path}`, import.meta.url)
/** The rows of a recorded JSON-lines file. */
export const linesOf = (path: string): Record<string, unknown>[] =>
  readFileSync(recorded(path), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => z.parse(z.record(z.string(), z.unknown()), JSON.parse(line)))

export const rigName = (name: string): RigName => z.parse(RigName, name)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const atOf = ({ t }: Record<string, unknown>): number => Date.parse(text(t))

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The admin tap of a run as sightings: the stream's opening and end, and each event as it came over the wire. */
export function eventSightings(path: string, node: RigName): Sighting[] {
  const previous = new Map<string, NodeEvent>()
  return linesOf(path).flatMap((row): Sighting[] => {
    const at = atOf(row)
    if (row.ev === 'headers') return [{ source: 'stream', node, at, state: 'open', detail: '' }]
    if (row.ev === 'status') return [{ source: 'stream', node, at, state: 'closed', detail: text(row.details) }]
    if (row.dir !== 's>c') return []
    const event = parseEvent(Event.decode(Buffer.from(text(row.hex), 'hex')), { hex, receivedAt: at })
    if (event === null) return []
    const second = event.smesher !== null && isSecondOfPair(previous.get(event.smesher) ?? null, event)
    if (event.smesher !== null) previous.set(event.smesher, event)
    return second ? [] : [{ source: 'events', node, at, events: [event] }]
  })
}

const States = z.record(z.string(), z.enum(['IDLE', 'PROVING']))

/** One recorded answer of PostStates, by key file names. */
export function postSighting(row: Record<string, unknown>, about: { node: RigName; ids: ReadonlyMap<string, SmesherId> }): Sighting {
  const common = { source: 'post-states', node: about.node, at: atOf(row) } as const
  const states = z.safeParse(States, row.states)
  if (!states.success) return { ...common, answer: { kind: 'silent', detail: 'ECONNREFUSED' } }
  const value = Object.entries(states.data).flatMap(([name, state]) => {
    const id = about.ids.get(name)
    return id === undefined ? [] : [{ id, name, state: state === 'IDLE' ? ('idle' as const) : ('proving' as const) }]
  })
  return { ...common, answer: { kind: 'answer', value } }
}

/** One recorded answer of an operator address. */
function operatorAnswer(recordedAnswer: unknown): Answer<OperatorStatus> {
  const [code, , body] = z.parse(z.array(z.unknown()), recordedAnswer)
  if (code === 'ERR') return { kind: 'silent', detail: 'ECONNREFUSED' }
  const status = parseStatus(text(body))
  return status === null ? { kind: 'garbled', detail: 'no status' } : { kind: 'answer', value: status }
}

/** The operator log of a run as sightings. */
export const operatorSightings = (path: string): Sighting[] =>
  linesOf(path).map((row) => ({ source: 'operator', service: rigName(text(row.name)), at: atOf(row), answer: operatorAnswer(row.r) }))

/** Answers of PostStates and `/status` were written down when they changed; they were asked all the time. Says them again, each second, until half a second before they changed. */
export function saidAgain(sightings: readonly Sighting[], until: number): Sighting[] {
  const source = (sighting: Sighting): string =>
    `${sighting.source} ${'node' in sighting ? sighting.node : ''}${'service' in sighting ? sighting.service : ''}`
  const bySource = Map.groupBy(sightings, source)
  return [...bySource.values()].flatMap((said) =>
    said.flatMap((sighting, index) => {
      const end = said[index + 1]?.at ?? until
      const times = Array.from(
        { length: Math.max(0, Math.ceil((end - 500 - sighting.at) / 1000) - 1) },
        (_, at) => sighting.at + (at + 1) * 1000,
      )
      return [sighting, ...times.map((at) => ({ ...sighting, at }))]
    }),
  )
}

export const inOrder = (sightings: readonly Sighting[]): Sighting[] => [...sightings].sort((left, right) => left.at - right.at)
