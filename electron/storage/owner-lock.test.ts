import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdFolder } from './owner-lock.io.ts'

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

test('a file system whose locks prove nothing is refused', async () => {
  await expect(holdFolder('/proc')).rejects.toMatchObject({ code: 'profile_in_use', data: { reason: 'file-system' } })
})
