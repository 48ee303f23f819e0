import type { Page } from 'playwright'
import { until } from '../host/until.ts'
import type { Surroundings } from '../journeys/fixtures.ts'
import type { OutsideRig } from '../rig/outside-rig.ts'
import { addAndStart, addNode, isSynced, openNode, startNode } from './by-screens.ts'
import { isCalm } from './judge.ts'
import { type Epoch, type KillFigure, killedOnce, looked, notSo, type Running, toIdentities } from './killed-once.ts'
import { epochAt, momentsOf, networkOf } from './network.ts'
import { type Oracle, startOracle } from './oracle.ts'
import { watchProving } from './proving.ts'
import { pause } from './stage.ts'

/** Before the gap opens the first kill, its start and its screens are over. */
const leadMs = 15_000
const epochsToCalm = 6
const lookEveryMs = 250
/** The app hears of the last ATX by its own polls. */
const settledMs = 8_000

export interface KilledFigures {
  readonly programs: number
  readonly kills: readonly KillFigure[]
  /** How often services told how far they are, and when that was less than before. */
  readonly readings: number
  readonly back: readonly string[]
  readonly identities: number
  readonly published: number
  readonly inTime: number
  readonly looks: number
  /** What was asked of a person, or shown as trouble, and was not so. */
  readonly asked: readonly string[]
  /** What the rows said at the end. */
  readonly rows: readonly string[]
}

/** All of it is started by the app, from its screens. */
async function bringIn(page: Page, { nodes, services }: OutsideRig): Promise<void> {
  for (const node of nodes) {
    await addNode(page, node)
    await startNode(page, node.name)
  }
  for (const service of services) await addAndStart(page, service, true)
  for (const { name } of nodes) {
    await openNode(page, name)
    await isSynced(page, name)
  }
}

/** Everybody was in time in an epoch, the page is calm, and the next gap is far enough ahead: gives the epoch of that gap. */
async function calmBefore(page: Page, { services }: OutsideRig, oracle: Oracle): Promise<number> {
  const { network } = oracle
  await toIdentities(page)
  return until('calm, with everybody in a round', { deadlineMs: epochsToCalm * network.epochMs, everyMs: 500 }, async () => {
    const epoch = epochAt(network, Date.now() - network.shiftMs) + 1
    const { close } = momentsOf(network, epoch - 1)
    const inRound = services.every(({ name }) => (oracle.publishedAt(name, epoch - 1) ?? Number.POSITIVE_INFINITY) < close)
    const look = await looked(page)
    return inRound && look !== null && isCalm(look) && Date.now() < momentsOf(network, epoch).open - leadMs ? epoch : null
  })
}

/** Reads one page after the other, all the time. */
function watchPages(stage: Epoch) {
  const asked = new Set<string>()
  let [page, looks, rows]: [Page | null, number, readonly string[]] = [null, 0, []]
  const read = async () => {
    const look = page === null ? null : await looked(page)
    if (look === null) return
    looks += 1
    rows = look.rows.map(({ name, state }) => `${name} ${state}`)
    for (const said of notSo(stage, look)) asked.add(said)
  }
  const timer = setInterval(() => void read(), lookEveryMs)
  return {
    use: (next: Page | null) => {
      page = next
    },
    stop: () => {
      clearInterval(timer)
      return { looks, asked: [...asked], rows }
    },
  }
}

interface Kills {
  readonly first: Running
  readonly kept: (running: Running) => void
}

/** Before its gap, while a proof is made, after the first ATX. */
async function killThrice(stage: Epoch, { first, kept }: Kills): Promise<Omit<KilledFigures, 'programs' | 'readings' | 'back'>> {
  const { rig, oracle, proving, epoch, moments } = stage
  const { services } = rig
  const watching = watchPages(stage)
  const kills: KillFigure[] = []
  let running = first
  const kill = async (moment: string) => {
    watching.use(null)
    const { figure, ...next } = await killedOnce(stage, moment, running)
    running = next
    kept(next)
    kills.push(figure)
    watching.use(next.page)
  }
  const patience = { deadlineMs: moments.hard - Date.now() }
  await kill('before the gap')
  await until('a service proves', patience, () => services.some(({ name }) => proving.proves(name)))
  await kill(`while ${services.filter(({ name }) => proving.proves(name)).length} proofs are made`)
  await until('the first ATX', patience, () => oracle.published(epoch) > 0)
  await kill(`after ${oracle.published(epoch)} of ${services.length} ATXs`)
  await until('the last ATX', { deadlineMs: moments.hard - Date.now() }, () => oracle.published(epoch) === services.length).catch(
    () => null,
  )
  await pause(Date.now() + settledMs)
  const inTime = services.filter(({ name }) => (oracle.publishedAt(name, epoch) ?? Number.POSITIVE_INFINITY) < moments.close).length
  const said = watching.stop()
  return {
    kills,
    identities: services.length,
    published: oracle.published(epoch),
    inTime,
    ...said,
    asked: [...kills.flatMap(({ meanwhile }) => meanwhile), ...said.asked],
  }
}

/** The app is killed three times in one epoch over programs that it has started. `measured` hears what came of it. */
export async function killedInAnEpoch(
  around: Surroundings,
  rig: OutsideRig,
  { speed, measured }: { readonly speed: number; readonly measured: (figures: KilledFigures) => void },
): Promise<void> {
  const network = networkOf(speed, rig.nodes[0]?.arguments ?? [])
  let last: Running = around
  await around.page.getByRole('link', { name: 'Add a node' }).first().waitFor({ timeout: 60_000 })
  await bringIn(around.page, rig)
  const oracle = startOracle(rig, network)
  const proving = watchProving(rig)
  try {
    const epoch = await calmBefore(around.page, rig, oracle)
    proving.anew()
    const kept = (running: Running) => {
      last = running
    }
    const stage = { around, rig, oracle, proving, epoch, moments: momentsOf(network, epoch) }
    const figures = await killThrice(stage, { first: around, kept })
    const { readings, back } = proving
    measured({ ...figures, programs: rig.nodes.length + rig.services.length, readings, back })
  } finally {
    proving.stop()
    oracle.stop()
    await last.host.end('SIGKILL')
  }
}
