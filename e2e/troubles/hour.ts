import type { ConsoleHost } from '../host/console-host.ts'
import { until } from '../host/until.ts'
import type { Surroundings } from '../journeys/fixtures.ts'
import type { OutsideRig } from '../rig/outside-rig.ts'
import type { Book } from './book.ts'
import { addAndStart, addNode, isSynced, openNode, pressAct, startNode } from './by-screens.ts'
import { lateProof, missedEpoch, seeLosses } from './epoch-scenes.ts'
import { isCalm, type Looks } from './judge.ts'
import { hostKilledInMove, watchedPages } from './move-scene.ts'
import { epochAt, momentsOf, networkOf } from './network.ts'
import { startOracle } from './oracle.ts'
import { dataCut, keyBroken, keyDoubled, nodeKilled, serviceStopped } from './scenes.ts'
import { nodeOf, pause, type Stage, serviceOf } from './stage.ts'
import { watch } from './watch.ts'

const epochsToCalm = 6
/** The oracle asks each half second, and a busy node answers later. */
const sawMs = 1_000
const goneMs = 15_000

/** From an empty profile: three nodes by pasting, two of them and three services started from the screens; the network’s own run. */
async function bringIn(stage: Stage): Promise<void> {
  const { page } = stage
  for (const name of ['Z', 'A', 'B']) {
    await addNode(page, nodeOf(stage, name))
    if (name !== 'Z') await startNode(page, name)
  }
  for (const name of ['a1', 'a2', 'b1']) await addAndStart(page, serviceOf(stage, name), true)
  await addAndStart(page, serviceOf(stage, 'z1'), false)
  for (const name of ['Z', 'A', 'B']) {
    await openNode(page, name)
    await isSynced(page, name)
  }
}

/** What may be told without being planned, and whether it is so: by when the network node had the ATX, if ever. */
const unplanned: readonly { readonly said: RegExp; readonly isSo: (at: number | null, close: number) => boolean }[] = [
  { said: / published late in epoch (\d+)\./, isSo: (at, close) => at !== null && at >= close - sawMs },
  { said: / missed epoch (\d+)\./, isSo: (at) => at === null },
  // Follows from an epoch that was missed or late before.
  { said: / (?:is|are) not in the PoET round for epoch (\d+)\./, isSo: (at) => at === null },
]

/** A machine that is busy may lose an epoch by itself: what is told of that must be so, and is marked as seen. */
async function seeUnplanned({ page, oracle, watch: watched }: Stage, { list }: Looks): Promise<void> {
  for (const { text } of list.list ?? [])
    for (const { said, isSo } of unplanned) {
      const found = new RegExp(`^(?:\\w+ identities \\()?([\\w, ]+?)\\)?${said.source}`).exec(text)
      if (found === null) continue
      const [sentence, names = '', epoch = ''] = found
      const { close } = momentsOf(oracle.network, Number(epoch))
      const untrue = names.split(', ').filter((name) => !isSo(oracle.publishedAt(name, Number(epoch)), close))
      if (untrue.length > 0) throw new Error(`not so of ${untrue.join()}: ${sentence}`)
      watched.note(`SEEN    ${sentence}`)
      await pressAct(page, new RegExp(`^${sentence.replaceAll(/[()]/g, '.')}`), /^I have seen it$/)
      // The looks are half a second apart, and one of before the press would have it pressed again.
      await until(`gone: ${sentence}`, { deadlineMs: goneMs }, () =>
        watched.last()?.list.list?.every((one) => !one.text.startsWith(sentence)),
      )
      return
    }
}

/** Everybody published in time, nothing is open, and the page says both. */
async function allCalm(stage: Stage, what: string, everybody: 'published' | 'rests'): Promise<void> {
  const { oracle, watch: watched } = stage
  const isSo = () => {
    if (everybody === 'rests') return true
    const epoch = epochAt(oracle.network, Date.now())
    return oracle.published(epoch) === 4 || (Date.now() < momentsOf(oracle.network, epoch).close && oracle.published(epoch - 1) === 4)
  }
  await until(what, { deadlineMs: epochsToCalm * oracle.network.epochMs, everyMs: 500 }, async () => {
    const looks = watched.last()
    if (looks !== null) await seeUnplanned(stage, looks)
    return looks !== null && isCalm(looks.table) && isSo()
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
  await page.getByRole('link', { name: 'Add a node' }).first().waitFor({ timeout: 120_000 })
  const watching = watch(await watchedPages(page), { book, oracle })
  const stage: Stage = { page, rig, oracle, book, watch: watching }
  let second: ConsoleHost | null = null
  try {
    await bringIn(stage)
    await allCalm(stage, 'calm before the troubles', 'rests')
    for (const scene of [serviceStopped, nodeKilled, keyBroken, keyDoubled, dataCut]) await scene(stage)
    await losses(stage)
    await allCalm(stage, 'calm between', 'rests')
    book.closeGone()
    const after = await hostKilledInMove(stage, { running: host, profile, env: { HOME: work } }, context)
    second = after.host
    await allCalm(after.stage, 'calm at the end', 'published')
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
