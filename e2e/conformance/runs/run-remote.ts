import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { RigLayout } from '../../../electron/devnet/rig/layout.ts'
import { answerFacts, askAnswers, recordedAnswers } from './api-answers.ts'
import { Network, RunClock } from './network.ts'
import { NodeObserver, watchStatuses } from './observer.ts'
import { type RunOutcome, type RunTools, startTime } from './run-tools.ts'
import { openTap } from './tap.ts'
import { nodeFacts, type StatusSample, statusFacts } from './trace.ts'

const UNITS = { diskA_post1: 2, diskA_post2: 3, diskB_post1: 6, diskC_post1: 16 }
const FOREIGN = 'foreign'
const NONCES: Readonly<Record<string, number>> = { diskA_post2: 32, diskC_post1: 128 }
const TAP_OFFSET = 100

/** The layout of `run-remote`: one node with the PoET inside, four identities on three disks. */
function layoutOf({ speed, ports }: RunTools): RigLayout {
  return {
    layerMs: 6000 / speed,
    layersPerEpoch: 20,
    phaseShiftMs: 60_000 / speed,
    cycleGapMs: 50_000 / speed,
    gracePeriodMs: 15_000 / speed,
    labelsPerUnit: 524_288,
    maxFileSize: 33_554_432,
    k1: 12,
    k2: 20,
    powDifficulty: '7f'.padEnd(64, 'f'),
    maxUnits: 32,
    poetPort: ports + 10,
    nodes: [
      {
        name: 'node',
        standalone: true,
        ports: { public: ports + 92, private: ports + 93, post: ports + 94, json: ports + 95, p2p: ports + 96 },
      },
    ],
    identities: [
      ...Object.entries(UNITS).map(([name, units], index) => ({
        name,
        node: 'node',
        units,
        nonces: NONCES[name] ?? 16,
        operatorPort: ports + 51 + index,
      })),
      { name: FOREIGN, node: 'node', units: 1, nonces: 16, operatorPort: ports + 62, withoutKey: true },
    ],
  }
}

/** Waits until something was seen, as the recorded step came after it; a busy machine may need longer than the clock says. */
async function untilSeen(seen: () => boolean, deadlineMs: number): Promise<void> {
  const deadline = Date.now() + deadlineMs
  while (!seen() && Date.now() < deadline) await wait(10)
}

/** True when every service proves: the recorded stop of the node came in the middle of all proofs. */
const allProve = (samples: readonly StatusSample[]): boolean =>
  Object.keys(UNITS).every((name) => samples.findLast(({ service }) => service === name)?.body?.startsWith('{"Proving"') === true)

const SEEN_MS = 10_000

/** Does what the recorded timeline did, at the same moments of the run; resolves with what was seen. */
export async function runRemote(tools: RunTools): Promise<RunOutcome> {
  const layout = layoutOf(tools)
  const genesisSeconds = startTime(tools, 100)
  const { rig, ids } = await tools.makeRig(layout, genesisSeconds)
  const network = new Network(rig, tools.folder)
  const clock = new RunClock(genesisSeconds, tools.speed)
  const { ports } = tools
  const tap = await openTap(ports + 94 + TAP_OFFSET, ports + 94)
  const tapped = { '--address': `http://127.0.0.1:${ports + 94 + TAP_OFFSET}` }
  const statuses: StatusSample[] = []
  const looking = new AbortController()
  const operators = Object.fromEntries(
    rig.services.filter(({ name }) => name !== FOREIGN).map(({ name, operatorAddress }) => [name, operatorAddress]),
  )
  const { addresses, dataFolder } = network.node('node')
  const observer = new NodeObserver({ private: addresses.private, post: addresses.post, dataFolder }, tap.calls)
  const watching = watchStatuses(operators, statuses, looking.signal)
  const start = (name: string, changed: Readonly<Record<string, string>> = {}, slot = name) =>
    network.startService(name, { ...tapped, ...changed }, slot)
  const heard: ReturnType<typeof answerFacts>[] = []
  const ask = async (moment: string) => {
    const recorded = recordedAnswers(join(tools.recordings, 'run-remote', `api-${moment}.json`))
    heard.push(answerFacts(moment, recorded, await askAnswers(recorded.keys(), addresses)))
  }
  try {
    await clock.until(-49)
    network.startNode('node')
    await network.answers('node', 60_000)
    await ask('before-genesis')
    start('diskA_post1')
    start('diskA_post2')
    await clock.until(3)
    start('diskB_post1')
    await clock.until(8)
    start('diskC_post1')
    start('diskA_post1', { '--operator-address': `127.0.0.1:${ports + 61}` }, 'duplicate')
    await clock.until(14)
    await untilSeen(() => tap.calls.some(({ end }) => end.startsWith('status 2')), SEEN_MS)
    await network.stop('service-duplicate')
    await clock.until(18)
    start(FOREIGN)
    const before = tap.calls.length
    await clock.until(30)
    await untilSeen(() => tap.calls.slice(before).some(({ messages }) => messages.length >= 2), SEEN_MS)
    await network.stop('service-foreign')
    await clock.until(40)
    await ask('epoch0')
    await clock.until(124)
    await network.stop('service-diskC_post1')
    await clock.until(136)
    start('diskC_post1', { '--nonces': '512' })
    await clock.until(147)
    await network.stop('service-diskC_post1', 'SIGKILL')
    await clock.until(149)
    start('diskC_post1')
    await clock.until(180)
    await ask('epoch1')
    await clock.until(243)
    await ask('epoch2')
    await clock.until(249)
    await untilSeen(() => allProve(statuses), 20_000 / tools.speed)
    await network.stop('node')
    await clock.until(258)
    network.startNode('node')
    await clock.until(362)
    await ask('epoch3')
    await clock.until(385)
    await network.stop('node', 'SIGKILL')
    await clock.until(387)
    network.startNode('node')
    await clock.until(460)
    await ask('epoch3-late')
    looking.abort()
    await watching
    await Promise.all(Object.keys(UNITS).map((name) => network.stop(`service-${name}`)))
    await network.stop('node')
  } finally {
    looking.abort()
    await network.stopAll()
    await observer.close()
    tap.close()
  }
  const names = new Map(
    Object.entries(ids)
      .filter(([name]) => name !== FOREIGN)
      .map(([name, id]) => [id, name]),
  )
  return {
    got: Object.assign({ ...nodeFacts(observer.record, names, ''), ...statusFacts(statuses) }, ...heard.map(({ got }) => got)),
    alsoExpected: Object.assign({}, ...heard.map(({ expected }) => expected)),
    missing: heard.flatMap(({ missing }) => missing),
  }
}
