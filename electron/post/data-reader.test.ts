import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDataReader } from './data-reader.io.ts'

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
