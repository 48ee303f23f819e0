import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderHandle } from '../contract/model/basics.ts'
import { createFolders } from './folders.io.ts'

let home = ''
const realHome = process.env.HOME
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'smeshdesk-folders-'))
  process.env.HOME = home
})
afterEach(() => {
  process.env.HOME = realHome
  rmSync(home, { recursive: true, force: true })
})

const handleAt = async (folders: ReturnType<typeof createFolders>, path: string) => {
  const root = (await folders.roots()).find((entry) => entry.path === path)
  return FolderHandle.parse(root?.handle)
}

test('a folder says what it looks like, and a program shows only when asked for', async () => {
  mkdirSync(join(home, 'node', 'identities'), { recursive: true })
  mkdirSync(join(home, 'post'))
  writeFileSync(join(home, 'post', 'postdata_metadata.json'), '{}')
  writeFileSync(join(home, 'go-spacemesh'), '', { mode: 0o755 })
  writeFileSync(join(home, 'notes.txt'), '')
  const folders = createFolders()
  const handle = await handleAt(folders, home)
  const kinds = async (programs: boolean) =>
    Object.fromEntries((await folders.children(handle, programs)).entries.map(({ name, looksLike }) => [name, looksLike]))
  expect(await kinds(false)).toEqual({ node: 'node-data', post: 'post-data' })
  expect(await kinds(true)).toEqual({ node: 'node-data', post: 'post-data', 'go-spacemesh': 'program' })
})

test('a handle that was never shown opens nothing', async () => {
  await expect(createFolders().children(FolderHandle.parse('../../etc'), false)).rejects.toMatchObject({ code: 'not_found' })
})

test('a folder with more entries than are listed says how many more', async () => {
  for (let index = 0; index < 503; index += 1) mkdirSync(join(home, `folder-${index}`))
  const folders = createFolders()
  expect(await folders.children(await handleAt(folders, home), false)).toMatchObject({ more: 3 })
})
