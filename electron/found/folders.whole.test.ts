import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { LookFailed, lookingFs } from '../storage/index.ts'
import { searchFolders } from './folders.io.ts'

test('a drive that never answers is said to be unseen, and all others are looked into', async () => {
  const root = mkdtempSync(join(tmpdir(), 'drives-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const [dead, sound] = [join(root, 'dead'), join(root, 'sound')]
  for (const folder of [dead, join(sound, 'post')]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(sound, 'post', 'postdata_metadata.json'), '{}')
  writeFileSync(join(sound, 'post', 'postdata_0.bin'), '')
  const { opens, ...fs } = lookingFs()
  const answers = { ...fs, opens: (path: string) => (path === dead ? Promise.reject(new LookFailed('no-answer')) : opens(path)) }
  const { folders, unseen } = await searchFolders({ homes: [], drives: [dead, sound] }, () => 0, answers)
  expect(folders.map(({ path, look }) => [path, look.is])).toEqual([[join(sound, 'post'), 'post']])
  expect(unseen).toEqual([saw('unreadable', dead)])
})
