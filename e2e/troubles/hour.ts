import type { ConsoleHost } from '../host/console-host.ts'
import type { Surroundings } from '../journeys/journey.ts'
import type { OutsideRig } from '../rig/outside-rig.ts'
import type { Book } from './book.ts'
import { addAndStart, addNode, isSynced, openNode, pressAct, startNode } from './by-screens.ts'
import { lateProof, missedEpoch, seeLosses } from './epoch-scenes.ts'
import { isCalm } from './judge.ts'
import { hostKilledInMove, watchedPages } from './move-scene.ts'
import { epochAt, momentsOf, networkOf } from './network.ts'
import { startOracle } from './oracle.ts'
import { dataCut, keyBroken, keyDoubled, nodeKilled, serviceStopped } from './scenes.ts'
import { nodeOf, pause, type Stage, serviceOf } from './stage.ts'
import { watch } from './watch.ts'

const epochsToCalm = 4

/** From an empty profile: the network's node as it is found, two more and their services started from the screens. */
async function bringIn(stage: Stage): Promise<void> {
  const { page } = stage
  await page.getByRole('link', { name: 'Add a node' }).first().click()
  const found = page.getByRole('listitem').filter({ hasText: nodeOf(stage, 'Z').dataFolder })
  await found.getByRole('button', { name: 'Use it' }).click({ timeout: 60_000 })
  const keep = page.locator('button:not([aria-disabled])', { hasText: 'Add this node' })
  await keep.click({ timeout: 60_000 })
  await keep.waitFor({ state: 'detached', timeout: 60_000 })
  for (const name of ['A', 'B']) {
    await addNode(page, nodeOf(stage, name))
    await startNode(page, name)
  }
  for (const name of ['a1', 'a2', 'b1']) await addAndStart(page, serviceOf(stage, name), true)
  await addAndStart(page, serviceOf(stage, 'z1'), false)
  for (const name of ['Z', 'A', 'B']) {
    await openNode(page, name)
    await isSynced(page, name)
  }
}

/** Everybody published in time, nothing is open, and the page says both. */
async function allCalm({ oracle, watch: watched }: Stage, what: string): Promise<void> {
  const deadlineMs = epochsToCalm * oracle.network.epochMs
  await watched.when(what, deadlineMs, ({ table }) => {
    const epoch = epochAt(oracle.network, Date.now())
    const all = oracle.published(epoch) === 4 || (Date.now() < momentsOf(oracle.network, epoch).close && oracle.published(epoch - 1) === 4)
    return isCalm(table) && all
  })
  watched.note(`CALM    ${what}`)
  await watched.picture(what)
}

/** Two losses side by side: one is told through the whole epoch after it, until it is seen. */
async function losses(stage: Stage): Promise<void> {
  const missed = await missedEpoch(stage)
  await pressAct(stage.page, /^b1/, /^Start b1’s service$/)
  const late = await lateProof(stage)
  const epoch = epochAt(stage.oracle.network, Date.now())
  await pause(momentsOf(stage.oracle.network, epoch).hard)
  await seeLosses(stage, [missed, late])
}

export async function anHourOfTroubles(around: Surroundings, rig: OutsideRig, options: { speed: number; book: Book }): Promise<string[]> {
  const { page, context, host, profile, work } = around
  const network = networkOf(options.speed, rig.nodes[0]?.arguments ?? [])
  const oracle = startOracle(rig, network)
  const { book } = options
  await page.getByRole('link', { name: 'Add a node' }).first().waitFor({ timeout: 60_000 })
  const watching = watch(await watchedPages(page), { book, oracle })
  const stage: Stage = { page, rig, oracle, book, watch: watching }
  let second: ConsoleHost | null = null
  try {
    await bringIn(stage)
    await allCalm(stage, 'calm before the troubles')
    for (const scene of [serviceStopped, nodeKilled, keyBroken, keyDoubled, dataCut]) await scene(stage)
    await losses(stage)
    await allCalm(stage, 'calm between')
    const after = await hostKilledInMove(stage, { running: host, profile, env: { HOME: work } }, context)
    second = after.host
    await allCalm(after.stage, 'calm at the end')
  } finally {
    await watching.end()
    oracle.stop()
    await second?.end('SIGKILL')
  }
  return notesOf(book)
}

const seconds = (ms: number | null): string => (ms === null ? 'never' : `${(ms / 1000).toFixed(1)} s`)

function notesOf(book: Book): string[] {
  const { samples, calmSamples, troubles, violations } = book.figures()
  const untold = troubles.filter(({ toldMs }) => toldMs === null).map(({ name }) => `never told in full: ${name}`)
  const faults = [...untold, ...violations]
  if (faults.length > 0) throw new Error(faults.join('; '))
  return [
    `${samples} looks, ${calmSamples} of them calm, 0 violations`,
    ...troubles.map(({ name, toldMs, sentence }) => `${name}: told after ${seconds(toldMs)}: ${sentence}`),
  ]
}
