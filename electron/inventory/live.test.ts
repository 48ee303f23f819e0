import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RigName } from '../contract/model/basics.ts'
import { createKeyReader } from '../identities/index.ts'
import { createDataReader } from '../post/index.ts'
import { lookingFs } from '../storage/index.ts'
import { manualClock } from '../time/testing/manual-clock.ts'
import { createInventory } from './inventory.io.ts'
import type { LookTools } from './look.io.ts'
import { createSurroundings } from './surroundings.io.ts'

const key =
  '24d639f149536af991e7e9bbcf7b6173826781c2d67e2c3aa625eb9e4775cb3a2e15539b77f91d39c1b7007ccbbe6c8d62facc32aa6aea51150a19b3b78ea62a'

function opened(tools: Partial<LookTools> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'inventory-live-'))
  const write = (path: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), key, { mode: 0o600 })
  }
  write('home/identities/a.key')
  const added: string[] = []
  const { clock, advance } = manualClock(1_000_000)
  const inventory = createInventory({
    places: () => ({
      nodes: [{ name: 'home' as RigName, dataFolder: join(folder, 'home') }],
      services: [],
      batches: join(folder, 'b'),
      added,
    }),
    tools: { keys: createKeyReader(), data: createDataReader(), surroundings: createSurroundings(), fs: lookingFs(), ...tools },
    clock,
    barrier: { failed: (error) => expect.unreachable(String(error)) },
  })
  /** Resolves when the inventory tells that it is so. */
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => holds() && resolve()
      inventory.onChange(look)
      look()
    })
  onTestFinished(() => {
    inventory.close()
    rmSync(folder, { recursive: true })
  })
  return { folder, write, added, inventory, advance, until }
}

test('it looks by itself, again and again, and what stayed the same is the same list of the same rows', async () => {
  const { inventory, write, advance, until } = opened()
  expect(inventory.state()).toMatchObject({ lookedAt: null })
  await until(() => inventory.state().lookedAt === 1_000_000)
  const first = inventory.rows()
  expect(first.map(({ checks }) => checks.map(({ id }) => id))).toEqual([['key-only-copy']])
  await advance(15_000)
  await until(() => inventory.state().lookedAt === 1_015_000)
  expect(inventory.rows()).toBe(first)
  write('home/spare.key')
  await advance(15_000)
  await until(() => inventory.state().lookedAt === 1_030_000)
  expect(inventory.rows().map(({ checks }) => checks)).toEqual([[]])
})

test('a folder that a person adds is looked into at once', async () => {
  const { inventory, added, write, folder, advance, until } = opened()
  await until(() => inventory.state().lookedAt !== null)
  write('disk/identities/b.key')
  added.push(join(folder, 'disk'))
  inventory.look()
  await advance(0)
  await until(() => inventory.state().added.length === 1)
  expect(inventory.rows()[0]?.checks[0]?.id).toBe('key-loadable-twice')
})

test('a look that hangs is stopped by a person: what was seen before stays, and that it is old is said', async () => {
  let hang = false
  const reader = createKeyReader()
  const never = new Promise<never>(() => undefined)
  const { inventory, advance, until } = opened({ keys: { look: (path, follow) => (hang ? never : reader.look(path, follow)) } })
  await until(() => inventory.state().lookedAt !== null)
  const before = inventory.rows()
  hang = true
  await advance(15_000)
  inventory.look()
  await until(() => inventory.state().looking?.done === 1)
  inventory.stop()
  await until(() => inventory.state().stopped && inventory.state().looking === null)
  expect(inventory.rows()).toBe(before)
  hang = false
  await advance(15_000)
  await until(() => !inventory.state().stopped && inventory.state().lookedAt === 1_030_000)
})

test('a place that has not answered yet holds up no other: it is said, and what it held before stays', async () => {
  let hangs = ''
  const reader = createKeyReader()
  const never = new Promise<never>(() => undefined)
  const { folder, write, added, inventory, advance, until } = opened({
    keys: { look: (path, follow) => (hangs !== '' && path.includes(hangs) ? never : reader.look(path, follow)) },
  })
  await until(() => inventory.state().lookedAt !== null)
  write('disk/identities/b.key')
  write('other/identities/c.key')
  added.push(join(folder, 'disk'))
  hangs = '/disk/'
  inventory.look()
  await advance(0)
  await until(() => inventory.state().looking?.done === 2)
  await advance(1_000)
  await until(() => inventory.state().unread.length === 1)
  expect(inventory.state().unread).toEqual([{ path: join(folder, 'disk'), detail: '["not-yet"]' }])
  expect(inventory.rows()[0]?.copies).toHaveLength(1)
  inventory.stop()
  await until(() => inventory.state().looking === null)
  hangs = ''
  inventory.look()
  await advance(0)
  await until(() => inventory.rows()[0]?.copies.length === 2)
  const before = inventory.rows()
  hangs = '/disk/'
  added.push(join(folder, 'other'))
  await until(() => inventory.state().looking === null)
  inventory.look()
  await advance(0)
  await until(() => inventory.state().looking?.done === 3)
  await advance(1_000)
  await until(() => inventory.rows()[0]?.copies.length === 3)
  expect(inventory.rows()).not.toBe(before)
  expect(inventory.state().unread).toEqual([])
})
