import { expect, test } from 'vitest'
import { safeRate, throughFirstEpoch } from './playground-pace.ts'

const second = 1_000
const minute = 60 * second

interface Machine {
  /** How long a command takes; it works at its end. */
  readonly commandMs: number
  /** What each identity needs to prove, and a node to register one, one after the other. */
  readonly proofMs: number
  readonly registerMs: number
}

const identities = 10

/** A network whose programs take their time on this machine, whatever time it is in the network. */
function machine({ commandMs, proofMs, registerMs }: Machine) {
  let wall = 0
  let network = 0
  let rate = 1
  let proving = 0
  let registering = 0
  const rates: number[] = []
  const done = () => ({
    proved: Math.min(identities, Math.floor(proving / proofMs)),
    registered: Math.min(identities, Math.floor(registering / registerMs)),
  })
  const pass = (ms: number) => {
    for (let at = 0; at < ms; at += 50) {
      wall += 50
      network += 50 * rate
      if (done().proved < identities) proving += 50
      // Only who has proved registers, and only in its minute.
      if (network >= 9 * minute && network < 10 * minute && done().registered < done().proved) registering += 50
    }
  }
  const tell = (...args: readonly string[]) => {
    pass(commandMs)
    const speed = args.indexOf('--speed')
    const before = args.indexOf('--before-registration')
    const next = Math.ceil((network - 9 * minute) / (15 * minute)) * 15 * minute + 9 * minute
    if (before !== -1) network = Math.max(network, next - Number(args[before + 1]) * second)
    rate = Number(args[speed + 1])
    rates.push(rate)
    return Promise.resolve(network)
  }
  const ports = { now: () => wall, wait: (ms: number) => Promise.resolve(pass(ms)), tell, counts: done, identities }
  return { ports, done, rates, took: () => wall }
}

const commands = [100, 1_000, 3_000, 6_000, 12_000]
const cases = commands.flatMap((commandMs) => [300, 1_500, 6_000].map((proofMs) => ({ commandMs, proofMs, registerMs: proofMs / 2 })))

test.each(cases)('every identity proves and registers, where a command takes $commandMs ms and a proof $proofMs ms', async (slow) => {
  const { ports, done } = machine(slow)
  await throughFirstEpoch(ports)
  expect(done()).toEqual({ proved: identities, registered: identities })
})

test('a quick machine is through in seconds, and a slow one is let fly no faster than it can be stopped', async () => {
  const quick = machine({ commandMs: 200, proofMs: 300, registerMs: 100 })
  await throughFirstEpoch(quick.ports)
  expect(quick.took()).toBeLessThan(12 * second)
  expect(quick.rates[1]).toBe(40)
  const slow = machine({ commandMs: 12_000, proofMs: 300, registerMs: 100 })
  await throughFirstEpoch(slow.ports)
  expect(slow.rates[1]).toBeLessThan(10)
})

test('where nothing gets on, it is not waited for ever', async () => {
  const stuck = machine({ commandMs: 100, proofMs: 1e9, registerMs: 1e9 })
  await throughFirstEpoch(stuck.ports)
  expect(stuck.took()).toBeLessThan(90 * second)
})

test('the rate leaves room for a command three times as slow, and never stands', () => {
  expect(safeRate({ leftMs: 540 * second, quickMs: 8 * second, tookMs: 0, most: 40 })).toBe(40)
  expect(safeRate({ leftMs: 540 * second, quickMs: 8 * second, tookMs: 10 * second, most: 40 })).toBe(14.2)
  expect(safeRate({ leftMs: 1, quickMs: 8 * second, tookMs: 10 * second, most: 40 })).toBe(1)
})
