import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { layNetworkPrograms } from '../rig/network-programs.ts'
import { isFilled, paste } from './door.ts'
import { named, onPrograms, programsFolder, test } from './fixtures.ts'
import { note } from './looks.ts'
import { type NetworkFigures, noFiguresYet } from './network-figures.ts'
import { adoptedBetween, identities, killedMeanwhile, picture, sizes } from './network-killed.ts'

const minute = 60_000
/** On a busy machine real services may take some epochs for their first proof. */
const patienceMs = 20 * minute
/** As short as the real programs were recorded to bear on a small machine; devnet’s prove faster. */
const recordedClock = { Layer: '6s', 'Layers in an epoch': '20', 'Phase shift': '60s', 'Cycle gap': '50s', 'Grace period': '15s' }
const shortClock = { Layer: '6s', 'Layers in an epoch': '10', 'Phase shift': '30s', 'Cycle gap': '25s', 'Grace period': '12s' }
const clock = programsFolder === null ? shortClock : recordedClock

/** A moment as a date picker has it, in the page’s own time. */
const genesisIn = (page: Page, ms: number): Promise<string> =>
  page.evaluate((at) => {
    const day = new Date(at)
    return new Date(at - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
  }, Date.now() + ms)

async function fillForm(page: Page, programs: string, work: string): Promise<void> {
  await paste(page, 'go-spacemesh', join(programs, 'go-spacemesh'))
  await isFilled(page, 'post-service', join(programs, 'post-service'))
  await isFilled(page, 'postcli', join(programs, 'postcli'))
  await paste(page, 'In which folder', work)
  await isFilled(page, 'In which folder', work)
  for (const [label, value] of Object.entries(clock)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByLabel('Sizes').fill(sizes.join(', '))
  await page.getByLabel('Genesis').fill(await genesisIn(page, 150_000))
}

const keysIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.key'))

test(
  onPrograms('a network of one’s own, from an empty profile through two epochs'),
  named,
  async ({ page: first, context, host, profile, work }, info) => {
    test.setTimeout(60 * minute)
    const began = performance.now()
    const figures = noFiguresYet()
    const programs = programsFolder ?? layNetworkPrograms(join(work, 'programs'), 4)
    try {
      await makeIt(first, programs, work)
      const made = await killedMeanwhile({ page: first, context, host, profile, work })
      const own = join(work, 'own')
      const listener = await isMade(made.page, own, figures)
      await published(made.page)
      figures.firstAtxsMs = performance.now() - began
      const again = await adoptedBetween(made)
      figures.adopted = again.adopted
      await publishedTwice(listener, figures)
      await refusedAndMended(again.page, join(own, 'config.json'), listener)
      figures.mended = true
    } finally {
      await info.attach('figures', { body: JSON.stringify(figures), contentType: 'application/json' })
    }
  },
)

/** Begins what the plan shows, up to the moment where it waits for the PoET’s key. */
async function makeIt(page: Page, programs: string, work: string): Promise<void> {
  await page.getByRole('link', { name: 'New network' }).click()
  await fillForm(page, programs, work)
  const plan = page.getByRole('region', { name: 'The plan' })
  await plan.getByText('config.json, as it is written at first').waitFor()
  await plan.getByText('config.json, as it is written at first').scrollIntoViewIfNeeded()
  await picture(page, 'network-plan')
  await page.getByRole('button', { name: 'Make this network' }).click()
  await page.getByRole('heading', { name: 'own', level: 1 }).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'The PoET’s key learned' }).getByText('now').waitFor({ timeout: minute })
}

/** To its end, with each key in one place; returns the address of the node’s listener for JSON. */
async function isMade(page: Page, own: string, figures: NetworkFigures): Promise<string> {
  await page.getByText('It is made: its node and its services are entries of your rig.').waitFor({ timeout: 5 * minute })
  await picture(page, 'network-made')
  const inPlace = keysIn(join(own, 'node', 'identities'))
  const beside = readdirSync(join(own, 'post')).flatMap((name) => keysIn(join(own, 'post', name)))
  Object.assign(figures, { keysInPlace: inPlace.length, keysBeside: beside.length })
  expect(inPlace).toEqual(identities.map((name) => `${name}.key`))
  expect(keysIn(join(own, 'unused'))).toContain('local.key')
  expect(beside).toEqual([])
  const config = JSON.parse(readFileSync(join(own, 'config.json'), 'utf8')) as {
    api: { 'grpc-json-listener': string }
    main: { 'poet-servers': { pubkey: string }[] }
  }
  expect(config.main['poet-servers'][0]?.pubkey).toHaveLength(44)
  note(`made: ${identities.length} keys in one place each, the PoET’s key in the config`)
  return config.api['grpc-json-listener']
}

/** Through its first gap. */
async function published(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Identities' }).first().click()
  for (const name of identities)
    await page.getByRole('row').filter({ hasText: name }).getByText('ATX published').waitFor({ timeout: patienceMs })
  await picture(page, 'network-published')
  note(`all ${identities.length} published`)
}

/** Through a second epoch: by the node’s own word, each identity has two ATXs. */
async function publishedTwice(listener: string, figures: NetworkFigures): Promise<void> {
  const counts = async (): Promise<number[]> => {
    const answer = await fetch(`http://${listener}/spacemesh.v2alpha1.ActivationService/List`, { method: 'POST', body: '{"limit":100}' })
    const { activations } = (await answer.json()) as { activations: { smesherId: string }[] }
    const bySmesher = new Map<string, number>()
    for (const { smesherId } of activations) bySmesher.set(smesherId, (bySmesher.get(smesherId) ?? 0) + 1)
    figures.atxs = [...bySmesher.values()]
    return figures.atxs
  }
  await expect
    .poll(async () => (await counts()).filter((count) => count >= 2).length, { timeout: patienceMs, intervals: [3000] })
    .toBe(identities.length)
  note('each published in two epochs')
}

/** Both are said only of a node that answers. A real one alone in its network has nobody to fetch the layers from that it missed. */
const answersAgain = programsFolder === null ? /^Synced$/ : /^(?:Synced|Not synced)$/

/** A refusal is foreseen from the config and told in words; a start that got through all the same hangs, and is told too. Put right by the config editor, it starts. */
async function refusedAndMended(page: Page, config: string, listener: string): Promise<void> {
  const before = readFileSync(config, 'utf8')
  const stop = async () => {
    await page.getByRole('region', { name: 'own, Checks' }).getByRole('button', { name: /^Stop/ }).click()
    await page.getByRole('button', { name: 'Stop the node' }).click()
    await page
      .getByRole('region', { name: 'own, Checks' })
      .getByRole('button', { name: 'Start', exact: true })
      .waitFor({ timeout: 3 * minute })
  }
  const start = () => page.getByRole('region', { name: 'own, Checks' }).getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('link', { name: /Nodes/ }).first().click()
  await stop()
  writeFileSync(config, before.replace('"standalone1', '"standalone2'))
  await start()
  await page
    .getByText(/is no account|It refused to go on, and hangs|The coinbase is not valid/)
    .first()
    .waitFor({ timeout: 3 * minute })
  await picture(page, 'network-refused')
  note('a refusal is told in words')
  const hangs = page.getByText('It refused to go on, and hangs')
  if (await hangs.isVisible()) await stop()
  await page.getByRole('link', { name: 'Config…' }).click()
  const coinbase = page.getByLabel('smeshing.smeshing-coinbase')
  await coinbase.fill((await coinbase.inputValue()).replace('standalone2', 'standalone1'))
  await page.getByRole('button', { name: 'Write it' }).click()
  await expect.poll(() => readFileSync(config, 'utf8')).toBe(before)
  await picture(page, 'network-config')
  await page.getByRole('link', { name: 'own', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: /^own/ })
  await expect(row.getByText('Synced', { exact: true }), 'what it was before is said no more').toHaveCount(0, { timeout: minute })
  await start()
  await row.getByText('Smeshdesk', { exact: true }).waitFor({ timeout: minute })
  await row.getByText(answersAgain).waitFor({ timeout: 3 * minute })
  expect((await fetch(`http://${listener}/spacemesh.v2alpha1.NodeService/Status`, { method: 'POST', body: '{}' })).status).toBe(200)
  note('put right by the config editor, byte for byte, it starts and answers again')
}
