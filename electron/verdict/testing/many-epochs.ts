import fc from 'fast-check'
import { expect } from 'vitest'
import type { Epoch } from '../../contract/model/basics.ts'
import type { NodeEvent } from '../../nodes/index.ts'
import { newEpochEvidence, seeEpochEvent } from '../../sight/epoch-evidence.ts'
import { createEpochBook } from '../epoch-book.ts'
import { at, idOf, minute, said, seenRow } from './small-rig.ts'

/*
 * An identity through many epochs in virtual time, by the protocol's own rule: an ATX before the next round begins is in it,
 * one after it is out of it, none at all is out as well. What is told is held against what really happened.
 */
export type Turn = 'in-time' | 'late' | 'never'

interface Happened {
  readonly events: readonly { readonly at: number; readonly kind: NodeEvent['kind']; readonly fields: Record<string, string> }[]
  /** Reward epochs in which it earns nothing. */
  readonly lost: readonly number[]
}

export function happen(turns: readonly Turn[]): Happened {
  const events: { at: number; kind: NodeEvent['kind']; fields: Record<string, string> }[] = []
  const earned = new Set<number>()
  const publish = (epoch: number, when: number) => {
    events.push({ at: when, kind: 'atx-published', fields: { publish: String(epoch), target: String(epoch + 1) } })
    earned.add(epoch + 1)
  }
  const wait = (epoch: number, when: number) => events.push({ at: when, kind: 'wait-registration', fields: { publish: String(epoch) } })
  const register = (epoch: number) => events.push({ at: at(epoch - 1, 9), kind: 'wait-round-end', fields: { publish: String(epoch) } })
  let isIn = true
  register(1)
  turns.forEach((turn, index) => {
    const epoch = index + 1
    if (!isIn) {
      isIn = true
      register(epoch + 1)
      return
    }
    isIn = turn === 'in-time'
    if (turn === 'in-time') {
      publish(epoch, at(epoch, 5))
      wait(epoch + 1, at(epoch, 5))
      register(epoch + 1)
    } else if (turn === 'late') {
      publish(epoch, at(epoch, 11))
      wait(epoch + 2, at(epoch, 11))
    } else wait(epoch + 2, at(epoch + 1, 0))
  })
  // What is earned two epochs after the last one is not decided yet.
  const lost = turns.map((_turn, index) => index + 2).filter((epoch) => !earned.has(epoch))
  return { events: events.sort((one, other) => one.at - other.at), lost }
}

/** Everything that is ever told to be lost, when it is looked at every half minute. */
export function told(turns: readonly Turn[]): { lost: Set<number>; calmWhileLost: number } {
  const { events } = happen(turns)
  const evidence = newEpochEvidence()
  const book = createEpochBook(null)
  const lost = new Set<number>()
  let calmWhileLost = 0
  let next = 0
  let published = 0 as Epoch
  for (let now = at(0, 8); now < at(turns.length + 1, 2); now += minute / 2) {
    for (; (events[next]?.at ?? Number.POSITIVE_INFINITY) <= now; next += 1) {
      const event = events[next]
      if (event === undefined) break
      seeEpochEvent(evidence, { ...event, failure: false, smesher: idOf(1), help: '' } as NodeEvent, now)
      if (event.kind === 'atx-published') published = Number(event.fields.publish) as Epoch
    }
    const epoch = Math.floor(now / (15 * minute)) as Epoch
    const wanted = evidence.registered.has(epoch) && published < epoch && now >= at(epoch, 3)
    if (wanted) evidence.wantedAt = now
    const row = seenRow({
      cell: { key: 'ok', post: wanted ? 'proving' : 'idle', operator: wanted ? 'reading' : 'idle', event: 'none' },
      state: wanted ? 'reading' : 'waiting',
      tone: wanted ? 'active' : 'idle',
      lastAtx: published === 0 ? null : { publishEpoch: published, at: null },
    })
    const spoken = said({ now, identities: [row], book, identity: () => ({ epochs: evidence, unbrokenSince: at(0, 1), shownAt: 0 }) })
    for (const { id, values } of spoken.alerts)
      if (id.startsWith('lost-')) for (const one of (values.lost ?? '').split(',')) lost.add(Number(one))
    if (spoken.verdict.calm && spoken.identities[0]?.epochs.some(({ is }) => is === 'missed')) calmWhileLost += 1
  }
  return { lost, calmWhileLost }
}

export const within = (turns: readonly Turn[], epochs: Iterable<number>): number[] =>
  [...epochs].filter((epoch) => epoch <= turns.length + 1).sort((one, other) => one - other)

/** Whatever happens, all that is lost is told, nothing else is, and it is never calm beside it. */
export const allLossesTold = fc.property(
  fc.array(fc.constantFrom<Turn>('in-time', 'in-time', 'late', 'never'), { minLength: 1, maxLength: 12 }),
  (turns) => {
    const { lost, calmWhileLost } = told(turns)
    expect(within(turns, lost)).toEqual(happen(turns).lost)
    expect(calmWhileLost).toBe(0)
  },
)
