import { expect } from '@playwright/test'
import { makeOutsideRig } from '../rig/outside-rig.ts'
import { type KilledFigures, killedInAnEpoch } from '../troubles/killed-epoch.ts'
import { named, onPrograms, outside } from './fixtures.ts'
import { note } from './looks.ts'

/** Until its screens are right again. */
const screensMs = 5_000

// Its programs lie there, and none of them runs: the app starts them all.
const fromNothing = outside.extend({
  rig: async ({ work, programs, speed }, use) => use(await makeOutsideRig(work, programs, speed)),
})
// Epochs of two minutes: a busy machine is late by itself at twice the pace. A trace of it all makes it busy.
fromNothing.use({ speed: 1, trace: 'off' })
fromNothing.describe.configure({ timeout: 30 * 60_000 })

function judge({ programs, kills, readings, back, identities, published, asked }: KilledFigures): void {
  for (const kill of kills) {
    note(`killed ${kill.moment}: right after ${kill.screensMs === null ? 'never' : `${Math.round(kill.screensMs)} ms`}`)
    expect(kill, `killed ${kill.moment}`).toMatchObject({ same: programs, others: 0 })
    expect(kill.screensMs ?? Number.POSITIVE_INFINITY, `until the screens are right: ${kill.course.join(', then ')}`).toBeLessThanOrEqual(
      screensMs,
    )
  }
  expect(back, 'proofs that went back').toEqual([])
  expect(asked, 'what was asked and is not so').toEqual([])
  expect(published, 'identities with an ATX of the epoch').toBe(identities)
  note(`${published} of ${identities} published, ${readings} readings of services`)
}

fromNothing(onPrograms('killed three times in an epoch'), named, async ({ rig, speed, page, context, host, profile, work }, info) => {
  const all: KilledFigures[] = []
  await killedInAnEpoch({ page, context, host, profile, work }, rig, { speed, measured: (figures) => all.push(figures) })
  for (const figures of all) {
    await info.attach('figures', { body: JSON.stringify(figures), contentType: 'application/json' })
    judge(figures)
  }
})
