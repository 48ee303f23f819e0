import { linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { realFs } from '../storage/index.ts'
import { folderProblems } from './disk-facts.ts'
import { foreignNames, readKeyFolder } from './key-files.io.ts'
import type { MovePaths } from './names.ts'
import { makeKey } from './testing/keys.io.ts'

let rig = ''
const at = (name: string) => join(rig, name)
const paths = () =>
  ({
    source: { key: at('A/a1.key'), retired: at('A/a1.key.moved-0123456789ab') },
    target: { key: at('B/a1.key'), temporary: at('B/.a1.key.tmp-0123456789ab') },
  }) as MovePaths
const foreign = () => foreignNames({ side: { source: { fs: realFs }, target: { fs: realFs } }, paths: paths() })

beforeEach(() => {
  rig = mkdtempSync(join(tmpdir(), 'names-'))
  for (const folder of ['A', 'B', 'elsewhere']) mkdirSync(at(folder))
  writeFileSync(at('A/a1.key'), makeKey().text)
})
afterEach(() => rmSync(rig, { recursive: true }))

test('a hard link anywhere on the disk is counted, before and after the key is retired, and no longer once it is gone', async () => {
  expect(await foreign()).toBe(0)
  linkSync(at('A/a1.key'), at('elsewhere/x.key'))
  expect(await foreign()).toBe(1)
  expect((await readKeyFolder(realFs, at('A'))).entries.map(({ links }) => links)).toEqual([2])
  renameSync(at('A/a1.key'), at('A/a1.key.moved-0123456789ab'))
  expect(await foreign()).toBe(1)
  rmSync(at('elsewhere/x.key'))
  expect(await foreign()).toBe(0)
})

test('both names that a crash leaves of one file are ours; a third one is not', async () => {
  linkSync(at('A/a1.key'), at('A/a1.key.moved-0123456789ab'))
  writeFileSync(at('B/.a1.key.tmp-0123456789ab'), 'x')
  linkSync(at('B/.a1.key.tmp-0123456789ab'), at('B/a1.key'))
  expect(await foreign()).toBe(0)
  linkSync(at('B/a1.key'), at('elsewhere/y.key'))
  expect(await foreign()).toBe(1)
  rmSync(at('elsewhere/y.key'))
  linkSync(at('A/a1.key'), at('elsewhere/x.key'))
  expect(await foreign()).toBe(1)
})

test('a key under a name that is no UTF-8, which a node loads, is never passed over', async () => {
  if (process.platform !== 'linux') return
  writeFileSync(Buffer.concat([Buffer.from(`${at('A')}/`), Buffer.from([0xff]), Buffer.from('.key')]), makeKey().text)
  const found = await readKeyFolder(realFs, at('A'))
  expect(found.entries.map(({ kind }) => kind).sort()).toEqual(['defective', 'key'])
  expect(folderProblems(found)).toHaveLength(1)
})
