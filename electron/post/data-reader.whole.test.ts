import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startThread } from '../storage/index.ts'
import { createDataReader, folderProgram } from './data-reader.io.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-data-reader-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const metadata = (units: number): string =>
  JSON.stringify({
    NodeId: Buffer.alloc(32, 7).toString('base64'),
    CommitmentAtxId: Buffer.alloc(32, 8).toString('base64'),
    LabelsPerUnit: 1024,
    NumUnits: units,
    MaxFileSize: 16384,
  })
const write = (units: number) => writeFileSync(join(folder, 'postdata_metadata.json'), metadata(units))
const unitsOf = ({ read }: { read: { ok: boolean; metadata?: { numUnits: number } } }) => read.metadata?.numUnits ?? null
/** As if much time had passed since the files were written. */
const later = () => Date.now() + 60_000

test('what is as it was is not read again, and what changed is', async () => {
  write(1)
  const reader = createDataReader(later)
  const first = await reader.read(folder)
  expect(unitsOf(first)).toBe(1)
  expect(await reader.read(folder)).toBe(first)
  write(2)
  expect(unitsOf(await reader.read(folder))).toBe(2)
})

test('a file that comes or goes is seen by its folder', async () => {
  write(1)
  const reader = createDataReader(later)
  expect((await reader.read(folder)).data?.presentFiles).toBe(0)
  writeFileSync(join(folder, 'postdata_0.bin'), '')
  writeFileSync(join(folder, 'identity.key'), '')
  expect(await reader.read(folder)).toMatchObject({ data: { presentFiles: 1 }, keyNames: ['identity.key'] })
})

test('what changed a moment ago is read again, for its times may not tell the next change', async () => {
  write(1)
  const reader = createDataReader()
  const first = await reader.read(folder)
  expect(await reader.read(folder)).not.toBe(first)
})

test('an older time is a change too, and a folder that is gone is not remembered', async () => {
  write(1)
  const reader = createDataReader(later)
  await reader.read(folder)
  write(3)
  utimesSync(join(folder, 'postdata_metadata.json'), 1_000, 1_000)
  expect(unitsOf(await reader.read(folder))).toBe(3)
  rmSync(folder, { recursive: true })
  expect((await reader.read(folder)).read.ok).toBe(false)
})

test('what a thread reads of many folders at once is what is read of each alone', async () => {
  const folders = Array.from({ length: 50 }, (_, at) => join(folder, `post-${at}`))
  for (const [at, path] of folders.entries()) {
    mkdirSync(path)
    writeFileSync(join(path, 'postdata_metadata.json'), at === 7 ? '{"NodeId":' : metadata(at))
    for (let file = 0; file < at; file++) if (file !== 20) writeFileSync(join(path, `postdata_${file}.bin`), '')
    writeFileSync(join(path, at % 2 === 0 ? 'identity.key' : 'postdata_01.bin'), '')
  }
  rmSync(join(folder, 'post-8/postdata_metadata.json'))
  symlinkSync('nowhere', join(folder, 'post-8/postdata_metadata.json'))
  rmSync(join(folder, 'post-9'), { recursive: true })
  const reader = createDataReader()
  const many = await Promise.all(folders.map((path) => reader.read(path)))
  for (const [at, path] of folders.entries()) expect(await reader.read(path)).toEqual(many[at])
  expect(many.filter(({ read }) => read.ok)).toHaveLength(47)
  expect(many[40]).toMatchObject({
    data: { presentFiles: 39, findings: [{ kind: 'files-missing', first: 20 }] },
    keyNames: ['identity.key'],
  })
})

test('the thread itself tells of every folder: what can be read as it stands, why the rest can’t, and what is as it was', async () => {
  write(2)
  writeFileSync(join(folder, 'postdata_0.bin'), '')
  const { ask, close } = await startThread('data folders', `${folderProgram}\nrun.open = run.close = () => null`, [])
  const look = (path: string, known: string | null) => ask('look', [[path, known]])
  const seen = await look(folder, null)
  expect(seen).toEqual([expect.any(String), expect.any(Number), metadata(2), 1, []])
  expect(await look(folder, (seen as string[])[0] ?? '')).toBe('same')
  expect(await look(join(folder, 'gone'), null)).toEqual(['none none', 0, { code: 'ENOENT' }, 0, null])
  writeFileSync(join(folder, 'postdata_metadata.json'), new Uint8Array([0x7b, 0xff]))
  expect(await look(folder, null)).toMatchObject({ 2: new Uint8Array([0x7b, 0xff]) })
  await close()
})
