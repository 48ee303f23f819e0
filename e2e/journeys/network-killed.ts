import { expect, type Page, test } from '@playwright/test'
import { startConsoleHost } from '../host/console-host.ts'
import { programsFolder, type Surroundings } from './fixtures.ts'
import { note } from './looks.ts'

const minute = 60_000
/** In units: ten identities with devnet’s programs; three real ones are what a small machine bears. */
export const sizes = programsFolder === null ? [4, 6, 3, 4, 5, 3, 4, 3, 6, 3] : [4, 6, 3]
/** As the app names them: own-01 to own-10, or own-1 to own-3. */
export const identities = sizes.map((_, index) => `own-${String(index + 1).padStart(String(sizes.length).length, '0')}`)

/** Dark and light, beside the report of this run. */
export async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), fullPage: true })
  }
}

type Around = Pick<Surroundings, 'page' | 'context' | 'host' | 'profile' | 'work'>

/** Ends the app as a power cut does, and opens it again. */
async function killed(around: Around, path: string): Promise<Around> {
  const { context, profile, work } = around
  await around.page.close()
  await around.host.end('SIGKILL')
  const host = await startConsoleHost({ profile, env: { HOME: work } })
  const page = await context.newPage()
  await page.goto(host.link)
  await page.goto(`${new URL(host.link).origin}/#/${path}`)
  return { ...around, host, page }
}

/** In the midst of making it: nothing goes on until somebody says so. */
export async function killedMeanwhile(around: Around): Promise<Around> {
  const again = await killed(around, 'networks/own')
  await again.page.getByText('Smeshdesk was closed or ended meanwhile.').waitFor({ timeout: minute })
  await again.page.getByRole('button', { name: 'Go on' }).click()
  return again
}

/** The process of the node and of each service, as their page says them: `process 12`, with `, adopted` behind it when it is. */
async function processes(page: Page): Promise<string[]> {
  const items = [
    page.getByRole('region', { name: 'own, Checks' }),
    ...identities.map((name) => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })),
  ]
  const said: string[] = []
  for (const item of items) {
    const line = item.getByText(/process \d+/).first()
    await line.waitFor({ timeout: minute })
    said.push(/process \d+(?:, adopted)?/.exec(await line.innerText())?.[0] ?? '')
  }
  return said
}

/** Between two proofs: what runs lives on, and is the rig’s again. `adopted`: how many services. */
export async function adoptedBetween(around: Around): Promise<Around & { adopted: number }> {
  await around.page.getByRole('link', { name: /Nodes/ }).first().click()
  const [node, ...services] = await processes(around.page)
  const again = await killed(around, 'nodes')
  await expect.poll(() => processes(again.page), { timeout: minute }).toEqual([node, ...services.map((one) => `${one}, adopted`)])
  await picture(again.page, 'network-adopted')
  note(`the app was killed between the epochs: ${services.length} services adopted, each process the same, and the node’s`)
  return { ...again, adopted: services.length }
}
