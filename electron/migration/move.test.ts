import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { SmesherId } from '../contract/model/basics.ts'
import { createMigration, type Migration } from './migration.io.ts'
import { batches, type MemoryKey, MemoryRig, names } from './simulation/memory-rig.ts'

const makeKey = (): MemoryKey => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('hex')
  const id = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  return { id: SmesherId.parse(id), text: seed + id }
}
const keys = [makeKey(), makeKey(), makeKey()] as const

let rig: MemoryRig
let migration: Migration
beforeEach(() => {
  rig = new MemoryRig(keys)
  migration = createMigration(rig.deps())
})
const request = () => ({ identity: rig.moving.id, source: names.source, target: names.target })

test('moves', async () => {
  const scan = await migration.scan(request())
  expect(scan.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  const { hash = '', consentWords = '' } = scan.plan ?? {}
  await migration.begin({ ...request(), hash, words: consentWords })
  await migration.rested()
  const row = migration.rows()[0]
  console.log(row?.journal.map(({ text }) => text.slice(0, 100)).join('\n'), row?.problem)
  expect(row?.state).toBe('moved')
  expect(rig.loadableAt()).toEqual([names.target])
  expect(rig.nodes.violations).toEqual([])
  console.log([...rig.disk.names.keys()], batches)
})
