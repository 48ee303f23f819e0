import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { until } from '../host/until.ts'
import type { Surroundings } from './fixtures.ts'
import { checkAccess, note, picture } from './looks.ts'
import { openSimulatedRig, setSpeed, shows } from './see.ts'

const minute = 60_000
/** For a change of speed on a machine that is busy otherwise; how soon it is known is measured with the processes. */
const patience = 20_000

const countdown = (page: Page) => page.getByRole('timer').innerText()

/** What the band counts while that much time passes here. */
async function counted(page: Page, ms: number): Promise<string[]> {
  const seen = new Set<string>()
  const began = performance.now()
  await until('the time has passed', { deadlineMs: ms + minute, everyMs: 200 }, async () => {
    seen.add(await countdown(page))
    return performance.now() - began > ms
  })
  return [...seen]
}

async function pauseAndRun(page: Page): Promise<void> {
  await setSpeed(page, 'Pause')
  await page.getByText(/^Paused:/).waitFor({ timeout: patience })
  expect(await counted(page, 4_000), 'what the band counts while paused').toHaveLength(1)
  await setSpeed(page, '4 ×')
  await page.getByText(/one epoch takes 3 min 45 s/).waitFor({ timeout: patience })
  expect((await counted(page, 4_000)).length, 'what the band counts at 4 ×').toBeGreaterThanOrEqual(3)
  note('paused: the band stood for 4 s; 4 ×: it runs again, an epoch takes 3 min 45 s')
}

async function breakAndMend(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Identities/ }).click()
  await page.getByRole('region', { name: 'Three things to try' }).getByRole('button', { name: 'Stop it' }).click()
  await page.getByRole('complementary', { name: 'diskB_post1' }).waitFor()
  await page.keyboard.press('Escape')
  const words = await shows(page, 'diskB_post1', [/Due|At risk|Late/])
  await page.getByRole('link', { name: '1 thing broken' }).click()
  await page.getByRole('heading', { name: 'The simulation', exact: true }).waitFor()
  await picture(page, 'simulation')
  await checkAccess(page, 'The simulation')
  await page.getByRole('region', { name: 'Break something, and mend it' }).getByRole('button', { name: 'Start it again' }).click()
  await page.getByRole('link', { name: 'Break something' }).waitFor({ timeout: minute })
  note(`a service stopped: the gap finds it so (${words.join()}); started again from the page`)
}

async function leave(page: Page, profile: string): Promise<void> {
  await page.getByRole('button', { name: 'Leave the simulation' }).click()
  await page.getByText('10 simulated keys and their data are removed.').waitFor()
  await checkAccess(page, 'Leave the simulation')
  await page.getByRole('button', { name: 'Leave and remove it' }).click()
  await page.getByRole('button', { name: 'Start the simulation' }).waitFor({ timeout: 2 * minute })
  await until('the simulation is gone', { deadlineMs: minute }, () => !existsSync(join(profile, 'simulated')))
  note('left: asked once, said what goes, and nothing is left')
}

/** From nothing to a playground by the screens alone: it opens by itself, stands, runs, breaks, is mended, and goes. */
export async function playground({ page, profile }: Surroundings): Promise<void> {
  const began = performance.now()
  await openSimulatedRig(page)
  note(`ready after ${Math.round((performance.now() - began) / 1000)} s, and opened by itself`)
  await pauseAndRun(page)
  await breakAndMend(page)
  await leave(page, profile)
}
