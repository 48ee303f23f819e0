import { appendFile, chmod, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { RigName } from '../contract/model/basics.ts'
import { noexecAbove } from './mount-options.ts'
import { isQuarantined } from './quarantine-mark.ts'
import { makeZip } from './testing/make-zip.io.ts'
import { storeIn, sumOf } from './testing/store.io.ts'

const reference = { tool: 'go-spacemesh', version: '1.7.6' } as const
const home = RigName.parse('home')
const stores: Awaited<ReturnType<typeof storeIn>>[] = []

afterEach(async () => {
  for (const one of stores.splice(0)) await one.end()
})

async function world() {
  const made = await storeIn()
  stores.push(made)
  const program = await made.write('go-spacemesh', 'as released', 0o755)
  const uses = () => [{ kind: 'node' as const, name: home, program, runs: false }]
  const binaries = await made.open({ uses })
  const row = async () => {
    await binaries.look()
    return binaries.rows()[0]
  }
  return { ...made, program, uses, binaries, row }
}

test('a program of the person’s own is unverified, then pinned at its first start, and blocked once it is another', async () => {
  const { open, uses, program, binaries, row } = await world()
  expect(await row()).toMatchObject({
    key: program,
    version: null,
    check: 'unverified',
    sha256: null,
    since: null,
    usedBy: [{ name: 'home' }],
  })
  expect(await binaries.spokenAgainst(program)).toBeNull()
  // To look at it pins nothing.
  expect(binaries.book.now()?.programs).toEqual([])
  const still = await binaries.prove(program)
  expect(still()).toBe(true)
  expect(await row()).toMatchObject({ check: 'pinned', sha256: sumOf('as released') })
  await appendFile(program, 'x')
  // Also between the proof and the start.
  expect(still()).toBe(false)
  await expect(binaries.prove(program)).rejects.toMatchObject({
    code: 'hash_mismatch',
    message: expect.stringContaining('program-changed'),
  })
  expect(binaries.isChanged(program)).toBe(true)
  expect(await binaries.spokenAgainst(program)).toContain('program-changed')
  const changed = await row()
  expect(changed).toMatchObject({ check: 'changed', changed: { sha256: sumOf('as releasedx'), sizeBytes: 12 } })
  // And after a restart, whatever was seen before.
  const again = await open({ uses })
  await expect(again.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch' })
  await writeFile(program, 'as released')
  await again.prove(program)
  await again.look()
  expect(again.rows()[0]).toMatchObject({ check: 'pinned', changed: null })
})

test('the library beside it is code of it as well: pinned with it, and no other may come later', async () => {
  const { write, program, binaries, row } = await world()
  const library = await write('libpost.so', 'library')
  await binaries.prove(program)
  expect(binaries.book.now()?.programs.map(({ path }) => path)).toEqual([program, library])
  await writeFile(library, 'evil!!!')
  await expect(binaries.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch' })
  const changed = (await row())?.changed
  expect(changed).toMatchObject({ file: library, sha256: sumOf('evil!!!') })
  await binaries.accept(program, changed?.sha256 ?? '')
  await binaries.prove(program)
  expect(await row()).toMatchObject({ check: 'pinned', sha256: sumOf('as released') })
  await rm(library)
  await expect(binaries.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch' })
})

test('a library that came after the first start is taken for right by a person alone', async () => {
  const { write, program, binaries, row } = await world()
  await binaries.prove(program)
  const library = await write('post.dll', 'came later')
  expect(await binaries.spokenAgainst(program)).toContain('program-changed')
  await expect(binaries.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch' })
  expect((await row())?.changed).toMatchObject({ file: library })
  await binaries.accept(program, sumOf('came later'))
  expect((await binaries.prove(program))()).toBe(true)
  expect(await row()).toMatchObject({ check: 'pinned' })
})

test('the same size and time are not the same file', async () => {
  const { folder, write, program, binaries } = await world()
  await binaries.prove(program)
  const other = await write('other', 'AS RELEASED', 0o755)
  await rename(other, join(folder, 'go-spacemesh'))
  await expect(binaries.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch' })
})

test('a person takes the changed file for right, exactly the one that was shown', async () => {
  const { program, binaries, row } = await world()
  await binaries.prove(program)
  await expect(binaries.accept(program, sumOf('as released'))).rejects.toMatchObject({ code: 'not_found' })
  await writeFile(program, 'updated')
  const shown = (await row())?.changed?.sha256 ?? ''
  await writeFile(program, 'and again')
  await expect(binaries.accept(program, shown)).rejects.toThrow('binary-moved-on')
  await expect(binaries.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch' })
  await binaries.accept(program, (await row())?.changed?.sha256 ?? '')
  expect(await row()).toMatchObject({ check: 'pinned', changed: null, sha256: sumOf('and again') })
  expect((await binaries.prove(program))()).toBe(true)
})

test('every file of a version in the store counts, and none that no book knows is started', async () => {
  const { profile, write, binaries } = await world()
  const zip = makeZip([
    { name: 'go-spacemesh', content: 'node' },
    { name: 'libpost.so', content: 'library' },
  ])
  await binaries.add(reference, { is: 'archive', place: await write('a.zip', zip) })
  const program = binaries.programOf(reference)
  expect(binaries.nameOf(program)).toBe('go-spacemesh@1.7.6')
  await binaries.prove(program)
  const library = join(profile, 'binaries/go-spacemesh/1.7.6/libpost.so')
  await chmod(library, 0o644)
  await writeFile(library, 'evil!!!')
  await expect(binaries.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch' })
  await binaries.look()
  expect(binaries.rows().find(({ key }) => key === 'go-spacemesh@1.7.6')).toMatchObject({
    check: 'changed',
    changed: { file: 'libpost.so' },
  })
  await chmod(join(library, '..'), 0o755)
  await rm(library)
  await expect(binaries.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch' })
  await expect(binaries.prove(join(profile, 'binaries/go-spacemesh/1.7.7/go-spacemesh'))).rejects.toThrow('binary-unknown')
})

test('one that an entry uses is not removed', async () => {
  const { open, write, binaries, profile } = await world()
  await binaries.add(reference, { is: 'archive', place: await write('a.zip', makeZip([{ name: 'go-spacemesh', content: 'node' }])) })
  const program = join(profile, 'binaries/go-spacemesh/1.7.6/go-spacemesh')
  const used = await open({ uses: () => [{ kind: 'node', name: home, program, runs: true }] })
  expect(used.rows()).toMatchObject([{ key: 'go-spacemesh@1.7.6', usedBy: [{ name: 'home', runs: true }] }])
  await expect(used.remove(reference)).rejects.toThrow('binary-used')
})

test('where the book can’t be read nothing is started, and nothing is written over it', async () => {
  const { profile, program, binaries, open, uses } = await world()
  await binaries.prove(program)
  await writeFile(join(profile, 'binaries/book.json'), '{"version":1')
  const again = await open({ uses })
  expect(again.state().unread).toContain('book.json')
  expect(again.rows()).toEqual([])
  await expect(again.prove(program)).rejects.toMatchObject({ code: 'hash_mismatch', message: expect.stringContaining('binaries-unread') })
  await expect(again.noteUse({ kind: 'node', name: home, before: 'x' })).rejects.toThrow('binaries-unread')
})

test('what is not there is left to who starts it; a profile of somebody else’s pins nothing', async () => {
  const { folder, program, open } = await world()
  const other = await open({ mayWrite: () => false })
  expect((await other.prove(join(folder, 'nothing')))()).toBe(true)
  await expect(other.prove(program)).rejects.toMatchObject({ code: 'profile_in_use' })
})

test('a disk without programs is named by its mount point', () => {
  const table = [
    '22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw',
    '30 22 8:2 / /mnt/my\\040disk rw,nosuid,noexec - vfat /dev/sdb1 rw',
    '31 22 0:4 / /tmp rw,noexec - tmpfs tmpfs rw',
    '32 31 0:5 / /tmp rw - tmpfs tmpfs rw',
  ].join('\n')
  const of = (path: string) => noexecAbove(table, path)
  expect([of('/mnt/my disk/go-spacemesh'), of('/home/go-spacemesh'), of('/tmp/x')]).toEqual(['/mnt/my disk', null, null])
})

test('the mark of macOS, by its flags', () => {
  expect(['0081;5f3c1a2b;Safari;A1B2', '0083;;Chrome;', '00C1;5f;Safari;X', '', 'xattr: No such xattr'].map(isQuarantined)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
