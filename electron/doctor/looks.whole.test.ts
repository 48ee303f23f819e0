import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ServiceSettings } from '../settings/index.ts'
import { askedOfSharedThreads } from '../storage/testing/shared-threads.io.ts'
import { freeAt, lookAtDataFiles, lookAtDisks, lookAtProfile, lookAtProgram, lookWhereItLies, modeOf } from './looks.io.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'looks-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  for (const name of ['postdata_metadata.json', 'postdata_0.bin']) writeFileSync(join(made, name), '', { mode: 0o600 })
  return made
}

test('no look at a place of the rig takes one of the few threads that all files of this process share: a dead drive would keep it', async () => {
  const made = folder()
  const asked = askedOfSharedThreads()
  await lookAtDisks({ services: [{ name: 's', dataFolder: made }] as unknown as ServiceSettings[] })
  await lookWhereItLies(made, () => Promise.resolve({ storage: null, syncedBy: null }))
  const found = [
    await lookAtDataFiles('s', made),
    await lookAtProgram(join(made, 'gone')),
    await lookAtProgram(join(made, 'postdata_0.bin')),
  ]
  expect([await modeOf(made), (await freeAt(made)) !== null]).toEqual([{ path: made, mode: 0o700 }, true])
  expect(found.map((one) => (typeof one === 'string' ? one : one.verdict))).toEqual(['pass', 'gone', 'no-right'])
  expect(asked.filter((path) => path.startsWith(made))).toEqual([])
  await stat(made)
  expect(asked).toContain(made)
})

test('a profile whose own rights can’t be told is unknown, and one with many files is looked at whole', async () => {
  const made = folder()
  for (let at = 0; at < 600; at++) writeFileSync(join(made, `a${at}`), '', { mode: 0o600 })
  writeFileSync(join(made, 'z'), '')
  chmodSync(join(made, 'z'), 0o644)
  expect((await lookAtProfile(made)).map(({ values }) => values.path)).toEqual([join(made, 'z')])
  expect((await lookAtProfile(join(made, 'gone'))).map(({ verdict }) => verdict)).toEqual(['unknown'])
})
