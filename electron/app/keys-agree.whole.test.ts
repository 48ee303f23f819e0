import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { faultLog } from '../faults/index.ts'
import { makeKey } from '../migration/testing/keys.io.ts'
import { openSession } from './session.io.ts'
import { moveProfile } from './testing/move-profile.io.ts'

const [key, other] = [makeKey(), makeKey()]

/** A rig of two nodes, each with a key, once both who look at keys have seen it; both look again a quarter of a minute later. */
async function opened() {
  const { folder, dataFolder } = moveProfile(['home', 'attic'])
  const at = (node: string, name: string) => join(dataFolder(node), 'identities', name)
  writeFileSync(at('home', 'a.key'), key.text, { mode: 0o600 })
  writeFileSync(at('attic', 'b.key'), other.text, { mode: 0o600 })
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const log = () => undefined
  const session = await openSession({ folder, version: '0', log, faults: faultLog(log), changed, owner: { isOurs: () => true } })
  onTestFinished(async () => {
    await session.close()
    rmSync(folder, { recursive: true })
  })
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => holds() && resolve()
      listeners.add(look)
      look()
    })
  const twice = {
    alerted: () => session.rows().identities.some(({ state }) => state === 'key-twice'),
    copies: () => session.rows().keys.some(({ checks }) => checks.some(({ id }) => id === 'key-loadable-twice')),
  }
  await until(() => session.rows().identities.length === 2 && session.rows().keys.length === 2)
  expect([twice.alerted(), twice.copies()]).toEqual([false, false])
  return {
    session,
    until,
    twice,
    copy: () => copyFileSync(at('home', 'a.key'), at('attic', 'a.key')),
    remove: () => rmSync(at('attic', 'a.key')),
  }
}

/** Long before anybody looks by himself. */
const atOnce = { timeout: 12_000 }

test('what the look at nodes sees of keys, the look at all copies sees too, at once', atOnce, async () => {
  const { session, until, twice, copy, remove } = await opened()
  copy()
  void session.sight.lookAtKeys()
  await until(() => twice.alerted() && twice.copies())
  remove()
  void session.sight.lookAtKeys()
  await until(() => !twice.alerted() && !twice.copies())
})

test('and what the look at all copies sees, the look at nodes', atOnce, async () => {
  const { session, until, twice, copy } = await opened()
  copy()
  session.inventory.look()
  await until(() => twice.alerted() && twice.copies())
})
