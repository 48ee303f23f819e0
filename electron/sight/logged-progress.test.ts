import { expect, test } from 'vitest'
import type { Bytes, Instant } from '../contract/model/basics.ts'
import type { LoggedProof } from '../contract/model/rig.ts'
import { see } from './rig-memory.ts'
import { healthy, id, idle, later, operator, row, service, services, slot, start } from './testing/one-identity.ts'

const gib = 2 ** 30
const proof: LoggedProof = {
  challenge: 'ab'.repeat(32),
  phase: 'reading',
  nonces: { start: 128, end: 256 },
  pass: 2,
  began: start as Instant,
  ended: null,
  at: later as Instant,
  positionBytes: gib as Bytes,
  readBytes: (5 * gib) as Bytes,
  bytesPerSecond: gib / 2,
}

function reading(...logged: readonly LoggedProof[]) {
  const rig = healthy('proving')
  const data = { identity: id, numUnits: 4, sizeBytes: (4 * gib) as Bytes, disk: null, copies: [] }
  see(rig, { source: 'data', service, at: start, data })
  services(rig, [slot('running', { logged: [...logged] })])
  return rig
}

test('where no operator address answers, pass, bytes, speed and end come from the log, and it is told that they do', () => {
  const told = {
    phase: 'reading',
    pass: 2,
    positionBytes: gib,
    totalBytes: 4 * gib,
    readBytes: 5 * gib,
    bytesPerSecond: gib / 2,
    source: 'log',
  }
  expect(row(reading(proof)).progress).toEqual({ ...told, nonces: { start: 128, end: 256 }, expectedAt: later + 6_000 })
  const silent = reading(proof)
  operator(silent, { kind: 'silent', detail: '' })
  expect(row(silent).progress).toMatchObject(told)
  const unknown = reading({ ...proof, positionBytes: null, bytesPerSecond: null })
  expect(row(unknown).progress).toMatchObject({ phase: 'reading', positionBytes: null, expectedAt: null, source: 'log' })
})

test('an operator address that answers has the word, and a proof that is over is no progress', () => {
  const asked = reading(proof)
  operator(asked, idle)
  expect(row(asked).progress).toMatchObject({ phase: 'none' })
  expect(row(asked).progress.source).toBeUndefined()
  const seen = { kind: 'answer', value: { kind: 'proving', nonces: { start: 16, end: 32 }, position: gib as Bytes } } as const
  operator(asked, seen)
  expect(row(asked).progress).toMatchObject({ source: 'operator', pass: 2, readBytes: 5 * gib })
  expect(row(reading({ ...proof, phase: 'done', ended: later as Instant })).progress).toMatchObject({ phase: 'none', pass: null })
  expect(row(reading()).progress.phase).toBe('none')
  const stopped = reading(proof)
  services(stopped, [slot('stopped', { logged: [proof] })])
  expect(row(stopped).progress.phase).toBe('none')
})
