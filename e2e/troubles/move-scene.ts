import type { BrowserContext, Page } from 'playwright'
import { type ConsoleHost, startConsoleHost } from '../host/console-host.ts'
import { until } from '../host/until.ts'
import { begin, planMove } from '../journeys/move.ts'
import { secondTab } from './by-screens.ts'
import { quietTime } from './scenes.ts'
import { begins, delays, nodeOf, pause, type Stage, serviceOf, trouble } from './stage.ts'
import type { WatchedPages } from './watch.ts'

const minute = 60_000
/** Long enough that the page has noticed, and tried again in vain. */
const withoutHostMs = 12_000

export const watchedPages = async (page: Page): Promise<WatchedPages> => ({
  table: await secondTab(page, '#/identities'),
  list: await secondTab(page, '#/activity'),
})

export interface Host {
  readonly running: ConsoleHost
  readonly profile: string
  readonly env: Readonly<Record<string, string>>
}

const noPicture = () => Promise.resolve()

/** The host dies as soon as the move has stopped the source; what it has stopped stands still, and the open pages say so. */
async function killInMove(stage: Stage, { running }: Host): Promise<void> {
  await quietTime(stage, 20_000)
  await planMove(stage.page, { identity: 'a1', from: 'A', to: 'B' }, noPicture)
  await begin(stage.page)
  const source = nodeOf(stage, 'A').dataFolder
  await until('the move has stopped its source', { deadlineMs: 2 * minute }, () => stage.oracle.processes(source).length === 0)
  await stage.page.close()
  await running.end('SIGKILL')
  const killed = trouble({
    name: 'host killed in a move: no host',
    rows: [],
    states: /^/,
    says: /^Smeshdesk does not answer\. .*(was|were) stopped by a move and waits?\./,
    act: null,
    counted: false,
    withinMs: delays.process,
  })
  await begins(stage, killed)
  await pause(Date.now() + withoutHostMs)
  stage.book.end(killed.name)
}

async function isAsBefore(stage: Stage): Promise<void> {
  const { oracle } = stage
  const folders = [...['A', 'B'].map((name) => nodeOf(stage, name)), ...['a1', 'a2', 'b1'].map((name) => serviceOf(stage, name))]
  await until('everything runs as before the move', { deadlineMs: minute }, () =>
    folders.every(({ dataFolder }) => oracle.processes(dataFolder).length === 1),
  )
  if (oracle.keyAt('a1').join() !== 'A') throw new Error(`a1's key lies at ${oracle.keyAt('a1').join(' and ') || 'no node'}`)
}

/** Put back by the screen of the new host: the safer of the two ways that the page offers. */
async function putBack(stage: Stage): Promise<void> {
  const { page, watch } = stage
  const waits = trouble({
    name: 'host killed in a move: the move waits',
    rows: ['a1'],
    states: /^(Held by a move|Stopped by a move)$/,
    says: /^A move waits for you: a1\./,
    act: /^Open the move$/,
    withinMs: delays.process,
    goneMs: delays.start,
  })
  await begins(stage, waits)
  await page.getByRole('region', { name: 'Worst open alert' }).getByRole('link', { name: 'Open the move' }).click({ timeout: minute })
  const notice = page.getByRole('region', { name: 'The move waits for you' })
  await notice.getByText(/stands? still.*stopped by this move/).waitFor({ timeout: minute })
  watch.note(`the move's page says: ${(await notice.innerText()).split('\n').join(' / ')}`)
  await notice.getByRole('heading', { name: 'Let it go on' }).waitFor()
  await page.screenshot({ path: watch.pictureFile('move-waits') })
  await notice.getByRole('button', { name: 'Stop and put everything back…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Put everything back' }).click()
  // Decided: from here on it is at work, and waits for nobody.
  stage.book.end(waits.name)
  await page.getByRole('heading', { name: 'Put back.' }).waitFor({ timeout: 3 * minute })
  await watch.gone(waits)
  await isAsBefore(stage)
}

/** Gives back the new host, which must be ended. */
export async function hostKilledInMove(stage: Stage, host: Host, context: BrowserContext): Promise<{ stage: Stage; host: ConsoleHost }> {
  await killInMove(stage, host)
  stage.watch.use(null)
  const running = await startConsoleHost(host)
  const page = await context.newPage()
  await page.goto(running.link)
  // It may open on its start page, which has no strip.
  await page
    .getByRole('link', { name: /Identities|Go to/ })
    .first()
    .click({ timeout: minute })
  await page.getByRole('region', { name: 'Worst open alert' }).waitFor({ timeout: minute })
  const after = { ...stage, page }
  stage.watch.use(await watchedPages(page))
  await putBack(after)
  return { stage: after, host: running }
}
