import { makeKey } from '../../electron/migration/simulation/keys.io.ts'
import { MemoryRig } from '../../electron/migration/simulation/memory-rig.ts'
import { sweepOnce, sweepPowerLoss } from '../../electron/migration/simulation/power-loss.io.ts'
import { type Happening, happeningKinds, Schedule } from '../../electron/migration/simulation/schedule.io.ts'

/** Runs the guard's sweeps on the sources beside it, up to the first violation: exit 0 when none is found, 1 with the violation. */
const keys = [makeKey(), makeKey(), makeKey()] as const

let state = 20261121
const chance = (below: number): number => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return (state >> 8) % below
}
const someHappening = (): Happening => ({
  after: chance(120),
  kind: happeningKinds[chance(happeningKinds.length)] ?? 'kill',
  kept: chance(256),
  torn: chance(2) === 1,
})

function fail(says: unknown): never {
  process.stdout.write(`${JSON.stringify(says)}\n`)
  process.exit(1)
}

try {
  for (const before of [[], [{ after: 165, kind: 'abort', kept: 0, torn: false }]] satisfies Happening[][]) {
    const { violations } = await sweepPowerLoss(keys, before, true)
    if (violations.length > 0) fail(violations[0])
  }
  for (const kind of [
    'start-source',
    'start-target',
    'kill',
    'abort',
    'copy-elsewhere',
    'list-elsewhere',
    'take-other-key',
    'sleep',
  ] as const)
    for (const torn of kind.endsWith('elsewhere') ? [false, true] : [false]) {
      const { violations } = await sweepOnce(keys, kind, { stopAtFirst: true, torn })
      if (violations.length > 0) fail(violations[0])
    }
  for (let run = 0; run < 400; run++) {
    const happenings = Array.from({ length: 1 + chance(6) }, someHappening)
    const { violations } = await new Schedule(new MemoryRig(keys), happenings).run()
    if (violations.length > 0) fail({ happenings, says: violations })
  }
} catch (error) {
  fail(String(error))
}
process.stdout.write('"no violation"\n')
