import type { Page } from 'playwright'
import { type ConsoleHost, startConsoleHost } from '../host/console-host.ts'
import { until } from '../host/until.ts'
import type { Surroundings } from '../journeys/fixtures.ts'
import type { OutsideRig } from '../rig/outside-rig.ts'
import { isSynced } from './by-screens.ts'
import type { Moments } from './network.ts'
import { type Oracle, processesOf } from './oracle.ts'
import { lookAtPage, type PageLook } from './page-look.ts'
import type { Proving } from './proving.ts'
import { pause } from './stage.ts'

/** As long as any due start of the law would take. */
const startsMs = 3_000
/** Longer than the bar, so that what is short of it is measured. */
const patienceMs = 30_000
const healthy = /^(Accepted|Waiting for gap|Due|k2pow|Reading|Proof ready|ATX published)$/
const atProof = /^(k2pow|Reading|Proof ready|ATX published)$/

/** One epoch, with all that is known of it without the app. */
export interface Epoch {
  readonly around: Surroundings
  readonly rig: OutsideRig
  readonly oracle: Oracle
  readonly proving: Proving
  readonly epoch: number
  readonly moments: Moments
}

export interface Running {
  readonly host: ConsoleHost
  readonly page: Page
}

export interface KillFigure {
  readonly moment: string
  /** From the start of the app until its screens were right; `null`: they never were. */
  readonly screensMs: number | null
  /** Nodes and services that are the very process that they were before, and the only one. */
  readonly same: number
  /** Processes of them that were not there before. */
  readonly others: number
  /** What was asked of a person before they were right, and was not so. */
  readonly meanwhile: readonly string[]
  /** What the screens said until then, one after the other, each with its milliseconds. */
  readonly course: readonly string[]
}

const pidsOf = ({ nodes, services }: OutsideRig): ReadonlyMap<string, readonly number[]> =>
  new Map([...nodes, ...services].map(({ name, dataFolder }) => [name, processesOf(dataFolder)]))

/** `null` while the page is not there. */
export const looked = (page: Page): Promise<PageLook | null> => page.evaluate(lookAtPage).catch(() => null)
export const toIdentities = (page: Page) => page.evaluate(() => window.location.assign('#/identities'))

const asked = 'asked'
const says = (state: string, { strip, title }: PageLook): string => `${state}; ${title}; ${strip.text}`

/** What a page shows as trouble or asks of a person, where nothing is wrong but what is late by the network's own clock. */
export function notSo({ rig, oracle, epoch, moments }: Epoch, look: PageLook): string[] {
  const late = rig.services.filter(({ name }) => Date.now() > moments.soft && oracle.publishedAt(name, epoch) === null)
  const isSo = (text: string) => late.some(({ name }) => text.includes(name))
  const { rows, strip, title } = look
  const asks = !strip.quiet && ['warn', 'bad', 'odd'].includes(strip.tone) && !isSo(strip.text)
  const counts = /^\(\d+\) /.test(title) && late.length === 0
  const wrong = rows.filter(({ name, state }) => !healthy.test(state) && !isSo(name))
  return [...(asks || counts ? [says(asked, look)] : []), ...wrong.map(({ name, state }) => says(`${name} ${state}`, look))]
}

/** What the table of identities must say at least: asked before it is looked at. */
function mustSay({ rig, oracle, proving, epoch }: Epoch): ReadonlyMap<string, RegExp> {
  const stateOf = (name: string) => {
    if (oracle.publishedAt(name, epoch) !== null) return /^ATX published$/
    return proving.proves(name) ? atProof : healthy
  }
  return new Map(rig.services.map(({ name }) => [name, stateOf(name)]))
}

interface Told {
  readonly right: boolean
  readonly ms: number
  readonly meanwhile: readonly string[]
  readonly course: readonly string[]
}

/** Waits until the identities, then the nodes, are told right. `began`: by the clock of performance. */
async function toldRight(stage: Epoch, page: Page, began: number): Promise<Told> {
  const [meanwhile, course] = [new Set<string>(), new Map<string, number>()]
  const sinceStart = () => Math.round(performance.now() - began)
  const told = (right: boolean): Told => ({
    right,
    ms: sinceStart(),
    meanwhile: [...meanwhile],
    course: [...course].map(([said, ms]) => `${ms} ms: ${said}`),
  })
  const identitiesRight = async () => {
    const wanted = mustSay(stage)
    const look = await looked(page)
    if (look === null) return false
    const said = says(look.rows.map(({ name, state }) => `${name} ${state}`).join(), look)
    if (!course.has(said)) course.set(said, sinceStart())
    const wrong = notSo(stage, look)
    for (const one of wrong) if (one.startsWith(asked)) meanwhile.add(one)
    const right = look.rows.filter(({ name, state }) => wanted.get(name)?.test(state)).length
    return right === wanted.size && look.rows.length === wanted.size && wrong.length === 0
  }
  try {
    await until('the identities are told right', { deadlineMs: patienceMs }, identitiesRight)
    course.set('identities right', sinceStart())
    await page.evaluate(() => window.location.assign('#/nodes'))
    for (const { name } of stage.rig.nodes) await isSynced(page, name)
    return told(true)
  } catch {
    return told(false)
  }
}

/** The app is killed hard, and started again as a person does it. */
export async function killedOnce(stage: Epoch, moment: string, running: Running): Promise<Running & { readonly figure: KillFigure }> {
  const { around, rig } = stage
  const before = pidsOf(rig)
  await running.page.close()
  await running.host.end('SIGKILL')
  const began = performance.now()
  const host = await startConsoleHost({ profile: around.profile, env: { HOME: around.work } })
  const page = await around.context.newPage()
  await page.goto(host.link)
  await page
    .getByRole('link', { name: /Identities/ })
    .first()
    .click()
  const { right, ms, ...told } = await toldRight(stage, page, began)
  await toIdentities(page)
  await pause(Date.now() + startsMs)
  const after = pidsOf(rig)
  const same = [...before].filter(([name, pids]) => pids.length === 1 && after.get(name)?.join() === pids.join()).length
  const others = [...after].flatMap(([name, pids]) => pids.filter((pid) => !before.get(name)?.includes(pid))).length
  return { host, page, figure: { moment, screensMs: right ? ms : null, same, others, ...told } }
}
