import { join } from 'node:path'
import type { RigLayout } from '../../../electron/devnet/rig/layout.ts'
import { answerFacts, askAnswers, recordedAnswers } from './api-answers.ts'
import { Network } from './network.ts'
import { NodeObserver, watchStatuses } from './observer.ts'
import { Progress, untilSeen } from './progress.ts'
import type { Names, StatusSample } from './record.ts'
import { RunClock } from './run-clock.ts'
import type { RunOutcome, RunTools } from './run-tools.ts'
import { statusFacts } from './status-facts.ts'
import { openTap } from './tap.ts'
import { lateStartNote, missedEpochs, missedNote, nodeFacts } from './trace.ts'

const UNITS = { diskA_post1: 2, diskA_post2: 3, diskB_post1: 6, diskC_post1: 16 }
const FOREIGN = 'foreign'
const NONCES: Readonly<Record<string, number>> = { diskA_post2: 32, diskC_post1: 128 }
/** How many nonces a proof tries is compared nowhere; on the real programs more of them cost minutes of a busy machine. */
const FEWEST_NONCES = 16
const TAP_OFFSET = 100

/** The layout of `run-remote`: one node with the PoET inside, four identities on three disks. */
function layoutOf({ speed, ports, simulated }: RunTools): RigLayout {
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
        nonces: simulated ? (NONCES[name] ?? FEWEST_NONCES) : FEWEST_NONCES,
        operatorPort: ports + 51 + index,
      })),
      { name: FOREIGN, node: 'node', units: 1, nonces: 16, operatorPort: ports + 62, withoutKey: true },
    ],
  }
}

const OWNERS = Object.keys(UNITS)

const bodyOf = (samples: readonly StatusSample[], name: string): string => samples.findLast(({ service }) => service === name)?.body ?? ''

/** True when every service proves: the recorded stop of the node came in the middle of all proofs. */
const allProve = (samples: readonly StatusSample[]): boolean => OWNERS.every((name) => bodyOf(samples, name).startsWith('{"Proving"'))

/** What no clock of the run rules: starts of programs, answers, refusals. */
const PATIENCE_MS = 600_000
/** Longest wait for what the recorded run saw within seconds, where going on without it only shows a difference. */
const SEEN_MS = 60_000
/** Seconds before genesis that the recorded run began at. */
const LEAD = 100

/** Does what the recorded timeline did, at the same moments of the run; resolves with what was seen. */
export async function runRemote(tools: RunTools): Promise<RunOutcome> {
  const layout = layoutOf(tools)
  const { rig, ids, genesisSeconds } = await tools.makeRig(layout, LEAD)
  const clock = new RunClock(genesisSeconds, tools.speed)
  const network = new Network(rig, tools.folder, () => observer.started())
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
  const names: Names = new Map(Object.entries(ids).flatMap(([name, id]) => (name === FOREIGN ? [] : [[id, name]])))
  const foreignId = ids[FOREIGN] ?? FOREIGN
  const progress = new Progress(observer.record.events, names, clock.times)
  const watching = watchStatuses(operators, statuses, looking.signal)
  const start = (name: string, changed: Readonly<Record<string, string>> = {}, slot = name) =>
    network.startService(name, { ...tapped, ...changed }, slot)
  let lateFor: number | null = null
  const heard: ReturnType<typeof answerFacts>[] = []
  const ask = async (moment: string) => {
    const recorded = recordedAnswers(join(tools.recordings, 'run-remote', `api-${moment}.json`))
    heard.push(answerFacts(moment, recorded, await askAnswers(recorded.keys(), addresses)))
  }
  try {
    // The real node takes what time it needs; the simulated one is started when the recorded one was.
    if (tools.simulated) await clock.until(-49)
    network.startNode('node')
    await network.answers('node', PATIENCE_MS)
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
    await clock.until(30)
    await untilSeen(() => tap.calls.some(({ messages }) => JSON.stringify(messages).includes(foreignId)), SEEN_MS)
    await network.stop('service-foreign')
    await clock.until(40)
    await ask('epoch0')
    await clock.when({
      from: 124,
      latest: 128,
      seen: (epoch) => progress.registered(OWNERS, epoch) && !progress.published(OWNERS, epoch),
      what: 'were all registered before the gap opened',
    })
    await network.stop('service-diskC_post1')
    await clock.until(136)
    start('diskC_post1', { '--nonces': '512' })
    await clock.until(147)
    await untilSeen(() => bodyOf(statuses, 'diskC_post1').includes('"end":512'), SEEN_MS)
    await network.stop('service-diskC_post1', 'SIGKILL')
    await clock.until(149)
    start('diskC_post1')
    await clock.until(180)
    await ask('epoch1')
    await clock.until(243)
    await ask('epoch2')
    await clock.when({ from: 249, latest: 257, seen: () => allProve(statuses), what: 'did all services prove at once' })
    await network.stop('node')
    await clock.until(258)
    network.startNode('node')
    await clock.until(362)
    await network.answers('node', PATIENCE_MS)
    await ask('epoch3')
    await clock.when({
      from: 385,
      // A real node that comes back after registration has opened is told apart; a simulated one is given more time.
      latest: tools.simulated ? 392 : 404,
      seen: (epoch) => progress.between(OWNERS, epoch),
      what: 'had all published before the next registration',
    })
    await network.stop('node', 'SIGKILL')
    await clock.until(387)
    network.startNode('node')
    await network.answers('node', PATIENCE_MS)
    lateFor = tools.simulated ? null : clock.lateFor()
    await clock.until(460)
    await clock.untilSeen(475, () => progress.registered(OWNERS, Math.floor(clock.now) + 1))
    await ask('epoch3-late')
    looking.abort()
    await watching
    await Promise.all(OWNERS.map((name) => network.stop(`service-${name}`)))
    await network.stop('node')
  } finally {
    looking.abort()
    await network.stopAll()
    await observer.close()
    tap.close()
  }
  const unfit = new Set(lateFor === null ? [] : [lateFor])
  const watched = { times: clock.times, endedAt: clock.now, excusesLate: !tools.simulated, unfit }
  const late = missedEpochs(observer.record, names, watched)
  return {
    got: Object.assign({ ...nodeFacts(observer.record, names, watched), ...statusFacts(statuses) }, ...heard.map(({ got }) => got)),
    alsoExpected: Object.assign({}, ...heard.map(({ expected }) => expected)),
    missing: heard.flatMap(({ missing }) => missing),
    notes: [...late.map(missedNote), ...[...unfit].map(lateStartNote), ...clock.notes],
  }
}
