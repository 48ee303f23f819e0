import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type HeldNode, holdNode } from '../../electron/processes/folder-holder.io.ts'
import { lockHolders } from '../../electron/processes/lock-holder.io.ts'

let folder = ''
let database = ''
let lockFile = ''
let held: HeldNode | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-holder-'))
  database = join(folder, 'local.sql')
  lockFile = join(folder, 'a.lock')
  const made = new DatabaseSync(database)
  made.exec('PRAGMA journal_mode=WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)')
  made.close()
})
afterEach(async () => {
  await held?.release()
  held = null
  rmSync(folder, { recursive: true })
})

async function take(): Promise<HeldNode> {
  const holding = await holdNode({ lockFile, database })
  if (holding.kind !== 'held') throw new Error(JSON.stringify(holding))
  held = holding.node
  return holding.node
}

/** Another process opens the database for writing, as a node does. */
const opensElsewhere = (): boolean => {
  const script = "new (require('node:sqlite').DatabaseSync)(process.argv[1],{timeout:0}).exec('BEGIN IMMEDIATE; COMMIT')"
  return spawnSync(process.execPath, ['--no-warnings', '-e', script, database]).status === 0
}
const takesLock = (): boolean => spawnSync('flock', ['--nonblock', lockFile, 'true']).status === 0

test('while it is held no other process gets the database or the lock file, although this one reads both', async () => {
  expect([opensElsewhere(), takesLock()]).toEqual([true, true])
  const node = await take()
  expect(node).toMatchObject({ lockHeld: true })
  readFileSync(database)
  readFileSync(lockFile)
  expect([opensElsewhere(), takesLock()]).toEqual([false, false])
  // By us: no sign of anybody.
  expect(await lockHolders([lockFile, database])).toEqual([{ kind: 'free' }, { kind: 'free' }])
  expect(node.held()).toBe(true)
  await node.release()
  expect(node.held()).toBe(false)
  expect([opensElsewhere(), takesLock()]).toEqual([true, true])
})

test('the database itself is not changed by being held', async () => {
  const shape = () => [statSync(database).mtimeMs, statSync(database).size]
  const before = shape()
  const node = await take()
  await node.release()
  expect(shape()).toEqual(before)
  expect(existsSync(`${database}-wal`) ? statSync(`${database}-wal`).size : 0).toBe(0)
})

test('what somebody else has is told as taken, and nothing is kept', async () => {
  const other = new DatabaseSync(database)
  other.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
  expect(await holdNode({ lockFile, database })).toEqual({ kind: 'taken' })
  other.close()
  const locker = spawn('flock', [lockFile, 'sh', '-c', 'echo held; cat'], { stdio: ['pipe', 'pipe', 'ignore'] })
  await once(locker.stdout, 'data')
  expect(await holdNode({ lockFile, database })).toEqual({ kind: 'taken' })
  locker.stdin.end()
  await once(locker, 'exit')
  await take()
})

test('a holder that somebody ends holds nothing, and says so', async () => {
  const node = await take()
  for (const pid of node.pids) process.kill(pid, 'SIGKILL')
  await expect.poll(() => node.held()).toBe(false)
  expect(opensElsewhere()).toBe(true)
})

test('a database that is none is no reason to go on', async () => {
  rmSync(database)
  expect(await holdNode({ lockFile, database })).toMatchObject({ kind: 'failed' })
  expect(existsSync(database)).toBe(false)
})
