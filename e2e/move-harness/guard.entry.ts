import { type Happening, happeningKinds } from '../../electron/migration/testing/happenings.ts'
import { makeKey } from '../../electron/migration/testing/keys.io.ts'
import { beginTwice, sweepLostProfile } from '../../electron/migration/testing/lost-profile.ts'
import { MemoryRig } from '../../electron/migration/testing/memory-rig.ts'
import { sweepOnce, sweepPowerLoss } from '../../electron/migration/testing/power-loss.io.ts'
import { Schedule } from '../../electron/migration/testing/schedule.io.ts'

/** Runs the guard's sweeps on the sources beside it, up to the first violation: exit 0 when none is found, 1 with the violation. */
const keys = [makeKey(), makeKey(), makeKey()] as const

/** A person has everything put back first. */
const hurried: readonly string[] = ['copy-elsewhere', 'list-elsewhere', 'link-elsewhere']

/** What others hold meanwhile shows only in company; the rest has sweeps of its own. */
const notAlone: readonly string[] = ['start-both', 'lose-power', 'back-up', 'roll-back']

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

/** Each thing at every `every`-th step of a move. */
async function eachAlone(every: number): Promise<void> {
  for (const kind of happeningKinds.filter((one) => !notAlone.includes(one)))
    for (const torn of hurried.includes(kind) ? [false, true] : [false]) {
      const { violations } = await sweepOnce(keys, kind, { stopAtFirst: true, torn, every })
      if (violations.length > 0) fail(violations[0])
    }
}

try {
  // Few steps of each first: what most of them notice is said within seconds.
  for (const violations of [await sweepLostProfile(keys, 1), await beginTwice(keys)]) if (violations.length > 0) fail(violations[0])
  for (const every of [7, 1]) await eachAlone(every)
  for (const before of [[], [{ after: 235, kind: 'abort', kept: 0, torn: false }]] satisfies Happening[][]) {
    const { violations } = await sweepPowerLoss(keys, before, true)
    if (violations.length > 0) fail(violations[0])
  }
  for (let after = 60; after < 300; after += 8) {
    const happenings: Happening[] = [
      { after, kind: 'back-up', kept: 0, torn: false },
      { after: 310 - after, kind: 'roll-back', kept: 0, torn: true },
    ]
    const { violations } = await new Schedule(new MemoryRig(keys), happenings).run()
    if (violations.length > 0) fail({ happenings, says: violations })
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
