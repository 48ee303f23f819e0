import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import type { OutsideRig } from '../rig/outside-rig.ts'
import type { WithRig } from './fixtures.ts'
import { checkAccess, note, type picture } from './looks.ts'
import { moveWithWizard, standsAt } from './move.ts'
import { shows } from './see.ts'

const minute = 60_000

export const lineOf = ({ program, arguments: args }: OutsideRig['nodes'][number]) => [program, ...args].map((word) => `'${word}'`).join(' ')

const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true })

export async function paste(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).fill('')
  await field(page, label).focus()
  await page.evaluate((given) => document.execCommand('insertText', false, given), text)
}

/** Down from the home folder, name by name, as a person clicks. */
async function browse(page: Page, label: string, names: readonly string[]): Promise<void> {
  const browser = page.getByRole('dialog')
  await page
    .locator('div', { has: page.getByLabel(label, { exact: true }) })
    .last()
    .getByRole('button', { name: 'Browse…' })
    .click()
  await browser.getByRole('list', { name: 'Folders' }).getByRole('button').first().click()
  for (const name of names) await browser.getByRole('list', { name: 'Folders' }).getByRole('button', { name }).first().click()
  const take = browser.getByRole('button', { name: 'Choose this folder' })
  if (await take.isVisible()) await take.click()
  await browser.waitFor({ state: 'hidden' })
}

/** What answers at an address while it stands in the form. */
export const answered = (page: Page, label: string, words: RegExp): Promise<void> =>
  page
    .locator('div', { has: field(page, label) })
    .last()
    .getByText(words)
    .waitFor({ timeout: minute })

export async function keep(page: Page, act: string): Promise<void> {
  const button = page.getByRole('button', { name: act })
  await page.locator('button:not([aria-disabled])', { hasText: act }).waitFor({ timeout: minute })
  await button.click()
  await button.waitFor({ state: 'detached', timeout: minute })
}

export const isFilled = (page: Page, label: string, value: string): Promise<void> =>
  expect(page.getByLabel(label, { exact: true })).toHaveValue(value, { timeout: minute })

type Node = OutsideRig['nodes'][number]
type Service = OutsideRig['services'][number]

async function addressesAnswer(page: Page, node: Node): Promise<void> {
  await isFilled(page, 'Public', node.addresses.public)
  await isFilled(page, 'Private', node.addresses.private)
  await isFilled(page, 'Post', node.addresses.post)
  await answered(page, 'Public', /go-spacemesh \d+\.\d+\.\d+/)
  await answered(page, 'Private', /a node answers/)
  await answered(page, 'Post', /a post listener answers/)
}

/** The network's own node: it runs here, so it is offered, and nothing is typed. */
async function takeFoundNode(page: Page, node: Node): Promise<void> {
  const more = page.getByRole('button', { name: /^Show .+ more$/ })
  if (await more.isVisible()) await more.click()
  const found = page.getByRole('listitem').filter({ hasText: node.dataFolder }).filter({ hasText: 'runs, process' })
  await found.getByRole('button', { name: 'Use it' }).click({ timeout: minute })
  await addressesAnswer(page, node)
  await keep(page, 'Add this node')
  note(`${node.name}: found running, its addresses answered`)
}

/** By browsing for the folder and pasting the command line as it stands in a script. */
async function browseForNode(page: Page, node: Node): Promise<void> {
  await browse(page, 'Data folder', [node.name])
  await page.getByText('How it is started').click()
  await paste(page, 'Arguments', `LD_LIBRARY_PATH=. nohup ${lineOf(node)} > ${node.name}.log 2>&1 &`)
  await isFilled(page, 'Program', node.program)
  await addressesAnswer(page, node)
  await keep(page, 'Add this node')
  note(`${node.name}: folder by browsing, program and arguments by a pasted line`)
}

/** By pasting the folder as a file manager gives it, and browsing for the program. */
async function pasteNode(page: Page, node: Node, programs: readonly string[]): Promise<void> {
  await paste(page, 'Data folder', `"file://${node.dataFolder}/"`)
  await isFilled(page, 'Data folder', node.dataFolder)
  await page.getByText('How it is started').click()
  await paste(page, 'Arguments', node.arguments.map((word) => `"${word}"`).join(' \\\n  '))
  if (programs.length > 0) await browse(page, 'Program', programs)
  else await paste(page, 'Program', node.program)
  await isFilled(page, 'Program', node.program)
  await addressesAnswer(page, node)
  await keep(page, 'Add this node')
  note(`${node.name}: folder pasted, program ${programs.length > 0 ? 'by browsing' : 'pasted'}`)
}

export async function addService(page: Page, service: Service): Promise<void> {
  await page.getByRole('link', { name: /Nodes/ }).first().click()
  await page.getByRole('link', { name: 'Add a PoST service' }).click()
  await paste(page, 'Arguments', lineOf({ ...service, addresses: { public: '', private: '', post: '' } }))
  await isFilled(page, 'PoST data folder', service.dataFolder)
  await isFilled(page, 'Program', service.program)
  await isFilled(page, 'Node it proves for', service.node)
  await isFilled(page, 'Operator address', service.operatorAddress)
}

/** A service's line is opened by its name and folder; a folder may hold another one's name. */
const openerName = (name: string) => new RegExp(`^${name}\\s*/`)
const serviceItem = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: openerName(name) }) })

export async function openDetails(page: Page, { name, node }: Service): Promise<Locator> {
  await page.getByRole('link', { name: /Nodes/ }).first().click()
  await page.getByRole('link', { name: node, exact: true }).click()
  const item = serviceItem(page, name)
  await item.waitFor({ timeout: minute })
  const opener = item.getByRole('button', { name: openerName(name) })
  if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click()
  return item
}

/** Added with a wrong operator address, which is seen at once, and corrected on its own page. */
async function correct(page: Page, service: Service): Promise<void> {
  await addService(page, service)
  await field(page, 'Operator address').fill('127.0.0.1:1')
  await answered(page, 'Operator address', /Nothing listens there/)
  await keep(page, 'Add this service')
  await (await openDetails(page, service)).getByRole('link', { name: 'Correct…' }).click()
  // The field is a view of the command line: what was typed wrong stands there too, and is typed anew.
  const address = field(page, 'Operator address')
  await expect(address).toHaveValue('127.0.0.1:1', { timeout: minute })
  await address.fill(service.operatorAddress ?? '')
  await answered(page, 'Operator address', /post-service/)
  await keep(page, 'Keep the changes')
  note(`${service.name}: a wrong operator address seen while typing, corrected later`)
}

/** Started from the screen, until its node or its own status says that it is there. */
async function startService(page: Page, service: Service): Promise<void> {
  await addService(page, service)
  await keep(page, 'Add this service')
  const item = await openDetails(page, service)
  await item.getByRole('button', { name: 'Start', exact: true }).click()
  await item.getByText('Running').waitFor({ timeout: minute })
  await item
    .getByText(/Waiting for gap|Accepted|Due|k2pow|Reading|Proof ready|ATX published/)
    .first()
    .waitFor({ timeout: 3 * minute })
  note(`${service.name}: started from the screen`)
}

/** A press that falls into the moment in which the page is drawn anew is pressed again, as a person does. */
const openAdd = (page: Page): Promise<void> =>
  expect(async () => {
    await page.getByRole('link', { name: 'Add a node' }).click()
    await field(page, 'Data folder').waitFor({ timeout: 10_000 })
  }).toPass({ timeout: 70_000 })

/** Nodes and services of a rig, by the screens alone; `null` for simulated programs. */
export async function bringIn(page: Page, rig: OutsideRig, programs: string | null): Promise<void> {
  const [z, a, b] = ['Z', 'A', 'B'].map((name) => rig.nodes.find((node) => node.name === name))
  const [a1, a2, b1, z1] = ['a1', 'a2', 'b1', 'z1'].map((name) => rig.services.find((service) => service.name === name))
  if (!z || !a || !b || !a1 || !a2 || !b1 || !z1) throw new Error('the rig is not as expected')
  await page.getByRole('link', { name: 'Add a node' }).click()
  await page.getByRole('heading', { name: /Found \d+ nodes/ }).waitFor({ timeout: minute })
  await checkAccess(page, 'Add a node')
  await takeFoundNode(page, z)
  await openAdd(page)
  await browseForNode(page, a)
  await openAdd(page)
  await pasteNode(page, b, programs === null ? ['programs', 'go-spacemesh'] : [])
  await startService(page, b1)
  await correct(page, a2)
  for (const service of [a1, z1]) {
    await addService(page, service)
    await answered(page, 'Operator address', /post-service/)
    if (service === a1) await checkAccess(page, 'Add a PoST service')
    await keep(page, 'Add this service')
  }
}

/** A simulated rig of one's own wears the accent, and takes nothing real. */
async function refusesReal(page: Page, profile: string): Promise<void> {
  await page.getByText('Simulated: nothing here is yours.').waitFor({ timeout: minute })
  await page.getByRole('link', { name: /Nodes/ }).first().click()
  await page.getByRole('link', { name: 'Add a node' }).click()
  await paste(page, 'Data folder', profile)
  await isFilled(page, 'Data folder', profile)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('real')
  await page.locator('button:not([aria-disabled])', { hasText: 'Add this node' }).click({ timeout: minute })
  await page.getByText('Simulated and real never mix').waitFor({ timeout: minute })
  note('a folder that no simulator made is refused beside simulated ones')
}

const noPicture: typeof picture = () => Promise.resolve()

/** From an empty profile, by the screens alone, on folders and processes that were there before. */
export async function door({ rig, programs, page, profile }: WithRig): Promise<void> {
  await bringIn(page, rig, programs)
  if (programs === null) await refusesReal(page, join(profile, '..'))
  await page.getByRole('link', { name: /Identities/ }).click()
  await page.getByText(/4 identities/).waitFor({ timeout: minute })
  note(`a1 at A: ${(await shows(page, 'a1', [/ATX published/])).join(', ')}`)
  await moveWithWizard(page, { identity: 'a1', from: 'A', to: 'B' }, noPicture)
  await standsAt(page, 'a1', 'B')
  note(`a1 at B: ${(await shows(page, 'a1', [/ATX published/])).join(', ')}`)
}
