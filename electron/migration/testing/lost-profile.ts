import { createMigration, type Migration } from '../index.ts'
import { type MemoryKey, MemoryRig, names } from './memory-rig.ts'

type Keys = readonly [MemoryKey, MemoryKey, MemoryKey]

const acts = ['stop', 'start', 'stop-service', 'start-service', 'hold', 'release']
const requestOf = (rig: MemoryRig) => ({ identity: rig.moving.id, source: names.source, target: names.target })

async function planOf(rig: MemoryRig, migration: Migration) {
  const { plan } = await migration.scan(requestOf(rig))
  return { ...requestOf(rig), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' }
}

/** A move whose program loses the lock of its profile at the n-th effect or question. */
export interface LostMove {
  readonly rig: MemoryRig
  readonly migration: Migration
  readonly words: string
  /** Effects and questions of the whole run. */
  readonly points: number
  /** What was done all the same. */
  readonly after: readonly string[]
}

export async function loseProfileAt(keys: Keys, n: number): Promise<LostMove> {
  const rig = new MemoryRig(keys)
  const migration = createMigration(rig.deps())
  const plan = await planOf(rig, migration)
  const after: string[] = []
  let points = 0
  // SQLite writes several files in one act, which can't be cut.
  let inOneAct = false
  const point = (what: string, isAct: boolean) => {
    points += 1
    inOneAct &&= what.startsWith('database ')
    if (!rig.ours && isAct && !inOneAct) after.push(what)
    if (points !== n) return
    rig.ours = false
    inOneAct = what.startsWith('database ')
  }
  rig.meanwhile = {
    effect: ({ name, path }) => {
      // A file that is open is made durable, which changes nothing in it.
      point(`${name} ${path}`, name !== 'sync')
      return 'do'
    },
    question: (name) => point(name, acts.includes(name)),
  }
  await migration.begin(plan).catch(() => undefined)
  await migration.rested()
  return { rig, migration, words: plan.words, points, after }
}

/** The profile is lost at every `stride`-th point of a move: what was done all the same. */
export async function sweepLostProfile(keys: Keys, stride: number): Promise<string[]> {
  const { points } = await loseProfileAt(keys, -1)
  for (let n = 1; n <= points; n += stride) {
    const { after } = await loseProfileAt(keys, n)
    if (after.length > 0) return [`after the loss of the profile at ${n}: ${after.join(', ')}`]
  }
  return []
}

/** Two plans of one identity begun in the same moment: how many moves came of it, when it was not one. */
export async function beginTwice(keys: Keys): Promise<string[]> {
  const rig = new MemoryRig(keys)
  const migration = createMigration(rig.deps())
  const plans = [await planOf(rig, migration), await planOf(rig, migration)]
  await Promise.allSettled(plans.map((plan) => migration.begin(plan)))
  await migration.rested()
  const begun = migration.rows().length
  return begun === 1 ? [] : [`${begun} moves of one identity begun at once`]
}
