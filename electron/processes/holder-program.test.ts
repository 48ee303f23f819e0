import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdNode, nodeProgram, type Runtime } from './folder-holder.io.ts'

const packaged: Runtime = {
  execPath: '/opt/Smeshdesk/smeshdesk',
  platform: 'linux',
  electron: '40.0.0',
  resourcesPath: '/opt/Smeshdesk/resources',
  defaultApp: false,
}

test('the packaged app, which does not run as Node, takes the one that it brings along, and never starts itself again', () => {
  expect(nodeProgram(packaged)).toBe('/opt/Smeshdesk/resources/console/node')
  expect(nodeProgram({ ...packaged, platform: 'win32' })).toMatch(/node\.exe$/)
})

test('elsewhere it is the program that runs', () => {
  expect(nodeProgram({ ...packaged, defaultApp: true })).toBe(packaged.execPath)
  expect(nodeProgram({ ...packaged, electron: undefined, resourcesPath: undefined })).toBe(packaged.execPath)
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-holder-'))
  new DatabaseSync(join(folder, 'local.sql')).close()
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const held = async (lockFile: string) => {
  const holding = await holdNode({ lockFile, database: join(folder, 'local.sql') })
  if (holding.kind === 'held') await holding.node.release()
  return holding.kind === 'held' ? holding.node.lockHeld : holding
}

test('a lock file that can not be opened keeps nobody from holding the database', async () => {
  expect(await held(join(folder, 'no-such-folder', 'a.lock'))).toBe(false)
})

test('without a program for file locks the database is held alone', async () => {
  vi.stubEnv('PATH', folder)
  expect(await held(join(folder, 'a.lock'))).toBe(false)
})

test('a database in rollback mode is held like any other', async () => {
  const made = new DatabaseSync(join(folder, 'local.sql'))
  made.exec('PRAGMA journal_mode=DELETE; CREATE TABLE t (x)')
  made.close()
  expect(await held(join(folder, 'a.lock'))).toBe(true)
})
