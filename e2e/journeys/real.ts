import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright'
import { defaultLayout } from '../../electron/devnet/rig/layout.ts'
import { startConsoleHost } from '../host/console-host.ts'
import { followState } from '../host/mirror.ts'
import { writeRealRig } from '../rig/real-rig.ts'
import type { Journey } from './journey.ts'
import { moveWithWizard } from './move.ts'
import { shows } from './see.ts'

const minute = 60_000
/** The rig of three real nodes needs its first start, its PoST data and its start before the network's first layer. */
const genesisMarginSeconds = 100

function startProgram(
  profile: string,
  { name, program, arguments: args }: { name: string; program: string; arguments: readonly string[] },
): void {
  const log = openSync(join(profile, `${name}.log`), 'a')
  const env = { ...process.env, LD_LIBRARY_PATH: dirname(program) }
  spawn(program, args, { stdio: ['ignore', log, log], detached: true, cwd: profile, env }).unref()
  closeSync(log)
}

/** Three real nodes and four real services, as a user has them before Smeshdesk: started by somebody else. */
async function startRealRig(profile: string, programs: string): Promise<void> {
  mkdirSync(profile, { recursive: true })
  const genesisSeconds = Math.ceil(Date.now() / 1000) + genesisMarginSeconds
  const { description } = await writeRealRig({
    folder: profile,
    programs,
    layout: defaultLayout({ speed: 1, portOffset: 0 }),
    genesisSeconds,
  })
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(description))
  const [network, ...others] = description.nodes
  if (network) startProgram(profile, network)
  const host = await startConsoleHost({ profile })
  const mirror = followState(await host.page())
  await mirror.when('the network node answers', 2 * minute, ({ nodes }) => nodes.Z?.reach === 'answers')
  for (const node of others) startProgram(profile, node)
  await mirror.when('all nodes answer', 2 * minute, ({ nodes }) => ['A', 'B'].every((name) => nodes[name]?.reach === 'answers'))
  mirror.stop()
  await host.end('SIGTERM')
  for (const service of description.services) startProgram(profile, service)
}

const published = (page: Page, name: string) => shows(page, name, [/k2pow|Due|Reading|proof/i, /ATX published/])

/** The same as on the simulated rig, with real nodes and services: an epoch is seen, then one identity is moved. */
export const realJourney = (programs: string): Journey => ({
  name: 'real programs: an epoch seen, an identity moved',
  prepare: (profile) => startRealRig(profile, programs),
  run: async ({ page }) => {
    await page.getByRole('link', { name: /Identities/ }).click()
    await page.getByText(/4 identities/).waitFor({ timeout: minute })
    const notes = [`a1 at A: ${(await published(page, 'a1')).join(', ')}`]
    notes.push(...(await moveWithWizard(page, async () => undefined)))
    await page.getByRole('link', { name: /Identities/ }).click()
    await page.getByRole('row').filter({ hasText: /^a1/ }).getByRole('cell', { name: 'B', exact: true }).waitFor({ timeout: minute })
    notes.push('a1 stands at B', `a1 at B: ${(await shows(page, 'a1', [/ATX published/])).join(', ')}`)
    return notes
  },
})
