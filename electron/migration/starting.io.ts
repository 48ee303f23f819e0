import type { MoveProblem } from '../contract/model/move-lists.ts'
import { saw } from '../contract/seen.ts'
import { judgeSilence } from '../silence/index.ts'
import { requireBound } from './bound.io.ts'
import { inTheWay } from './consent-names.ts'
import { Frozen, type MoveContext, Paused, record } from './context.ts'
import { loadableNames } from './disk-facts.ts'
import { seenElsewhere } from './exclusive.io.ts'
import { readDisk } from './key-files.io.ts'
import type { Side } from './sides.ts'
import { endSide } from './silence.io.ts'
import { afterStart, askAgainMs, gaveUp, noStarts } from './start-law.ts'
import { StandsInTheWay } from './world.ts'

/** A node's API needs up to 16 s (recordings), a loaded machine longer. */
const answerDeadlineMs = 5 * 60_000
/** An answer without the identity means that the node was started before the key was there, if it stays so for this long. */
const absentForMs = 10_000

const otherOf = (side: Side): Side => (side === 'source' ? 'target' : 'source')

/** Whoever stands in the place of what is to be started is a person's to end. */
export const restWhere =
  (problem: MoveProblem, what: 'node' | 'service') =>
  (error: unknown): never => {
    throw error instanceof StandsInTheWay ? new Paused(problem, error.message, inTheWay(error.processes, what)) : error
  }

/**
 * Starts a node, judged by its folder as it is now. Without any key it would make a new local.key (docs/protocol.md §1): then it stays
 * stopped, and the journal says so.
 */
export async function startSide(context: MoveContext, side: Side): Promise<'started' | 'runs' | 'no-key'> {
  const { plan, batch } = context
  const { world } = context.side[side]
  const keysThere = async () => (await readDisk(context))[side].folder
  const { node } = plan[side]
  const elsewhere = loadableNames(await keysThere(), plan.identity).length > 0 ? await seenElsewhere(context, side) : null
  if (elsewhere !== null) {
    // Where it is the other of the two, that one was started by this move and is ended first.
    await lacksIdentity(context, otherOf(side))
    throw new Paused('key-elsewhere', elsewhere)
  }
  await requireBound(context, [side])
  if (!(await keysThere()).entries.some(({ kind }) => kind === 'key')) {
    await record(context, ['EVIDENCE', 'stays-stopped'], { evidence: { node, because: saw('no-key') } })
    return 'no-key'
  }
  if (side === 'source') await context.sourceLock.release()
  const started = await world.startNode(node, batch).catch(restWhere(`${side}-active`, 'node'))
  return started ? 'started' : 'runs'
}

async function isSilent({ side: sides, plan }: MoveContext, side: Side): Promise<boolean> {
  return judgeSilence(await sides[side].world.silenceOf(plan[side].node)).verdict === 'silent-proven'
}

/**
 * The last net under everything: the node that is not to have the key doesn't list it, whatever folder it loads. When it does it is
 * ended first and judged then; where its end can't be proven, the other one ends too.
 */
async function lacksIdentity(context: MoveContext, side: Side): Promise<boolean | null> {
  const { plan } = context
  const { node } = plan[side]
  const listed = await context.side[side].world.listed(node, plan.identity)
  if (listed !== true) return listed === null ? null : true
  await endSide(context, side)
  const ended = await isSilent(context, side)
  if (!ended) await endSide(context, otherOf(side))
  throw new Frozen(`listed-at-${side}`, `${saw('listed-by', node)}; ${saw(ended ? 'service-stopped' : 'end-unproven', node)}`)
}

/** Waits until a node that was started lists what it has loaded, or has ended again. */
export async function awaitLacking(context: MoveContext, side: Side): Promise<void> {
  const { clock, plan } = context
  const began = clock.monotonicMs()
  while ((await lacksIdentity(context, side)) === null && !(await isSilent(context, side))) {
    const elapsed = clock.monotonicMs() - began
    if (elapsed >= answerDeadlineMs) throw new Paused('no-answer', plan[side].node)
    await clock.wait(askAgainMs(elapsed))
  }
}

/**
 * Waits until the node lists the identity, and sees to it that the other doesn't. A node that runs without it was started before its
 * key lay there, and is restarted; one that doesn't run is started.
 */
export async function bringUp(context: MoveContext, side: Side): Promise<void> {
  const { clock, plan } = context
  const { world } = context.side[side]
  const { node } = plan[side]
  const began = clock.monotonicMs()
  let starts = noStarts
  const start = async () => {
    if (clock.monotonicMs() < starts.nextAt) return
    if (gaveUp(starts) && (await isSilent(context, side))) throw new Paused('refuses-to-start', world.lastWords(node))
    const did = await startSide(context, side)
    if (did === 'no-key') throw new Paused('not-listed', `${node}: ${saw('no-key')}`)
    if (did === 'started') starts = afterStart(starts, clock.monotonicMs())
  }
  let absentSince: number | null = null
  while (clock.monotonicMs() - began < answerDeadlineMs) {
    await lacksIdentity(context, otherOf(side))
    const listed = await world.listed(node, plan.identity)
    if (listed === true) return
    if (listed === null) {
      absentSince = null
      await start()
    } else if (absentSince === null) absentSince = clock.monotonicMs()
    else if (clock.monotonicMs() - absentSince >= absentForMs) {
      await record(context, ['EVIDENCE', 'restart'], { evidence: { node, because: saw('runs-without-it', node) } })
      const others = await endSide(context, side)
      if (others.length > 0) throw new Paused(`${side}-active`, saw('runs-without-it', node), others)
      await start()
      absentSince = null
    }
    await clock.wait(askAgainMs(clock.monotonicMs() - began))
  }
  throw new Paused('not-listed', node)
}
