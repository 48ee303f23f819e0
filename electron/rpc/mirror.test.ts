import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Happening } from '../contract/model/happening.ts'
import { emptyState, type State, type StateEvent, type StatePatch } from '../contract/state.ts'
import { createMirror, type Mirror, type Pace } from './mirror.ts'
import { sameValue } from './same-value.ts'

type Row = State['alerts'][string]

const row = (id: string, words: string, filler = ''): Row => ({
  id,
  risk: 'lost',
  over: null,
  atLeast: false,
  evidence: [],
  tone: 'warn',
  words: 'lost-missed',
  values: { filler, words },
  since: 1 as Row['since'],
  route: null,
  act: null,
  deadline: null,
  costEpochs: null,
  rank: 0,
  identities: [],
  acknowledge: false,
})

const happening: Happening = {
  key: 'h',
  at: 0 as Happening['at'],
  what: { is: 'reach-changed', node: 'home' as never, to: 'silent' },
}

const empty: State = emptyState({
  kind: 'none',
  editable: true,
  profile: '/p',
  settingsFile: '/p/settings.json',
  version: '0',
  host: 'console',
  starting: null,
  problem: null,
  simulation: null,
})

/** Time that moves only when a reader waits, or by hand. */
const virtualPace = () => {
  let time = 0
  const pace: Pace = {
    now: () => time,
    wait: async (milliseconds) => {
      time += milliseconds
    },
  }
  return { pace, time: () => time }
}

const reader = (mirror: Mirror, hidden?: boolean) => {
  const stop = new AbortController()
  const context = { signal: stop.signal, connection: {} }
  const events = mirror.watch({ hidden }, context)[Symbol.asyncIterator]()
  const next = async (): Promise<StateEvent> => {
    const { value, done } = await events.next()
    if (done) throw new Error('the watch ended')
    return value
  }
  return { next, stop: () => stop.abort(), events, context }
}

/** What a page does with events. */
const replay = (state: State | null, event: StateEvent): State => {
  if ('full' in event) return event.full
  if (!state) throw new Error('a patch before the full state')
  const next: Record<string, unknown> = { ...state }
  for (const [name, value] of Object.entries(event.patch)) {
    if (['rig', 'epoch', 'clocks', 'verdict'].includes(name)) next[name] = value
    else
      next[name] = Object.fromEntries(
        Object.entries({ ...(next[name] as object), ...(value as object) }).filter(([, entry]) => entry !== null),
      )
  }
  return next as State
}

test('starts full, then sends changed rows only', async () => {
  const mirror = createMirror({ ...empty, alerts: { a: row('a', 'one'), b: row('b', 'one') } }, virtualPace().pace)
  const { next } = reader(mirror)
  expect(await next()).toEqual({ rev: 1, full: mirror.state() })
  mirror.update({ alerts: { a: row('a', 'two') } })
  expect(await next()).toEqual({ rev: 2, patch: { alerts: { a: row('a', 'two') } } })
  const problem = { code: 'failed' as const, detail: 'x', settings: null }
  mirror.update({ alerts: { b: null }, epoch: null, rig: { ...empty.rig, problem } })
  expect(await next()).toEqual({ rev: 3, patch: { alerts: { b: null }, rig: { ...empty.rig, problem } } })
})

test('equal rows change nothing', () => {
  const mirror = createMirror({ ...empty, alerts: { a: row('a', 'one') } }, virtualPace().pace)
  const before = mirror.state()
  mirror.update({ alerts: { a: row('a', 'one'), c: null }, nodes: {}, rig: { ...empty.rig }, epoch: null })
  expect(mirror.rev()).toBe(1)
  expect(mirror.state()).toBe(before)
})

test('untouched collections and rows keep their identity', () => {
  const mirror = createMirror({ ...empty, alerts: { a: row('a', 'one'), b: row('b', 'one') } }, virtualPace().pace)
  const before = mirror.state()
  mirror.update({ alerts: { a: row('a', 'two') } })
  expect(mirror.state().nodes).toBe(before.nodes)
  expect(mirror.state().alerts.b).toBe(before.alerts.b)
})

test('a slow reader gets one merged patch, and never more than ten events a second', async () => {
  const { pace, time } = virtualPace()
  const mirror = createMirror(empty, pace)
  const { next } = reader(mirror)
  await next()
  for (let n = 0; n < 1000; n += 1) mirror.update({ alerts: { a: row('a', String(n)), [`x${n % 3}`]: n % 2 ? null : row('x', String(n)) } })
  const began = time()
  expect(await next()).toMatchObject({ rev: 1001, patch: { alerts: { a: { values: { words: '999' } } } } })
  for (let n = 0; n < 20; n += 1) {
    mirror.update({ alerts: { a: row('a', `again ${n}`) } })
    await next()
  }
  expect(time() - began).toBeGreaterThanOrEqual(2000)
})

test('hidden: what no alert says is not told; an alert is, with all else, and not twice in five seconds', async () => {
  const { pace, time } = virtualPace()
  const mirror = createMirror(empty, pace)
  const { next } = reader(mirror, true)
  await next()
  const began = time()
  mirror.update({ happenings: { h: happening } })
  mirror.update({ alerts: { a: row('a', 'one') } })
  expect(await next()).toMatchObject({ rev: 3, patch: { alerts: { a: {} }, happenings: { h: {} } } })
  mirror.update({ alerts: { a: null } })
  await next()
  expect(time() - began).toBeGreaterThanOrEqual(10_000)
})

test('hidden: nothing; shown again: one merged patch', async () => {
  const mirror = createMirror(empty, virtualPace().pace)
  const { next, context } = reader(mirror, true)
  await next()
  let came: StateEvent | null = null
  const waiting = next().then((event) => {
    came = event
  })
  for (let n = 0; n < 10; n += 1) {
    mirror.update({ happenings: { h: { ...happening, at: (n + 1) as Happening['at'] } } })
    await new Promise(setImmediate)
  }
  expect(came).toBeNull()
  mirror.setHidden(false, context)
  await waiting
  expect(came).toMatchObject({ rev: 11, patch: { happenings: { h: { at: 10 } } } })
})

test('another connection’s hiding does not touch ours', async () => {
  const mirror = createMirror(empty, virtualPace().pace)
  const [ours, other] = [reader(mirror), reader(mirror, true)]
  await ours.next()
  await other.next()
  mirror.update({ alerts: { a: row('a', 'one') } })
  expect(await ours.next()).toMatchObject({ rev: 2 })
})

test('leaving ends the watch, also while it waits', async () => {
  const mirror = createMirror(empty, virtualPace().pace)
  const { next, stop, events } = reader(mirror)
  await next()
  const last = events.next()
  stop()
  expect((await last).done).toBe(true)
})

test('a state over one frame comes in pages that each fit', async () => {
  const alerts = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`a${n}`, row(`a${n}`, 'w', 'x'.repeat(3000))]))
  const mirror = createMirror({ ...empty, alerts }, virtualPace().pace)
  const { next } = reader(mirror)
  let seen: State | null = null
  let pages = 0
  while (Object.keys(seen?.alerts ?? {}).length < 1000) {
    const event = await next()
    expect(JSON.stringify(event).length).toBeLessThan(600_000)
    seen = replay(seen, event)
    pages += 1
  }
  expect(pages).toBeGreaterThan(5)
  expect(seen).toEqual(mirror.state())
})

test('a reader that missed too many removals gets all anew', async () => {
  const mirror = createMirror(empty, virtualPace().pace)
  const { next } = reader(mirror)
  await next()
  for (let n = 0; n < 6000; n += 1) {
    mirror.update({ alerts: { [`a${n}`]: row('a', 'one') } })
    mirror.update({ alerts: { [`a${n}`]: null } })
  }
  expect(await next()).toEqual({ rev: 12_001, full: empty })
})

const change = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), words: fc.option(fc.constantFrom('one', 'two')), read: fc.boolean() })

test('whatever happens, a page that follows ends up with the state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 40 }), async (changes) => {
      const mirror = createMirror(empty, virtualPace().pace)
      const { next } = reader(mirror)
      let seen = replay(null, await next())
      let at = 1
      for (const { key, words, read } of changes) {
        mirror.update({ alerts: { [key]: words === null ? null : row(key, words) } } satisfies StatePatch)
        if (!read || mirror.rev() === at) continue
        const event = await next()
        seen = replay(seen, event)
        at = event.rev
        expect(sameValue(seen, mirror.state())).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})
