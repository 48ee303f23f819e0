import { until } from '../host/until.ts'
import { pressAct, stopService } from './by-screens.ts'
import { signal } from './causes.ts'
import { momentsOf } from './network.ts'
import { quietTimeInRound } from './scenes.ts'
import { begins, delays, pause, type Stage, serviceOf, trouble } from './stage.ts'
import type { Trouble } from './trouble.ts'

const seen = /^I have seen it$/
/** Into the proof, not before it. */
const intoProofMs = 4_000

const lost = (what: Pick<Trouble, 'name' | 'marks' | 'rows' | 'states' | 'says'>, withinMs: number): Trouble =>
  trouble({ ...what, act: seen, withinMs })

async function acknowledge(stage: Stage, what: Trouble): Promise<void> {
  stage.book.end(what.name)
  await pressAct(stage.page, what.says, seen)
  await stage.watch.gone(what)
}

/** Stands still from before the soft deadline until after the next round began: its ATX comes, and too late for that round. */
export async function lateProof(stage: Stage): Promise<Trouble> {
  const { network } = stage.oracle
  const epoch = await quietTimeInRound(stage, 'a2', 5_000)
  const { open, soft, close, hard } = momentsOf(network, epoch)
  const { dataFolder } = serviceOf(stage, 'a2')
  await pause(open + intoProofMs)
  signal(dataFolder, 'SIGSTOP')
  stage.watch.note(`a2's service stands still in the gap of epoch ${epoch}`)
  await pause(soft)
  const late = trouble({
    name: 'late: past the soft deadline',
    rows: ['a2'],
    states: /^(Late|At risk|Not connected)$/,
    says: /^a2: (late|at risk|not connected)/,
    act: /a2’s service|log|evidence|Show|Correct/,
    withinMs: delays.clock,
    goneMs: delays.atx,
  })
  await begins(stage, late)
  await pause(close + 2_000)
  signal(dataFolder, 'SIGCONT')
  const at = await until('the late ATX is at the node', { deadlineMs: hard - Date.now() }, () => stage.oracle.publishedAt('a2', epoch))
  if (at <= close) throw new Error('the ATX came in time')
  stage.book.end(late.name)
  const published = lost(
    {
      name: 'published late: missed the next round',
      rows: [],
      states: /^(Published late|Not in this round|Accepted|ATX published|Reading|k2pow|Due)$/,
      says: new RegExp(`^(a2|.*\\ba2\\b.*\\)) published late in epoch ${epoch}\\..*: epoch ${epoch + 2} is lost\\.`),
    },
    delays.atx,
  )
  await begins(stage, published)
  await stage.watch.gone(late)
  return published
}

/** Stopped by its own button before the gap, and left so until the publish epoch is over. */
export async function missedEpoch(stage: Stage): Promise<Trouble> {
  const { network } = stage.oracle
  const epoch = await quietTimeInRound(stage, 'b1', 18_000)
  const { open, soft, hard } = momentsOf(network, epoch)
  const start = /^Start b1’s service$/
  const at = (what: Pick<Trouble, 'name' | 'states' | 'says' | 'withinMs'>) => trouble({ ...what, rows: ['b1'], act: start })
  await stopService(stage.page, serviceOf(stage, 'b1'))
  const [before, due, late] = [
    at({ name: 'missed epoch: stopped before the gap', states: /^Service stopped$/, says: /^b1 can’t prove at/, withinMs: delays.process }),
    at({ name: 'missed epoch: the proof is wanted', states: /^At risk$/, says: /^b1: at risk\./, withinMs: delays.process }),
    at({ name: 'missed epoch: late', states: /^Late$/, says: /^b1: late\./, withinMs: delays.clock }),
  ]
  await begins(stage, before)
  await pause(open)
  stage.book.goesOn(before.name)
  await begins(stage, due)
  await pause(soft)
  stage.book.goesOn(due.name)
  await begins(stage, late)
  await pause(hard)
  if (stage.oracle.publishedAt('b1', epoch) !== null) throw new Error('b1 published although its service stood still')
  stage.book.goesOn(late.name)
  const missed = lost(
    {
      name: 'missed epoch: lost',
      rows: ['b1'],
      // Its row tells what it does by then, and beside it what was lost; it never looks as if all were well.
      states: /^/,
      marks: /not seen by you yet/,
      says: new RegExp(`^(b1|.*\\bb1\\b.*\\)) missed epoch ${epoch}\\..*: epochs ${epoch + 1} and ${epoch + 2} are lost\\.`),
    },
    delays.atx,
  )
  await begins(stage, missed)
  return missed
}

/** Its service runs again; the loss is told until somebody has seen it, at least through the epoch after it. */
export async function seeLosses(stage: Stage, losses: readonly Trouble[]): Promise<void> {
  for (const loss of losses) await acknowledge(stage, loss)
}
