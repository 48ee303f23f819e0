import { expect, type Page } from '@playwright/test'
import type { Surroundings } from './fixtures.ts'
import { checkAccess, note, picture } from './looks.ts'
import { openSimulatedRig, rowOf, setSpeed } from './see.ts'

const minute = 60_000

const choose = (page: Page, label: string, node: string) =>
  page.getByRole('combobox', { name: label, exact: true }).selectOption({ value: node })

const looksAgain = 6

/** On a busy machine a node may answer late, which is unknown: then a person looks again. */
async function untilChecked(page: Page): Promise<void> {
  const open = page.locator('button:not([aria-disabled])', { hasText: 'Continue to the plan' })
  const again = page.getByRole('button', { name: 'Check again' })
  for (let looks = 1; looks < looksAgain; looks += 1) {
    await again.waitFor({ timeout: minute })
    if (await open.isVisible()) return
    await again.click()
    await page.getByText(/looked at (?:now|[1-5] s ago)/).waitFor({ timeout: minute })
  }
  await expect(open, 'the checks let the plan be read').toBeVisible({ timeout: minute })
}

interface Moved {
  readonly identity: string
  readonly from: string
  readonly to: string
}

/** Up to the plan: source, target, identity, checks that all passed. */
export async function planMove(page: Page, { identity, from, to }: Moved, shoot: typeof picture): Promise<void> {
  await page.getByRole('link', { name: 'Migrate', exact: true }).click()
  await choose(page, 'From', from)
  await choose(page, 'To', to)
  await page.getByRole('radio', { name: identity }).click()
  await checkAccess(page, 'Migrate, choose')
  await page.getByRole('button', { name: 'Continue to the checks' }).click()
  await untilChecked(page)
  await shoot(page, 'checks')
  await checkAccess(page, 'Migrate, checks')
  await page.getByRole('button', { name: 'Continue to the plan' }).click()
  await page.getByRole('heading', { name: /plan/i }).first().waitFor()
  await shoot(page, 'plan')
  await checkAccess(page, 'Migrate, plan')
}

/** Consent as a person gives it: both ticks and the plan's own words. */
async function consent(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: 'Start the move' })
  expect(await start.getAttribute('aria-disabled'), 'a move is not started without consent').toBe('true')
  for (const tick of await page.getByRole('checkbox').all()) await tick.click()
  const words = /[0-9a-f]{8}:1/.exec(await page.locator('main').innerText())?.[0] ?? ''
  await page.getByRole('textbox', { name: /To confirm, type/ }).fill(words)
  await start.click()
}

const triesOfAPlan = 4

/** An ATX that comes while the plan is read makes another plan: then the checks are run again, as the page asks. */
export async function begin(page: Page): Promise<void> {
  const changed = page.getByText('The plan is not the same any more')
  const begun = page.getByText(/Keys right now/)
  for (let tries = 1; tries <= triesOfAPlan; tries += 1) {
    await consent(page)
    await changed.or(begun).first().waitFor({ timeout: minute })
    if (await begun.isVisible()) return
    await page.getByRole('button', { name: 'Back to the checks' }).click()
    await untilChecked(page)
    await page.getByRole('button', { name: 'Continue to the plan' }).click()
  }
  throw new Error(`the plan had changed ${triesOfAPlan} times`)
}

/** Moves an identity with the wizard, up to the page that says Moved. */
export async function moveWithWizard(page: Page, moved: Moved, shoot: typeof picture): Promise<void> {
  await planMove(page, moved, shoot)
  await begin(page)
  await shoot(page, 'move')
  await page
    .getByText(/not proven yet/i)
    .first()
    .waitFor({ timeout: 5 * minute })
  await shoot(page, 'moved')
  await checkAccess(page, 'Migrate, moved')
}

/** The table says that an identity is at a node. */
export async function standsAt(page: Page, name: string, node: string): Promise<void> {
  await page.getByRole('link', { name: /Identities/ }).click()
  await rowOf(page, name).getByRole('cell', { name: node, exact: true }).waitFor({ timeout: minute })
  note(`${name} stands at ${node}`)
}

/** A smesher moves one identity of the simulation from attic to home with the wizard, once its proof is out. */
export async function move({ page }: Surroundings): Promise<void> {
  await openSimulatedRig(page)
  await setSpeed(page, '4 ×')
  await rowOf(page, 'diskD_post1')
    .getByText(/ATX published/)
    .first()
    .waitFor({ timeout: 4 * minute })
  await moveWithWizard(page, { identity: 'diskD_post1', from: 'attic', to: 'home' }, picture)
  await standsAt(page, 'diskD_post1', 'home')
}
