import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { until } from '../e2e/host/until.ts'
import { createPublisher } from '../electron/app/publisher.io.ts'
import { SmesherId } from '../electron/contract/model/basics.ts'
import { noRows, type StateEvent } from '../electron/contract/state.ts'
import { faultLog } from '../electron/faults/index.ts'
import { heardNotes, openHistory } from '../electron/history/index.ts'
import { createMirror, realPace } from '../electron/rpc/index.ts'
import { createSight } from '../electron/sight/index.ts'
import { systemClock } from '../electron/time/index.ts'
import { openBook } from '../electron/verdict/index.ts'
import { lastLayer } from './fake/events.ts'
import { startFlood } from './fake/flood.ts'
import { identityHex } from './fake/identities.ts'
import { nothingSeen, rigOf } from './fake/rig.ts'
import type { BenchFigure } from './figure.ts'

const perSecond = 10_000
const seconds = 10
const identities = 100

const lagStepMs = 5

/** Times at which a page is told of a new revision; a revision that needs several messages counts once. */
async function watchUpdates(watch: AsyncIterable<StateEvent>, updates: number[]): Promise<void> {
  let seen = -1
  for await (const event of watch) {
    // What goes to a page is text, and its making belongs to the work of this loop.
    JSON.stringify(event)
    if (event.rev !== seen) updates.push(performance.now())
    seen = event.rev
  }
}

/** The largest number of updates within any one second. */
const busiestSecond = (times: readonly number[]): number =>
  times.reduce((most, begin) => Math.max(most, times.filter((at) => at >= begin && at < begin + 1000).length), 0)

/** Lag of this loop while something lasts, 99th percentile in milliseconds beyond the sampling step. */
async function lagDuring(work: Promise<unknown>): Promise<number> {
  const lag = monitorEventLoopDelay({ resolution: lagStepMs })
  lag.enable()
  await work
  lag.disable()
  return Math.max(0, lag.percentile(99) / 1e6 - lagStepMs)
}

/** A sight of the flooding node, published into a mirror as the app does it, with one page that watches. */
async function openCore(address: string) {
  const faults = faultLog((line) => console.error(line))
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-flood-'))
  const history = await openHistory(folder, { faults, mayWrite: () => true, clock: systemClock })
  const { remembers, noted } = heardNotes(history.note, Date.now())
  const settings = rigOf([{ name: 'node', address, events: true }])
  const sight = createSight({ settings, profileFolder: tmpdir(), faults, remembers })
  const mirror = createMirror(nothingSeen, realPace)
  const failed = (error: unknown) => void faults.tell('rows', error)
  const kept = await openBook(folder, { failed, mayWrite: () => true, noted })
  const identity = (id: SmesherId) => sight.identity(id)
  const rows = () => ({
    ...noRows,
    inventory: null,
    store: null,
    ...sight.rows(),
    identity,
    lookedSince: sight.observedSince(),
    kept,
    told: history,
  })
  const publisher = createPublisher(mirror, { failed })
  publisher.follow(rows)
  const ending = new AbortController()
  const updates: number[] = []
  const watching = watchUpdates(mirror.watch({}, { signal: ending.signal, connection: {} }), updates)
  sight.onChange(publisher.soon)
  sight.start()
  const close = async () => {
    ending.abort()
    await watching
    publisher.stop()
    await sight.stop()
    await kept.close()
    await history.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { sight, updates, close }
}

/** Ten thousand events a second for ten seconds from a node's listener through all of the core to one page; every event must be taken. */
export async function coreFlood(): Promise<readonly BenchFigure[]> {
  const idle = await lagDuring(wait(2_000))
  const flood = await startFlood({ events: perSecond * seconds, identities, perSecond })
  const core = await openCore(flood.address)
  const ids = Array.from({ length: identities }, (_, index) => SmesherId.parse(identityHex(index)))
  const last = lastLayer(perSecond * seconds, identities)
  const began = performance.now()
  const allTaken = until('every event is taken', { deadlineMs: (seconds + 20) * 1000, everyMs: 100 }, () =>
    ids.every((id) => core.sight.lastSignedLayer(id) === last),
  )
  const lag = await lagDuring(allTaken)
  const took = ((performance.now() - began) / 1000).toFixed(1)
  await core.close()
  await flood.stop()
  return [
    {
      name: 'page updates in the busiest second of the flood',
      value: busiestSecond(core.updates),
      unit: 'a second',
      bar: 10,
      want: 'below',
      baseline: `${perSecond * seconds} events of ${identities} identities, all taken in ${took} s`,
    },
    {
      name: 'loop lag at 10,000 events/s, p99',
      value: lag,
      unit: 'ms',
      bar: 50,
      want: 'below',
      baseline: `the idle loop: ${idle.toFixed(1)} ms`,
    },
  ]
}
