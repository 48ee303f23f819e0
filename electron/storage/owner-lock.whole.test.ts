import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdFile, holdFolder } from './owner-lock.io.ts'

const lockFile = new URL('./owner-lock.io.ts', import.meta.url).href
/** Another process tries: prints `held`, or the code of its error. */
const another = (folder: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { holdFolder } from ${JSON.stringify(lockFile)}
       try { await holdFolder(${JSON.stringify(folder)}); console.log('held') } catch (error) { console.log(error.code) }`,
    ],
    { encoding: 'utf8' },
  ).stdout.trim()

test('one owner at a time, across processes, and free again after release and after the death of the owner', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-owner-'))
  try {
    const held = await holdFolder(folder)
    await expect(holdFolder(folder)).rejects.toMatchObject({ code: 'profile_in_use' })
    expect(another(folder)).toBe('profile_in_use')
    held.release()
    held.release()
    expect(another(folder)).toBe('held')
    ;(await holdFolder(folder)).release()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** The old file keeps its inode, so that the new one has another. */
function moveAway(lock: string): 'wx' {
  renameSync(lock, `${lock}.old`)
  return 'wx'
}
function newBeside(lock: string): string {
  writeFileSync(`${lock}.new`, '')
  return `${lock}.new`
}

test.each([
  ['deleted', (lock: string) => rmSync(lock)],
  ['moved away and made anew', (lock: string) => writeFileSync(lock, '', { flag: moveAway(lock) })],
  ['replaced, as a restore does', (lock: string) => renameSync(newBeside(lock), lock)],
])('a lock file that is %s is ours no more, for good', async (_how, change) => {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-owner-'))
  const lock = join(folder, 'owner.lock')
  try {
    const held = await holdFolder(folder)
    expect(held.isOurs()).toBe(true)
    renameSync(lock, `${lock}.kept`)
    writeFileSync(lock, '')
    renameSync(`${lock}.kept`, lock)
    expect(held.isOurs()).toBe(true)
    change(lock)
    expect(held.isOurs()).toBe(false)
    held.release()
    expect(held.isOurs()).toBe(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a file is held by one at a time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-owner-'))
  try {
    const held = holdFile(join(folder, 'journal.lock'))
    expect(() => holdFile(join(folder, 'journal.lock'))).toThrow()
    held.release()
    holdFile(join(folder, 'journal.lock')).release()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a file system whose locks prove nothing is refused', async () => {
  await expect(holdFolder('/proc')).rejects.toMatchObject({ code: 'profile_in_use', data: { reason: 'file-system' } })
})

test('the lock is this user’s alone, also one that was made otherwise, and stays held through all tries', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-owner-'))
  try {
    const mode = () => statSync(join(folder, 'owner.lock')).mode & 0o777
    const held = await holdFolder(folder)
    expect(mode()).toBe(0o600)
    chmodSync(join(folder, 'owner.lock'), 0o644)
    await expect(holdFolder(folder)).rejects.toMatchObject({ code: 'profile_in_use' })
    expect([mode(), another(folder)]).toEqual([0o600, 'profile_in_use'])
    held.release()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
