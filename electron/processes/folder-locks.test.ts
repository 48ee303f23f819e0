import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { FolderLocks } from './folder-locks.io.ts'
import { specFor } from './testing/slot-world.ts'

let root = ''
const open: FolderLocks[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'smeshdesk-locks-'))
  mkdirSync(join(root, 'data'))
})
afterEach(async () => {
  for (const locks of open.splice(0)) await locks.close()
  rmSync(root, { recursive: true, force: true })
})

const locksOf = (profile: string): FolderLocks => {
  const locks = new FolderLocks(profile)
  open.push(locks)
  return locks
}
const at = (name: string, dataFolder: string | null) => ({ ...specFor({ kind: 'service', name: z.parse(RigName, name) }), dataFolder })

test.runIf(process.platform === 'linux')('a folder has one Smeshdesk, by whatever path, and the next when that one ends', async () => {
  symlinkSync(join(root, 'data'), join(root, 'way'))
  const [first, second] = [locksOf('/profiles/first'), locksOf('/profiles/second')]
  const [one, same] = [at('a', join(root, 'data')), at('b', join(root, 'way'))]
  await first.look([one])
  await second.look([same])
  expect([first.heldBy(one.key), second.heldBy(same.key)]).toEqual([null, '/profiles/first'])
  await first.look([])
  expect(second.heldBy(same.key)).toBe('/profiles/first')
  await second.look([same])
  await first.look([one])
  expect([first.heldBy(one.key), second.heldBy(same.key)]).toEqual(['/profiles/second', null])
  await second.close()
  await first.look([one])
  expect(first.heldBy(one.key)).toBeNull()
})

test.runIf(process.platform === 'linux')('two entries of one profile, and two sessions of it, are nobody else', async () => {
  const [first, second] = [locksOf('/profiles/first'), locksOf('/profiles/first')]
  const entries = [at('a', join(root, 'data')), at('b', join(root, 'data'))]
  await first.look(entries)
  await first.look(entries)
  await second.look(entries)
  expect([...entries, ...entries].map(({ key }, index) => (index < 2 ? first : second).heldBy(key))).toEqual([null, null, null, null])
})

test('what is only looked at, or is not there yet, is nobody’s', async () => {
  const [first, second] = [locksOf('/profiles/first'), locksOf('/profiles/second')]
  const [seen, away] = [{ ...at('a', join(root, 'data')), program: null }, at('b', join(root, 'away'))]
  await first.look([seen, away])
  await second.look([at('c', join(root, 'data'))])
  expect([first.heldBy(seen.key), first.heldBy(away.key), second.heldBy(at('c', null).key)]).toEqual([null, null, null])
})
