import type { Happening } from './happenings.ts'
import { type MemoryKey, MemoryRig } from './memory-rig.ts'
import { Schedule } from './schedule.io.ts'

/** More effects than this are never un-synced at one moment; the sweep would say so. */
const pendingLimit = 10

export interface Sweep {
  /** Moments at which the power failed. */
  readonly points: number
  /** States of the disk that were tried: every subset of what wasn't durable, lost bytes whole or torn. */
  readonly states: number
  readonly violations: readonly { readonly happenings: readonly Happening[]; readonly says: readonly string[] }[]
}

const lose = (after: number, kept: number, torn: boolean): Happening => ({ after, kind: 'lose-power', kept, torn })

/** How many effects are un-synced, and whether any of them is of bytes, at each step of a move that nothing disturbs but `before`. */
async function pendingAtEachStep(
  keys: readonly [MemoryKey, MemoryKey, MemoryKey],
  before: readonly Happening[],
): Promise<{ count: number; bytes: boolean }[]> {
  const rig = new MemoryRig(keys)
  const schedule = new Schedule(rig, before)
  const pending: { count: number; bytes: boolean }[] = []
  const { meanwhile } = rig
  rig.meanwhile = {
    effect: (one) => {
      pending.push({ count: rig.disk.pendingCount, bytes: rig.disk.bytesPending })
      return meanwhile.effect(one)
    },
    question: (name) => {
      pending.push({ count: rig.disk.pendingCount, bytes: rig.disk.bytesPending })
      meanwhile.question(name)
    },
  }
  await schedule.run()
  return pending
}

/**
 * The power fails at every step of the real executor, in every way it can: for each subset of un-synced effects the disk is left so,
 * both nodes are started at once, and the move is run again to its end. `before` happens first, such as a click on abort.
 */
export async function sweepPowerLoss(
  keys: readonly [MemoryKey, MemoryKey, MemoryKey],
  before: readonly Happening[],
  stopAtFirst = false,
): Promise<Sweep> {
  const pending = await pendingAtEachStep(keys, before)
  const used = before.reduce((sum, { after }) => sum + after + 1, 0)
  const violations: { happenings: readonly Happening[]; says: readonly string[] }[] = []
  let states = 0
  const enough = () => stopAtFirst && violations.length > 0
  const attempt = async (happenings: readonly Happening[]) => {
    states++
    const { violations: says } = await new Schedule(new MemoryRig(keys), happenings).run()
    if (says.length > 0) violations.push({ happenings, says })
  }
  // First of all: where a sync is missing, the states to try are soon too many.
  for (const [step, { count }] of pending.entries())
    if (step >= used && count > pendingLimit) violations.push({ happenings: [], says: [`${count} effects are un-synced at step ${step}`] })
  for (const [step, { count, bytes }] of pending.entries()) {
    if (step < used || enough()) continue
    for (let kept = 0; kept < 1 << Math.min(count, pendingLimit); kept++)
      for (const torn of bytes ? [false, true] : [false]) await attempt([...before, lose(step - used, kept, torn)])
  }
  return { points: pending.length - used, states, violations }
}

/** One thing happens once, at each step of a move in turn, or at each `every`-th. */
export async function sweepOnce(
  keys: readonly [MemoryKey, MemoryKey, MemoryKey],
  kind: Happening['kind'],
  { stopAtFirst = false, torn = false, every = 1 } = {},
): Promise<Sweep> {
  const points = (await pendingAtEachStep(keys, [])).length
  const violations: { happenings: readonly Happening[]; says: readonly string[] }[] = []
  for (let after = 0; after < points && !(stopAtFirst && violations.length > 0); after += every) {
    const happenings = [{ after, kind, kept: 0, torn }]
    const { violations: says } = await new Schedule(new MemoryRig(keys), happenings).run()
    if (says.length > 0) violations.push({ happenings, says })
  }
  return { points, states: points, violations }
}
