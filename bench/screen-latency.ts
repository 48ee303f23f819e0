import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { until } from '../e2e/host/until.ts'
import type { Epoch } from '../electron/contract/model/basics.ts'
import { identitiesWords } from '../renderer/words/identities.ts'
import { stateWords } from '../renderer/words/states.ts'
import { type Change, delaysOf } from './changes.ts'
import { atxEvent } from './fake/events.ts'
import { identityHex } from './fake/identities.ts'
import { type LiveNode, startLiveNode } from './fake/live-node.ts'
import { type FakeOperator, startOperator } from './fake/operator.ts'
import { rigOf } from './fake/rig.ts'
import { type BenchFigure, quantile } from './figure.ts'
import { openDesk } from './open-desk.ts'
import { ownChangesMs, type RowSeen, rowsSeen, watchRows } from './page-watch.ts'

const identities = { streamed: 12, polled: 12, served: 4 }
const samplingMs = 33_000
const changes = { streamed: 200, polledEveryMs: 3_300, servedEveryMs: 4_600 }
/** PostStates near a cycle gap, and `/status` of a service at work. */
const pollMs = { postStates: 1_000, status: 2_000 }

const due = stateWords('due').title
const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)
const streamed = from(0, identities.streamed)
const polled = from(100, identities.polled)
const served = from(200, identities.served)
const listedAs = (indexes: readonly number[], proving: boolean) =>
  indexes.map((index) => ({ index, name: `identity-${index}.key`, proving }))
const soon = (ms: number) => wait(2 * ms * Math.random())

/** ATXs of ever newer epochs, one identity after the other, at random moments: only the stream tells of them. */
async function changeByStream(node: LiveNode, made: Change[]): Promise<void> {
  for (let turn = 0; turn < changes.streamed; turn += 1) {
    const index = streamed[turn % streamed.length] ?? 0
    const epoch = (1_000 + turn) as Epoch
    const word = identitiesWords.epoch(epoch)
    const at = node.send([atxEvent(index, epoch, Date.now())])
    made.push({ id: identityHex(index), at, shows: (cells) => cells.includes(word) })
    await soon(samplingMs / changes.streamed)
  }
}

/** PROVING and IDLE in turn at a node without events: only PostStates tells of them. */
async function changeByPoll(node: LiveNode, index: number, made: Change[]): Promise<void> {
  const end = Date.now() + samplingMs
  for (let proving = true; Date.now() < end; proving = !proving) {
    await soon(changes.polledEveryMs / 4)
    const expected = proving
    const at = node.setProving(index, proving)
    made.push({ id: identityHex(index), at, shows: (cells) => cells.some((cell) => cell.startsWith(due)) === expected })
    await wait((changes.polledEveryMs * 3) / 4)
  }
}

/** One hundredth more of the data read: only `/status` tells of it. */
async function changeByStatus(operator: FakeOperator, index: number, made: Change[]): Promise<void> {
  const end = Date.now() + samplingMs
  for (let percent = 2; Date.now() < end; percent += 1) {
    await soon(changes.servedEveryMs / 4)
    const at = operator.setPercent(percent)
    made.push({ id: identityHex(index), at, shows: (cells) => cells.includes(`${percent} %`) })
    await wait((changes.servedEveryMs * 3) / 4)
  }
}

interface Made {
  readonly streamed: Change[]
  readonly polled: Change[]
  readonly served: Change[]
}

const figure = (name: string, delays: readonly number[], rest: Pick<BenchFigure, 'bar' | 'baseline'>): BenchFigure => ({
  name: `${name}, p99 of ${delays.length}`,
  value: quantile(delays, 0.99),
  unit: 'ms',
  want: 'below',
  bar: rest.bar,
  baseline: `median ${quantile(delays, 0.5).toFixed(0)} ms; ${rest.baseline}`,
})

function figuresOf(made: Made, seen: readonly RowSeen[], floor: readonly number[]): BenchFigure[] {
  const own = `the page's own change until drawn: median ${quantile(floor, 0.5).toFixed(0)}, p99 ${quantile(floor, 0.99).toFixed(0)} ms`
  return [
    figure('event to pixels', delaysOf(made.streamed, seen), { bar: 250, baseline: own }),
    figure('PostStates to pixels, asked each second', delaysOf(made.polled, seen), { bar: pollMs.postStates + 250, baseline: own }),
    figure('/status to pixels, asked each 2 s', delaysOf(made.served, seen), { bar: pollMs.status + 250, baseline: own }),
  ]
}

/** From a change at its source to the pixels of a page: 28 identities, two nodes and four services that change at the same time. */
export async function screenLatency(): Promise<readonly BenchFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-bench-data-'))
  const telling = await startLiveNode(listedAs(streamed, false))
  const silent = await startLiveNode([...listedAs(polled, false), ...listedAs(served, true)])
  const operators = await Promise.all(served.map((index) => startOperator(index, join(folder, `data-${index}`))))
  const nodes = [
    { name: 'telling', address: telling.address, events: true },
    { name: 'silent', address: silent.address, events: false },
  ]
  const services = operators.map(({ address }, at) => {
    const name = `service-${served[at]}`
    return { name, dataFolder: join(folder, `data-${served[at]}`), node: 'silent', operatorAddress: address }
  })
  const desk = await openDesk(rigOf(nodes, services), { width: 1600, height: 1500 })
  const made: Made = { streamed: [], polled: [], served: [] }
  try {
    const rows = identities.streamed + identities.polled + identities.served
    await until('all rows are on the screen', { deadlineMs: 20_000 }, async () => (await desk.page.locator('tr[data-id]').count()) === rows)
    await until(
      'all services are seen at work',
      { deadlineMs: 20_000 },
      async () => (await desk.page.getByText('1 %', { exact: true }).count()) === served.length,
    )
    await watchRows(desk.page)
    await Promise.all([
      changeByStream(telling, made.streamed),
      ...polled.map((index) => changeByPoll(silent, index, made.polled)),
      ...served.map((index, at) => operators[at] && changeByStatus(operators[at], index, made.served)),
    ])
    await wait(pollMs.status + 500)
    const floor = await ownChangesMs(desk.page, 100)
    return figuresOf(made, await rowsSeen(desk.page), floor)
  } finally {
    await desk.close()
    await Promise.all([telling.stop(), silent.stop(), ...operators.map(({ stop }) => stop())])
    rmSync(folder, { recursive: true, force: true })
  }
}
