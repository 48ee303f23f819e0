import type { Locator, Page } from 'playwright'
import { addService, answered, isFilled, keep, lineOf, openDetails, paste } from '../journeys/door.ts'
import type { OutsideRig } from '../rig/outside-rig.ts'

const minute = 60_000

type Node = OutsideRig['nodes'][number]
type Service = OutsideRig['services'][number]

const open = (page: Page, screen: RegExp) => page.getByRole('link', { name: screen }).first().click()

export async function addNode(page: Page, node: Node): Promise<void> {
  await page.evaluate(() => window.location.assign('#/nodes'))
  await page.getByRole('link', { name: 'Add a node' }).first().click()
  await paste(page, 'Data folder', node.dataFolder)
  await isFilled(page, 'Post', node.addresses.post)
  const line = page.getByRole('textbox', { name: 'Arguments', exact: true })
  if (!(await line.isVisible())) await page.getByText('How it is started').click()
  await paste(page, 'Arguments', lineOf(node))
  await isFilled(page, 'Program', node.program)
  await keep(page, 'Add this node')
}

const nodePart = (page: Page, name: string): Locator => page.getByRole('region', { name: `${name}, Checks` })
const nodeRow = (page: Page, name: string): Locator => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

export async function openNode(page: Page, name: string): Promise<Locator> {
  await open(page, /Nodes/)
  await page.getByRole('link', { name, exact: true }).click()
  return nodePart(page, name)
}

export async function isSynced(page: Page, name: string): Promise<void> {
  await nodeRow(page, name)
    .getByText('Synced')
    .waitFor({ timeout: 2 * minute })
}

export async function startNode(page: Page, name: string): Promise<void> {
  const part = await openNode(page, name)
  await part.getByRole('button', { name: 'Start', exact: true }).click()
  await isSynced(page, name)
}

export async function addAndStart(page: Page, service: Service, start: boolean): Promise<void> {
  await addService(page, service)
  if (!start) await answered(page, 'Operator address', /post-service/)
  await keep(page, 'Add this service')
  if (!start) return
  const item = await openDetails(page, service)
  await item.getByRole('button', { name: 'Start', exact: true }).click()
  await item.getByText('Running').waitFor({ timeout: minute })
}

/** By its own button, with the words that its dialog asks for. */
export async function stopService(page: Page, service: Service): Promise<void> {
  const item = await openDetails(page, service)
  await item.getByRole('button', { name: 'Stop…' }).click()
  const dialog = page.getByRole('dialog')
  const words = dialog.getByRole('textbox')
  if (await words.isVisible()) await words.fill(/type\s+(.+?)\s*$/m.exec(await dialog.innerText())?.[1] ?? '')
  await dialog.getByRole('button', { name: /^Stop (the service|and lose the proof)$/ }).click()
  await dialog.waitFor({ state: 'hidden', timeout: minute })
  await item.getByText('Stopped', { exact: true }).waitFor({ timeout: minute })
}

/** The act beside a sentence, in the strip or in the list of all that is open. */
export async function pressAct(page: Page, says: RegExp, act: RegExp): Promise<void> {
  await page.evaluate(() => window.location.assign('#/activity'))
  const item = page.getByRole('list', { name: 'Open alerts' }).getByRole('listitem').filter({ hasText: says }).first()
  await item
    .getByRole('button', { name: act })
    .or(item.getByRole('link', { name: act }))
    .first()
    .click({ timeout: minute })
}

/** A page of its own in the same session, as a person opens a second tab beside the first. */
export async function secondTab(page: Page, route: string): Promise<Page> {
  const opening = page.context().waitForEvent('page')
  await page.evaluate((to) => window.open(`${window.location.pathname}${to}`) !== null, route)
  const tab = await opening
  await tab.getByRole('region', { name: 'Worst open alert' }).waitFor({ timeout: minute })
  return tab
}
