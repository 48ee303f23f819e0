import type { Page } from '@playwright/test'
import type { Surroundings } from './fixtures.ts'
import { checkAccess, note, picture } from './looks.ts'

const minute = 60_000

/** From the first screen to a running simulated rig: it opens by itself. */
export async function openSimulatedRig(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the simulation' }).click()
  await page.getByRole('region', { name: 'Fleet by state' }).waitFor({ timeout: 2 * minute })
  await page.getByRole('link', { name: /Identities/ }).click()
  await page.getByRole('heading', { name: 'Identities' }).waitFor({ timeout: minute })
  await page.getByText(/10 identities/).waitFor({ timeout: minute })
}

/** Pause, 1 × or 4 ×, by the strip that every screen of a simulation has. */
export const setSpeed = (page: Page, name: 'Pause' | '1 ×' | '4 ×') =>
  page
    .getByRole('complementary', { name: /^Simulated/ })
    .getByRole('radio', { name })
    .click()

export const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: new RegExp(`^${name}`) })

/** The words that one identity's row shows over time, until it has shown all that are wanted, in this order. */
export async function shows(page: Page, name: string, wanted: readonly RegExp[]): Promise<string[]> {
  const seen: string[] = []
  for (const words of wanted) {
    await rowOf(page, name)
      .getByText(words)
      .first()
      .waitFor({ timeout: 6 * minute })
    seen.push(String(words))
  }
  return seen
}

/** A smesher tries the simulated rig and watches an identity through one epoch. */
export async function see({ page }: Surroundings): Promise<void> {
  await checkAccess(page, 'Welcome')
  await picture(page, 'welcome')
  await openSimulatedRig(page)
  await shows(page, 'diskA_post1', [/Accepted|Waiting/])
  await setSpeed(page, '4 ×')
  await shows(page, 'diskA_post1', [/k2pow|Due/, /Reading/])
  await rowOf(page, 'diskA_post1').getByText(/\d+ %/).first().waitFor({ timeout: minute })
  await picture(page, 'identities')
  await checkAccess(page, 'Identities')
  const order = await shows(page, 'diskA_post1', [/ATX published/])
  await rowOf(page, 'diskA_post1').click()
  await page.getByRole('heading', { name: 'Who says what' }).waitFor()
  await picture(page, 'identity')
  await checkAccess(page, 'Identity drawer')
  note(`diskA_post1: waiting, k2pow, reading with progress, ${order.join()}`)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: /Nodes/ }).click()
  await page.getByText(/3 nodes/).waitFor()
  await picture(page, 'nodes')
  await checkAccess(page, 'Nodes')
}
