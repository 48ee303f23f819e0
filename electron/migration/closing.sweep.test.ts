import { beforeEach, expect, test } from 'vitest'
import { createMigration, type Migration } from './index.ts'
import { makeKey } from './testing/keys.io.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'

const keys = [makeKey(), makeKey(), makeKey()] as const
let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const request = () => ({ identity: rig.moving.id, source: names.source, target: names.target })

/** Counts what the running batch asks and does from now on, and acts at the n-th. */
function atPoint(n: number, act: () => void): { points: number } {
  const counted = { points: 0 }
  const point = () => {
    counted.points += 1
    if (counted.points === n) act()
  }
  rig.meanwhile = {
    effect: () => {
      point()
      return 'do'
    },
    question: point,
  }
  return counted
}

async function pointsOfAMove(): Promise<number> {
  const { plan } = await migration.scan(request())
  const counted = atPoint(-1, () => undefined)
  await migration.begin({ ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
  await migration.rested()
  return counted.points
}

test('closed at any point of a move: nothing is asked or done afterwards, and the next start takes it to its end', async () => {
  const points = await pointsOfAMove()
  expect(points).toBeGreaterThan(60)
  for (let n = 1; n <= points; n += 2) {
    rig = new MemoryRig(keys)
    migration = createMigration(rig.deps())
    const { plan } = await migration.scan(request())
    let closed: Promise<void> = Promise.resolve()
    atPoint(n, () => {
      closed = migration.close()
    })
    const begun = await migration
      .begin({ ...request(), hash: plan?.hash ?? '', words: plan?.consentWords ?? '' })
      .catch((error: unknown) => String(error))
    await closed
    await migration.rested()
    const after = atPoint(-1, () => undefined)
    const rows = migration.rows()
    await new Promise((resolve) => setImmediate(resolve))
    expect(after.points).toBe(0)
    expect(rows.every(({ activity }) => activity !== 'running')).toBe(true)
    if (typeof begun === 'string') continue
    const next = createMigration(rig.deps())
    await next.open()
    await next.resume(begun.batch, plan?.consentWords ?? '').catch(() => undefined)
    await next.rested()
    expect({ n, state: next.rows()[0]?.state, loadable: rig.loadableAt() }).toEqual({ n, state: 'moved', loadable: [names.target] })
    expect(rig.nodes.violations).toEqual([])
  }
})
