import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { startConsoleHost } from '../host/console-host.ts'
import { layNetworkPrograms } from '../rig/network-programs.ts'
import { isFilled, paste } from './door.ts'
import { onPrograms, programsFolder, type Surroundings, test } from './fixtures.ts'
import { note } from './looks.ts'

const minute = 60_000
/** On a busy machine real services may take some epochs for their first proof. */
const patienceMs = 20 * minute
/** As short as the real programs were recorded to bear on a small machine; devnet’s prove faster. */
const recordedClock = { Layer: '6s', 'Layers in an epoch': '20', 'Phase shift': '60s', 'Cycle gap': '50s', 'Grace period': '15s' }
const shortClock = { Layer: '6s', 'Layers in an epoch': '10', 'Phase shift': '30s', 'Cycle gap': '25s', 'Grace period': '12s' }
const clock = programsFolder === null ? shortClock : recordedClock

/** Dark and light, beside the report of this run. */
async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), fullPage: true })
  }
}

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
  await page.getByLabel('Sizes').fill('4, 6, 3')
  await page.getByLabel('Genesis').fill(await genesisIn(page, 150_000))
}

type Around = Pick<Surroundings, 'page' | 'context' | 'host' | 'profile' | 'work'>

/** Ends the app in the midst of it as a power cut does, and opens it again: nothing goes on until somebody says so. */
async function killedMeanwhile({ page, context, host, profile, work }: Around) {
  await page.close()
  await host.end('SIGKILL')
  const again = await startConsoleHost({ profile, env: { HOME: work } })
  const next = await context.newPage()
  await next.goto(again.link)
  await next.goto(`${new URL(again.link).origin}/#/networks/own`)
  await next.getByText('Smeshdesk was closed or ended meanwhile.').waitFor({ timeout: minute })
  await next.getByRole('button', { name: 'Go on' }).click()
  return { again, page: next }
}

const keysIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.key'))

test(
  onPrograms('a network of one’s own, from an empty profile to its first ATXs'),
  async ({ page: first, context, host, profile, work }) => {
    test.setTimeout(60 * minute)
    const programs = programsFolder ?? layNetworkPrograms(join(work, 'programs'), 4)
    await first.getByRole('link', { name: 'New network' }).click()
    await fillForm(first, programs, work)
    const plan = first.getByRole('region', { name: 'The plan' })
    await plan.getByText('config.json, as it is written at first').waitFor()
    await plan.getByText('config.json, as it is written at first').scrollIntoViewIfNeeded()
    await picture(first, 'network-plan')
    await first.getByRole('button', { name: 'Make this network' }).click()
    await first.getByRole('heading', { name: 'own', level: 1 }).waitFor()
    await first.getByRole('listitem').filter({ hasText: 'The PoET’s key learned' }).getByText('now').waitFor({ timeout: minute })
    const { again, page } = await killedMeanwhile({ page: first, context, host, profile, work })
    try {
      await page.getByText('It is made: its node and its services are entries of your rig.').waitFor({ timeout: 5 * minute })
      await picture(page, 'network-made')
      const own = join(work, 'own')
      expect(keysIn(join(own, 'node', 'identities'))).toEqual(['own-1.key', 'own-2.key', 'own-3.key'])
      expect(keysIn(join(own, 'unused'))).toContain('local.key')
      for (const name of readdirSync(join(own, 'post'))) expect(keysIn(join(own, 'post', name))).toEqual([])
      const config = JSON.parse(readFileSync(join(own, 'config.json'), 'utf8')) as {
        api: { 'grpc-json-listener': string }
        main: { 'poet-servers': { pubkey: string }[] }
      }
      expect(config.main['poet-servers'][0]?.pubkey).toHaveLength(44)
      note('made: three keys in one place each, the PoET’s key in the config')
      await published(page)
      await publishedTwice(config.api['grpc-json-listener'])
      await refusedAndMended(page, join(own, 'config.json'))
    } finally {
      await again.end('SIGTERM')
    }
  },
)

/** Through its first gap. */
async function published(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Identities' }).first().click()
  for (const name of ['own-1', 'own-2', 'own-3'])
    await page.getByRole('row').filter({ hasText: name }).getByText('ATX published').waitFor({ timeout: patienceMs })
  await picture(page, 'network-published')
  note('all three published')
}

/** Through a second epoch: by the node’s own word, each identity has two ATXs. */
async function publishedTwice(listener: string): Promise<void> {
  const counts = async (): Promise<number[]> => {
    const answer = await fetch(`http://${listener}/spacemesh.v2alpha1.ActivationService/List`, { method: 'POST', body: '{"limit":100}' })
    const { activations } = (await answer.json()) as { activations: { smesherId: string }[] }
    const bySmesher = new Map<string, number>()
    for (const { smesherId } of activations) bySmesher.set(smesherId, (bySmesher.get(smesherId) ?? 0) + 1)
    return [...bySmesher.values()]
  }
  await expect.poll(async () => (await counts()).filter((count) => count >= 2).length, { timeout: patienceMs, intervals: [3000] }).toBe(3)
  note('each published in two epochs')
}

/** A refusal is foreseen from the config and told in words; a start that got through all the same hangs, and is told too. Put right by the config editor, it starts. */
async function refusedAndMended(page: Page, config: string): Promise<void> {
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
  await start()
  await page
    .getByText('Synced')
    .first()
    .waitFor({ timeout: 3 * minute })
  note('put right by the config editor, byte for byte, it starts again')
}
