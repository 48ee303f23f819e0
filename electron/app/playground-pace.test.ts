import { expect, test } from 'vitest'
import { throughFirstEpoch } from './playground-pace.ts'

const second = 1_000
const minute = 60 * second

interface Machine {
  /** How long a command takes; it works at its end. */
  readonly commandMs: number
  /** For so long at a time the app itself does not get on. */
  readonly stallMs: number
  /** What each identity needs to prove while time passes, and a node to register one, one after the other. */
  readonly proofMs: number
  readonly registerMs: number
}

const identities = 10

/** A network whose programs take their time on this machine, whatever time it is in the network. */
function machine({ commandMs, stallMs, proofMs, registerMs }: Machine) {
  const clock = { wall: 0, network: 0, rate: 1, until: Number.POSITIVE_INFINITY }
  const work = { proving: 0, registering: 0 }
  const rates: number[] = []
  const done = () => ({
    proved: Math.min(identities, Math.floor(work.proving / proofMs)),
    registered: Math.min(identities, Math.floor(work.registering / registerMs)),
  })
  const pass = (ms: number) => {
    for (let at = 0; at < ms; at += 50) {
      const before = clock.network
      clock.wall += 50
      clock.network = Math.max(before, Math.min(clock.until, before + 50 * clock.rate))
      // Who reads data needs the network's time for it.
      if (clock.network > before) work.proving += 50
      // Only who has proved registers, and only in its minute.
      if (clock.network >= 9 * minute && clock.network < 10 * minute && done().registered < done().proved) work.registering += 50
    }
  }
  const tell = (...args: readonly string[]) => {
    const given = (name: string) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : null)
    pass(commandMs)
    const lead = given('--before-registration')
    const next = clock.network < 9 * minute ? 9 * minute : 24 * minute
    if (lead !== null) clock.network = Math.max(clock.network, next - lead * second)
    clock.rate = given('--speed') ?? 1
    clock.until = (given('--until') ?? Number.POSITIVE_INFINITY) * second
    rates.push(clock.rate)
    return Promise.resolve()
  }
  const wait = (ms: number) => Promise.resolve(pass(Math.max(ms, stallMs)))
  return { ports: { now: () => clock.wall, wait, tell, counts: done, identities }, done, rates, clock }
}

const quick = { commandMs: 200, stallMs: 0, proofMs: 300, registerMs: 100 }
const cases = [200, 3_000, 12_000].flatMap((commandMs) =>
  [0, 5_000, 20_000].flatMap((stallMs) => [300, 1_500, 6_000].map((proofMs) => ({ commandMs, stallMs, proofMs, registerMs: proofMs / 2 }))),
)

test.each(cases)(
  'every identity proves and registers: a command $commandMs ms, the app stands for $stallMs ms, a proof $proofMs ms',
  async (slow) => {
    const { ports, done, clock } = machine(slow)
    await throughFirstEpoch(ports)
    expect(done()).toEqual({ proved: identities, registered: identities })
    // The first round has not ended, and the first gap not opened.
    expect(clock.network).toBeLessThanOrEqual(10 * minute)
  },
)

test('a quick machine is through in seconds, at full speed', async () => {
  const { ports, rates, clock } = machine(quick)
  await throughFirstEpoch(ports)
  expect(clock.wall).toBeLessThan(15 * second)
  expect(rates).toEqual([40, 5])
})

test('where nothing gets on, it is not waited for ever', async () => {
  const { ports, clock } = machine({ ...quick, proofMs: 1e9, registerMs: 1e9 })
  await throughFirstEpoch(ports)
  expect(clock.wall).toBeLessThan(90 * second)
})
