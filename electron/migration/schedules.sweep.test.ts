import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Happening, happeningKinds } from './testing/happenings.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryRig } from './testing/memory-rig.ts'
import { Schedule } from './testing/schedule.io.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
const run = (happenings: readonly Happening[]) => new Schedule(new MemoryRig(keys), happenings).run()

const happening: fc.Arbitrary<Happening> = fc.record({
  after: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 220 })),
  kind: fc.constantFrom(...happeningKinds),
  kept: fc.nat({ max: 255 }),
  torn: fc.boolean(),
})

const results = fileURLToPath(new URL('../../test-results/', import.meta.url))
/** 10,000 take about ten minutes; a usual run takes a tenth of them, always the same. */
const schedules = Number(process.env.SMESHDESK_SCHEDULES ?? 1_000)

test(
  `${schedules} schedules of restarts, kills, power losses, errors, copies elsewhere and clicks: one loadable copy, rows of the last stop, an end`,
  async () => {
    const ends: Record<string, number> = {}
    let effects = 0
    const begun = performance.now()
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
        const outcome = await run(happenings)
        ends[outcome.state] = (ends[outcome.state] ?? 0) + 1
        effects += outcome.effects
        expect(outcome.violations).toEqual([])
      }),
      { numRuns: schedules, seed: 20261121 },
    )
    const figures = { schedules, ends, effects, milliseconds: Math.round(performance.now() - begun), violations: 0 }
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, 'move-schedules.json'), JSON.stringify(figures, null, 2))
    expect(ends.moved).toBeGreaterThan(schedules / 10)
    expect(ends.aborted).toBeGreaterThan(schedules / 10)
  },
  Math.max(400_000, 300 * schedules),
)
