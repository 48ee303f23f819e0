import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { WithRig } from './fixtures.ts'
import { checkAccess, note } from './looks.ts'

const minute = 60_000

/** What is there beside what runs: the unit that starts the one service that doesn't run, an old data folder, a key by itself. */
function lyingAround({ work, rig }: Pick<WithRig, 'work' | 'rig'>): void {
  const b1 = rig.services.find(({ name }) => name === 'b1')
  if (b1 === undefined) throw new Error('the rig is not as expected')
  const units = join(work, '.config/systemd/user')
  mkdirSync(join(units, 'default.target.wants'), { recursive: true })
  writeFileSync(join(units, 'b1.service'), `[Service]\nExecStart=${[b1.program, ...b1.arguments].join(' ')}\n`)
  symlinkSync(join(units, 'b1.service'), join(units, 'default.target.wants/b1.service'))
  mkdirSync(join(work, 'old-post'))
  writeFileSync(join(work, 'old-post/postdata_metadata.json'), '{}')
  writeFileSync(join(work, 'old-post/key.bin'), '')
  mkdirSync(join(work, 'stick'))
  writeFileSync(join(work, 'stick/spare.key'), '')
}

const rowOf = (page: Page, folder: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: folder })
    .filter({ has: page.getByText(folder, { exact: true }) })
const box = (page: Page, folder: string) => rowOf(page, folder).getByRole('checkbox')

async function savedText(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return readFileSync(await download.path(), 'utf8')
}

/** What was found, as the page says it, before anything is added. */
async function looksRight(page: Page, { rig, work }: Pick<WithRig, 'rig' | 'work'>): Promise<void> {
  for (const { dataFolder } of rig.nodes) {
    await expect(box(page, dataFolder)).toBeChecked()
    await rowOf(page, dataFolder)
      .getByText(/runs as process \d+/)
      .waitFor()
    await rowOf(page, dataFolder).getByText('post', { exact: false }).first().waitFor()
  }
  for (const { dataFolder } of rig.services) await expect(box(page, dataFolder)).toBeChecked()
  const b1 = rig.services.find(({ name }) => name === 'b1')
  await rowOf(page, b1?.dataFolder ?? '')
    .getByText('not running')
    .waitFor()
  await rowOf(page, b1?.dataFolder ?? '')
    .getByText(/systemd unit of a user, .+b1\.service, which starts it by itself/)
    .waitFor()
  await expect(box(page, join(work, 'old-post'))).not.toBeChecked()
  await rowOf(page, join(work, 'old-post'))
    .getByText(/key\.bin, the key of a node before 1\.6/)
    .waitFor()
  await page.getByRole('region', { name: 'Keys by themselves' }).getByText(join(work, 'stick')).waitFor()
  const unseen = page.getByRole('region', { name: 'Not looked at' })
  if ((await unseen.locator('details:not([open])').count()) > 0) await unseen.locator('summary').click()
  await unseen
    .getByText(/containers of (?:docker|podman) were not looked at/)
    .first()
    .waitFor()
}

/** What else runs or lies on this computer is left out. */
export async function chooseOnly(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: /^Add \d+ entries/ }).waitFor({ timeout: minute })
  const others = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('checkbox', { checked: true }) })
    .filter({ hasNotText: folder })
  while ((await others.count()) > 0) await others.first().getByRole('checkbox').uncheck()
}

/** From an empty profile to the whole rig that runs here, chosen and added in one go, by the screens alone. */
export async function wholeRig({ page, rig, work }: WithRig): Promise<void> {
  lyingAround({ rig, work })
  await page.getByRole('link', { name: 'Find what runs here' }).click()
  await page.getByRole('heading', { name: 'Found on this computer' }).waitFor()
  await chooseOnly(page, work)
  await looksRight(page, { rig, work })
  await checkAccess(page, 'Found on this computer')
  const text = await savedText(page, 'Save as text')
  for (const { dataFolder } of [...rig.nodes, ...rig.services]) expect(text).toContain(dataFolder.replace(work, '~'))
  expect(text).not.toContain(work)
  const { entries } = JSON.parse(await savedText(page, 'Save as JSON')) as { entries: readonly unknown[] }
  expect(entries.length).toBeGreaterThan(rig.nodes.length + rig.services.length)
  const count = rig.nodes.length + rig.services.length
  await page.getByRole('button', { name: `Add ${count} entries` }).click()
  await page.getByText(`${count} entries added.`).waitFor({ timeout: minute })
  note(`${count} entries of ${rig.nodes.length} nodes added in one act`)
  await page.getByRole('link', { name: 'Look at my rig' }).click()
  for (const { name } of rig.nodes)
    await page
      .getByRole('row')
      .filter({ hasText: new RegExp(`^${name}`) })
      .getByText('Synced')
      .waitFor({ timeout: 2 * minute })
  await page.getByRole('link', { name: /Identities/ }).click()
  await page.getByText(new RegExp(`${rig.services.length} identities`)).waitFor({ timeout: minute })
  // A second look from the nodes' page offers nothing that is in the rig.
  await page.getByRole('link', { name: /Nodes/ }).first().click()
  await page.getByRole('link', { name: 'Find what runs here' }).click()
  await rowOf(page, rig.nodes[0]?.dataFolder ?? '')
    .getByText(`in your rig as ${rig.nodes[0]?.name}`)
    .waitFor({ timeout: minute })
}
