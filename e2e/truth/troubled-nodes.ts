import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { State } from '../../electron/contract/state.ts'
import { until } from '../host/until.ts'
import { type Core, openCore, settingsOf } from './core.ts'
import { fakeNode, type Listed } from './fake-node.ts'
import { gateBefore } from './gate.ts'

/** What one trouble of a node came to. */
export interface Outcome {
  readonly name: string
  readonly value: number
  readonly bar: number
  readonly unit: string
  /** What is not as it must be beside the figure; empty when all is. */
  readonly wrong: string
}

const [second, minute] = [1_000, 60_000]
/** A poll, the wait of the channel before it tries a connection again, and what the road to the page takes. */
const [pollMs, reconnectMs, roadMs] = [5_000, 5_000, 250]

const someone: readonly Listed[] = [{ id: createHash('sha256').update('truth').digest(), name: 'a1.key', state: 1 }]

const node = (state: State, name = 'home') => state.nodes[name]
const answers = ({ state }: Core, name?: string) => node(state(), name)?.reach === 'answers'
const nodeAlerts = ({ state }: Core) => Object.values(state().alerts).filter(({ risk }) => risk === 'node-down')

/** Milliseconds until it is so. */
async function timed(what: string, deadlineMs: number, is: () => boolean): Promise<number> {
  const began = performance.now()
  await until(what, { deadlineMs, everyMs: 10 }, is)
  return performance.now() - began
}

type Case = () => Promise<Outcome>

/** A rig of one node behind a gate, that answers before the trouble begins. */
async function behindGate(
  run: (given: {
    core: Core
    gate: Awaited<ReturnType<typeof gateBefore>>
    fake: Awaited<ReturnType<typeof fakeNode>>
  }) => Promise<Outcome>,
): Promise<Outcome> {
  const fake = await fakeNode({ states: someone })
  const gate = await gateBefore(fake.address)
  const core = await openCore([{ name: 'home', address: gate.address }])
  try {
    await timed('the node answers', 20 * second, () => answers(core) && Object.keys(core.state().identities).length === 1)
    return await run({ core, gate, fake })
  } finally {
    await core.close()
    await gate.end()
    fake.stop()
  }
}

const startsLate: Case = () =>
  behindGate(async ({ core, gate }) => {
    await gate.shut()
    await timed('it is silent', minute, () => !answers(core))
    await wait(3 * second)
    await gate.open()
    const value = await timed('it answers', minute, () => answers(core))
    return { name: 'a node that starts late: until its row says so', value, bar: pollMs + reconnectMs + roadMs, unit: 'ms', wrong: '' }
  })

const dies: Case = () =>
  behindGate(async ({ core, gate }) => {
    const before = node(core.state())
    await gate.shut()
    const value = await timed('it is silent', minute, () => !answers(core))
    const after = node(core.state())
    const kept = after?.sync?.currentLayer === before?.sync?.currentLayer && after?.identities.length === 1 && after.seenAt !== null
    const told = nodeAlerts(core).length === 1 && core.state().verdict?.calm === false
    const wrong = kept && told ? '' : `${kept ? '' : 'what it last said is gone; '}${told ? '' : 'no alert'}`
    return {
      name: 'a node that dies: until its row and an alert say so, its last word kept',
      value,
      bar: pollMs + roadMs,
      unit: 'ms',
      wrong,
    }
  })

/** Up and down each second; then calm. */
const flapsFor = (seconds: number): Case[] => {
  let opened = 0
  let calmAfter = Number.POSITIVE_INFINITY
  const run = () =>
    behindGate(async ({ core, gate }) => {
      const seen = new Set<number>()
      const count = setInterval(() => nodeAlerts(core).forEach(({ since }) => void seen.add(since)), 20)
      for (let turn = 0; turn < seconds; turn += 1) {
        await (turn % 2 === 0 ? gate.shut() : gate.open())
        await wait(second)
      }
      await gate.open()
      calmAfter = await timed('it is up, and nothing more is told of it', 3 * minute, () => answers(core) && nodeAlerts(core).length === 0)
      clearInterval(count)
      opened = seen.size
      return { name: `a node that flaps each second for ${seconds} s: alerts`, value: opened, bar: 1, unit: 'alerts', wrong: '' }
    })
  const calm: Case = () =>
    Promise.resolve({ name: 'after it, until it is up and nothing is told', value: calmAfter, bar: minute, unit: 'ms', wrong: '' })
  return [run, calm]
}

const otherPorts: Case = async () => {
  const fake = await fakeNode({ states: someone })
  const before = await gateBefore(fake.address)
  const core = await openCore([{ name: 'home', address: before.address }])
  try {
    await timed('the node answers', 20 * second, () => answers(core) && Object.keys(core.state().identities).length === 1)
    await before.shut()
    // It runs again, at another port that nobody named.
    const value = await timed('it is unreachable', minute, () => !answers(core))
    await wait(2 * pollMs)
    const [row] = Object.values(core.state().identities)
    const stale = row?.evidence.find(({ source }) => source === 'post-states')?.stale
    const kept = node(core.state())?.network !== null && node(core.state())?.identities.length === 1
    await core.sight.setSettings(settingsOf([{ name: 'home', address: fake.address }]))
    await timed('named anew, it answers', 20 * second, () => answers(core))
    const wrong =
      stale === true && kept ? '' : `${stale === true ? '' : 'what is old is not marked; '}${kept ? '' : 'the last state is gone'}`
    return {
      name: 'a node that comes back at other ports: unreachable, last state kept and marked',
      value,
      bar: pollMs + roadMs,
      unit: 'ms',
      wrong,
    }
  } finally {
    await core.close()
    await before.end()
    fake.stop()
  }
}

const wrongGenesis: Case = async () => {
  const [one, other] = [await fakeNode({ states: someone }), await fakeNode({ genesis: 2 })]
  const core = await openCore([
    { name: 'home', address: one.address },
    { name: 'far', address: other.address },
  ])
  try {
    const value = await timed(
      'both answer',
      20 * second,
      () => node(core.state())?.genesisId != null && node(core.state(), 'far')?.genesisId != null,
    )
    const clocks = Object.values(core.state().clocks)
    const apart = clocks.length === 2 && clocks.every(({ nodes }) => nodes.length === 1)
    return {
      name: 'a node of another genesis: a clock of its own, never mixed',
      value,
      bar: 2 * pollMs,
      unit: 'ms',
      wrong: apart ? '' : `${clocks.length} clocks`,
    }
  } finally {
    await core.close()
    for (const { stop } of [one, other]) stop()
  }
}

const bufferFull: Case = () =>
  behindGate(async ({ core, fake }) => {
    const id = Object.values(core.state().identities)[0]?.id
    const unbroken = () => (id === undefined ? null : (core.sight.identity(id)?.unbrokenSince ?? null))
    await timed('the stream is open', 10 * second, () => unbroken() !== null)
    const before = unbroken()
    fake.overflow()
    const value = await timed(
      'the stream is open again, with its gap known',
      10 * second,
      () => unbroken() !== null && unbroken() !== before,
    )
    return {
      name: 'a stream that is dropped (buffer is full): open again, its gap known',
      value,
      bar: pollMs,
      unit: 'ms',
      wrong: answers(core) ? '' : 'the node is called silent',
    }
  })

const halfOpen: Case = () =>
  behindGate(async ({ core, gate }) => {
    const id = Object.values(core.state().identities)[0]?.id
    const unbroken = () => (id === undefined ? null : (core.sight.identity(id)?.unbrokenSince ?? null))
    await timed('the stream is open', 10 * second, () => unbroken() !== null)
    gate.hole()
    const began = performance.now()
    const row = await timed('its row says so', 3 * minute, () => !answers(core))
    await timed('the stream is known to be broken', 3 * minute, () => unbroken() === null)
    const value = performance.now() - began
    return {
      name: `a half-open connection: its row after ${Math.round(row)} ms, the stream`,
      value,
      bar: 90 * second,
      unit: 'ms',
      wrong: '',
    }
  })

/** Every trouble by itself, one after the other; one that breaks off falls short with why. */
export async function troubledNodes({ flapSeconds = 60 } = {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const run of [startsLate, dies, ...flapsFor(flapSeconds), otherPorts, wrongGenesis, bufferFull, halfOpen])
    outcomes.push(
      await run().catch((error: unknown) => ({
        name: 'a trouble of a node',
        value: Number.POSITIVE_INFINITY,
        bar: 0,
        unit: '',
        wrong: error instanceof Error ? error.message : String(error),
      })),
    )
  return outcomes
}
