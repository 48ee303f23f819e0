import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderHandle } from '../contract/model/basics.ts'
import { createFolders, type Folders, type ListOptions } from './folders.io.ts'

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

const handleAt = async (folders: Folders, path: string) => {
  const root = (await folders.roots()).find((entry) => entry.path === path)
  return FolderHandle.parse(root?.handle)
}
const listed = async (options: ListOptions) => {
  const folders = createFolders()
  const { entries, more } = await folders.children(await handleAt(folders, home), options)
  return { kinds: Object.fromEntries(entries.map(({ name, looksLike }) => [name, looksLike])), more }
}

test('a folder says what it looks like, and a program shows only when asked for', async () => {
  mkdirSync(join(home, 'node', 'identities'), { recursive: true })
  mkdirSync(join(home, 'post'))
  writeFileSync(join(home, 'post', 'postdata_metadata.json'), '{}')
  writeFileSync(join(home, 'go-spacemesh'), '', { mode: 0o755 })
  writeFileSync(join(home, 'notes.txt'), '')
  symlinkSync(join(home, 'post'), join(home, 'disk'))
  symlinkSync(join(home, 'gone'), join(home, 'dangling'))
  const folders = { disk: 'post-data', node: 'node-data', post: 'post-data' }
  expect((await listed({ programs: false })).kinds).toEqual(folders)
  expect((await listed({ programs: true })).kinds).toEqual({ ...folders, 'go-spacemesh': 'program' })
})

test('hidden folders show with the switch, or when a dot is typed', async () => {
  for (const name of ['.spacemesh', '.cache', 'post']) mkdirSync(join(home, name))
  expect(Object.keys((await listed({ programs: false })).kinds)).toEqual(['post'])
  expect(Object.keys((await listed({ programs: false, hidden: true })).kinds)).toEqual(['.cache', '.spacemesh', 'post'])
  expect(Object.keys((await listed({ programs: false, filter: '.spa' })).kinds)).toEqual(['.spacemesh'])
})

test('a handle that was never shown opens nothing', async () => {
  await expect(createFolders().children(FolderHandle.parse('../../etc'), { programs: false })).rejects.toMatchObject({ code: 'not_found' })
})

test('thousands of files hide no folder; of thousands of folders the rest is counted, and a part of the name finds one', async () => {
  const file = join(home, 'a-postdata_0.bin')
  writeFileSync(file, '')
  for (let index = 1; index < 3_000; index += 1) linkSync(file, join(home, `a-postdata_${index}.bin`))
  for (let index = 0; index < 503; index += 1) mkdirSync(join(home, `folder-${index}`))
  const all = await listed({ programs: false })
  expect([Object.keys(all.kinds).length, all.more]).toEqual([500, 3])
  expect(await listed({ programs: false, filter: 'ER-502' })).toEqual({ kinds: { 'folder-502': 'folder' }, more: 0 })
})

const named = (text: string, kind: 'folder' | 'program' = 'folder') => createFolders().named({ text, kind })

test('a pasted path is a handle like any other, and its way up can be walked', async () => {
  mkdirSync(join(home, 'my disk', 'post'), { recursive: true })
  writeFileSync(join(home, 'my disk', 'post', 'postdata_metadata.json'), '{}')
  const folders = createFolders()
  const { entry, problem } = await folders.named({ text: '"~/my\\ disk/post/"', kind: 'folder' })
  expect([entry?.path, entry?.looksLike, problem]).toEqual([join(home, 'my disk', 'post'), 'post-data', null])
  const handle = FolderHandle.parse(entry?.handle)
  expect(folders.pathOf(handle)).toBe(entry?.path)
  const way = folders.above(handle)
  expect([way[0]?.path, way.at(-1)?.path]).toEqual(['/', entry?.path])
  expect((await folders.children(FolderHandle.parse(way.at(-2)?.handle), { programs: false })).entries).toHaveLength(1)
})

test('what can’t be taken says why', async () => {
  writeFileSync(join(home, 'plain'), '', { mode: 0o644 })
  writeFileSync(join(home, 'run'), '', { mode: 0o755 })
  const problems = [
    await named(join(home, 'no', 'where')),
    await named(join(home, 'plain')),
    await named(join(home, 'plain'), 'program'),
    await named(home, 'program'),
    await named('relative/path'),
  ]
  expect(problems.map(({ problem, detail }) => [problem, detail])).toEqual([
    ['not-there', home],
    ['no-folder', home],
    ['not-executable', join(home, 'plain')],
    ['no-program', home],
    ['not-absolute', ''],
  ])
  expect((await named(join(home, 'run'), 'program')).entry?.looksLike).toBe('program')
})

test.skipIf(process.getuid?.() === 0)('a folder that may not be read is no folder to choose', async () => {
  mkdirSync(join(home, 'closed'))
  chmodSync(join(home, 'closed'), 0o000)
  expect((await named(join(home, 'closed'))).problem).toBe('no-access')
})
