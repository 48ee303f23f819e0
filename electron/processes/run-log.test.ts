import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loggedProofs } from '../post/index.ts'
import { RunLog } from './run-log.io.ts'
import type { Run } from './slot.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-log-'))
})
afterAll(() => rm(folder, { recursive: true }))

const line = (second: number, text: string): string => `[2026-11-29T10:00:${String(second).padStart(2, '0')}Z INFO  post::prove] ${text}\n`
const asked = line(1, `starting proof generation for challenge ${'0A'.repeat(32)}`)
const pass = line(2, 'calculating proof of work for nonces 16..32') + line(3, 'started reading POST data')
const done = line(9, 'proof generation is finished')

async function logOf(text: string) {
  const logFile = join(folder, `${Math.random()}.log`)
  await writeFile(logFile, text)
  const log = new RunLog({ logFile, logOffset: 0, token: 't', args: [] } as unknown as Run)
  const read = async () => {
    await log.read(0)
    return loggedProofs(log.proofs, { totalBytes: null, fileBytes: null }).map(({ phase, pass: at }) => [phase, at])
  }
  return { logFile, read }
}

test('proofs are followed as they are written, and those that are over stay', async () => {
  const { logFile, read } = await logOf(asked)
  expect(await read()).toEqual([['k2pow', null]])
  await appendFile(logFile, pass)
  expect(await read()).toEqual([['reading', 2]])
  await appendFile(logFile, done + asked)
  expect(await read()).toEqual([
    ['done', 2],
    ['k2pow', null],
  ])
})

test('what was not read is not guessed at: after a log was cut, or grew by more than is read at once, the proof in the making is unknown', async () => {
  const { logFile, read } = await logOf(asked + pass)
  await read()
  await writeFile(logFile, line(8, 'Reading file: /p/postdata_3.bin'))
  expect(await read()).toEqual([['reading', null]])
  const flooded = await logOf(asked + pass)
  await flooded.read()
  await appendFile(flooded.logFile, `${'x'.repeat(999)}\n`.repeat(2_000))
  expect(await flooded.read()).toEqual([])
})
