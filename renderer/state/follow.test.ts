import { expect, it, vi } from 'vitest'
import type { StateEvent } from '../../electron/contract/state.ts'
import type { AppClient } from '../bridge/connection.ts'
import { emptyState } from '../testing/rig.ts'
import { standingClock } from './clock.ts'
import { createDesk, follow } from './desk.ts'

/** A client whose watch gives these events and then breaks. */
const breaking = (events: readonly StateEvent[]) =>
  ({
    state: {
      async *watchState() {
        yield* events
        throw new Error('gone')
      },
    },
  }) as unknown as AppClient

const event: StateEvent = { rev: 1, full: emptyState }

const run = async (opens: readonly (AppClient | Error)[], refusal: (error: unknown) => string | null = () => null, newLinks = 0) => {
  const desk = createDesk(standingClock(5000))
  const stop = new AbortController()
  const waits: number[] = []
  const left = [...opens]
  const links: string[] = []
  desk.store.subscribe(({ link }) => links.push(link.kind))
  await follow(desk, {
    open: () => {
      const next = left.shift()
      if (left.length === 0) stop.abort()
      return next instanceof Error || next === undefined ? Promise.reject(next ?? new Error('no more')) : Promise.resolve(next)
    },
    refusal,
    newLink: () => {
      if (newLinks-- > 0) return Promise.resolve()
      stop.abort()
      return Promise.resolve()
    },
    wait: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
    hidden: () => false,
    signal: stop.signal,
  })
  return { desk, waits, links }
}

it('keeps the last state, marked lost with its time, and tries again ever slower', async () => {
  const { desk, waits, links } = await run([breaking([event]), new Error('no'), new Error('no'), breaking([event]), new Error('end')])
  expect(desk.store.getState().mirror.state).toBe(emptyState)
  expect(waits).toEqual([250, 500, 1000, 250])
  expect(links.filter((kind, index) => kind !== links[index - 1])).toEqual(['opening', 'live', 'lost', 'live', 'lost'])
  expect(desk.store.getState().link).toEqual({ kind: 'lost', since: 5000 })
})

it('asks for the whole state again when the events make no sense', async () => {
  const nonsense = vi.fn(() => breaking([{ rev: 2, patch: {} }]))
  const { desk } = await run([nonsense(), breaking([event]), new Error('end')])
  expect(desk.store.getState().mirror.rev).toBe(1)
})

it('stops trying when the host does not let the page in', async () => {
  const { desk, waits } = await run([new Error('closed'), breaking([event])], () => 'not-let-in')
  expect(desk.store.getState().link).toEqual({ kind: 'refused', why: 'not-let-in' })
  expect(waits).toEqual([])
})

it('goes on by itself when a new link is pasted into the page that was not let in', async () => {
  const refusal = (error: unknown) => (String(error).includes('used up') ? 'not-let-in' : null)
  const { desk, links } = await run([new Error('used up'), new Error('used up'), breaking([event]), new Error('end')], refusal, 2)
  expect(links.filter((kind, index) => kind !== links[index - 1])).toEqual(['refused', 'live', 'lost'])
  expect(desk.store.getState().mirror.state).toBe(emptyState)
})
