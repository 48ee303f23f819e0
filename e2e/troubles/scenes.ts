import { join } from 'node:path'
import { until } from '../host/until.ts'
import { openNode, pressAct, stopService } from './by-screens.ts'
import { breakKey, cutDataFile, doubleKey, signal } from './causes.ts'
import { momentsOf, nextGap } from './network.ts'
import { begins, delays, nodeOf, pause, type Stage, serviceOf, trouble } from './stage.ts'

/** Long enough before a gap that a person could still act. */
const leadMs = 18_000

/** Up to a quiet time between two gaps, in which every ATX of the epoch is out. */
export async function quietTime({ oracle }: Stage, leastMs: number): Promise<number> {
  const { network } = oracle
  const next = nextGap(network, Date.now(), leastMs)
  await pause(momentsOf(network, next - 1).close)
  return next
}

/** A quiet time after which an identity's proof is wanted: its ATX of the epoch before came before the round began. */
export async function quietTimeInRound(stage: Stage, identity: string, leastMs: number): Promise<number> {
  const { oracle } = stage
  const { network } = oracle
  return until(`${identity} is in a round`, { deadlineMs: 5 * network.epochMs, everyMs: 500 }, async () => {
    const next = await quietTime(stage, leastMs)
    return (oracle.publishedAt(identity, next - 1) ?? Number.POSITIVE_INFINITY) < momentsOf(network, next - 1).close ? next : null
  })
}

export async function serviceStopped(stage: Stage): Promise<void> {
  const next = await quietTimeInRound(stage, 'a1', leadMs)
  await stopService(stage.page, serviceOf(stage, 'a1'))
  const stopped = trouble({
    name: 'service stopped before a gap',
    rows: ['a1'],
    states: /^(Service stopped|At risk)$/,
    says: /^a1 can’t prove at \d+:\d+|^a1: at risk\.\s*The node wants a proof, and its service/,
    act: /^Start a1’s service$/,
    withinMs: delays.process,
  })
  await begins(stage, stopped)
  stage.watch.note(`the gap of epoch ${next} opens in ${momentsOf(stage.oracle.network, next).open - Date.now()} ms`)
  // Ended here, not after the press: the page may be quicker than this script.
  stage.book.end(stopped.name)
  await pressAct(stage.page, stopped.says, /^Start a1’s service$/)
  await stage.watch.gone(stopped)
}

export async function dataCut(stage: Stage): Promise<void> {
  const { dataFolder } = serviceOf(stage, 'a2')
  const mend = cutDataFile(dataFolder)
  const cut = trouble({
    name: 'data file cut',
    rows: ['a2'],
    states: /^Data broken$/,
    says: /^a2: .*(data|file|whole|complete|size|short)/i,
    act: /./,
    withinMs: delays.data,
  })
  await begins(stage, cut)
  mend()
  await stage.watch.gone(cut)
}

export async function nodeKilled(stage: Stage): Promise<void> {
  const { dataFolder } = nodeOf(stage, 'B')
  const pids = signal(dataFolder, 'SIGKILL')
  await until('the killed node is gone', { deadlineMs: 5_000 }, () => !pids.some((pid) => stage.oracle.processes(dataFolder).includes(pid)))
  const killed = trouble({
    name: 'node killed',
    rows: ['b1'],
    states: /^Node ended$/,
    says: /^B has ended\./,
    act: /^Start B$/,
    withinMs: delays.process,
    goneMs: delays.start,
  })
  await begins(stage, killed)
  const part = await openNode(stage.page, 'B')
  await part
    .getByText(/SIGKILL|killed|ended from outside/i)
    .first()
    .waitFor({ timeout: delays.process })
  stage.watch.note(`its page says: ${(await part.innerText()).split('\n').slice(0, 8).join(' / ')}`)
  stage.book.end(killed.name)
  await pressAct(stage.page, killed.says, /^Start B$/)
  await stage.watch.gone(killed)
}

export async function keyBroken(stage: Stage): Promise<void> {
  const mend = breakKey(join(nodeOf(stage, 'A').dataFolder, 'identities', 'a1.key'))
  const broken = trouble({
    name: 'key broken',
    rows: ['a1', 'a2'],
    states: /^(Key defective|Next start fails|Disagree)$/,
    says: /^(A|a1): .*defective/i,
    act: /node|Show|Look/,
    withinMs: delays.keys,
  })
  await begins(stage, broken)
  mend()
  await stage.watch.gone(broken)
}

export async function keyDoubled(stage: Stage): Promise<void> {
  const from = join(nodeOf(stage, 'A').dataFolder, 'identities', 'a1.key')
  const mend = doubleKey(from, join(nodeOf(stage, 'B').dataFolder, 'identities', 'a1.key'))
  if (stage.oracle.keyAt('a1').join() !== 'A,B') throw new Error('the key was not doubled')
  const doubled = trouble({
    name: 'key doubled',
    rows: ['a1'],
    states: /^Key twice$/,
    says: /^a1: .*key/i,
    act: /node|Show|Look/,
    withinMs: delays.keys,
  })
  await begins(stage, doubled)
  mend()
  await stage.watch.gone(doubled)
}
