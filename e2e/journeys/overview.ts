import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { until } from '../host/until.ts'
import type { Surroundings } from './fixtures.ts'
import { checkAccess, note } from './looks.ts'

const minute = 60_000
const service = 'diskB_post1'

const risks = (page: Page) => page.getByRole('region', { name: 'Risks' }).getByRole('listitem')
const verdict = (page: Page) => page.getByRole('heading', { level: 1 })

/** The process of a service of the simulated rig, as its slot has it written down. */
function pidOf(profile: string): number | null {
  const file = join(profile, 'simulated', 'slots', `service-${service}.json`)
  const { run } = JSON.parse(readFileSync(file, 'utf8')) as { run: { identity: { pid: number } | null } | null }
  return run?.identity?.pid ?? null
}

/** Killed from outside: it comes back by the law of restarts, and meanwhile nobody is told that all is well. */
async function killed(page: Page, profile: string): Promise<void> {
  await until(`${service} runs`, { deadlineMs: minute }, () => pidOf(profile) !== null)
  const pid = pidOf(profile)
  if (pid === null) throw new Error('no process')
  const seen = page.evaluate(
    (name) =>
      new Promise<string>((resolve) => {
        const look = () => {
          const said = [...document.querySelectorAll('section[aria-label="Risks"] li')].find((item) => item.textContent?.includes(name))
          if (said) resolve(`${document.querySelector('h1')?.textContent} / ${said.textContent}`)
          else requestAnimationFrame(look)
        }
        look()
      }),
    service,
  )
  process.kill(pid, 'SIGKILL')
  const said = await seen
  expect(said).not.toMatch(/^All ten are on course\. \//)
  await until('it runs again by itself', { deadlineMs: minute }, () => pidOf(profile) !== null && pidOf(profile) !== pid)
  note(`killed: ${said.slice(0, 120)}`)
}

/** Stopped for good: the risk stays, with the hour, the price and the one act that mends it. */
async function stopped(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Three things to try' }).getByRole('button', { name: 'Stop it' }).click()
  await page.getByRole('complementary', { name: service }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Overview' }).click()
  const risk = risks(page).filter({ hasText: service })
  const start = risk.getByRole('button', { name: `Start ${service}’s service` })
  await start.waitFor({ timeout: minute })
  await expect(verdict(page)).toHaveText(/Nine of ten are on course\. One needs you\./)
  await checkAccess(page, 'Overview with a risk')
  await page.screenshot({ path: test.info().outputPath('overview-risk.png') })
  await risk.locator('summary').click()
  await expect(risk).toContainText('Rule: nobody works on a proof (service-missing).')
  note(`stopped: ${(await risk.innerText()).split('\n').slice(0, 2).join(' ')}`)
  await start.click()
  await risk.waitFor({ state: 'detached', timeout: minute })
  note('started again from the risk, which is gone')
}

/** From nothing to the overview of a playground in which a service is killed, and mended from where that is told. */
export async function overview({ page, profile }: Surroundings): Promise<void> {
  await page.getByRole('button', { name: 'Start the simulation' }).click()
  await page.getByRole('region', { name: 'Fleet by state' }).waitFor({ timeout: 2 * minute })
  await expect(page).toHaveURL(/#\/overview$/)
  await expect(page.getByRole('region', { name: 'Proving by disk' }).getByRole('img')).toHaveCount(5, { timeout: minute })
  note(`at first: ${await verdict(page).innerText()}`)
  await expect(verdict(page)).toHaveText('All ten are on course.', { timeout: 2 * minute })
  await checkAccess(page, 'Overview')
  await expect(risks(page)).toHaveCount(0, { timeout: minute })
  await killed(page, profile)
  await stopped(page)
  await expect(verdict(page)).toHaveText('All ten are on course.', { timeout: 2 * minute })
  await page.getByRole('region', { name: 'Fleet by state' }).getByRole('link').first().click()
  await expect(page.getByRole('searchbox')).toHaveValue(/^".+"$/)
}
