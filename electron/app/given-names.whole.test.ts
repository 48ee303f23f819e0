import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { openCore, stateWhen } from './testing/open-core.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const context = { signal: new AbortController().signal, connection: {} }

function profileWithKeys(names: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'given-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const keys = join(folder, 'node', 'identities')
  mkdirSync(keys, { recursive: true })
  const ids = names.map((name) => {
    const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    const [seed, id] = [jwk.d, jwk.x].map((part) => Buffer.from(part ?? '', 'base64url').toString('hex'))
    writeFileSync(join(keys, `${name}.key`), `${seed}${id}`)
    return SmesherId.parse(id)
  })
  const node = {
    name: 'home',
    program: null,
    arguments: [],
    dataFolder: join(folder, 'node'),
    addresses: { public: null, private: null, post: null },
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 1, simulated: false, nodes: [node], services: [] }))
  return { folder, keys, ids }
}

test('a name and a note stand on the row and on its copies, over a restart; no key file hears of them, and the settings before are kept', async () => {
  const { folder, keys, ids } = profileWithKeys(['post1', 'post2'])
  const [id, other] = ids as [SmesherId, SmesherId]
  const files = () => readdirSync(keys).map((name) => [name, readFileSync(join(keys, name), 'utf8')])
  const before = files()
  const core = await openCore(folder)
  const end = () => core.close()
  await stateWhen(core, (state) => Object.keys(state.identities).length === 2)
  const { describe } = core.handlers.identities
  const given = { id, name: 'Barn, left', note: 'Runs hot.' }
  await describe(given, context)
  const shown = await stateWhen(core, (state) => state.keys[id]?.name === 'Barn, left')
  expect(shown.identities[id]).toMatchObject({ name: 'Barn, left', fileName: 'post1', note: 'Runs hot.' })
  expect(shown.identities[other]).toMatchObject({ name: 'post2' })
  await expect(describe({ id: other, name: 'barn, LEFT', note: null }, context)).rejects.toThrow(saw('name-taken', 'barn, LEFT'))
  await end()
  const again = await openCore(folder)
  endings.push(() => again.close())
  expect((await stateWhen(again, (state) => state.identities[id] !== undefined)).identities[id]?.name).toBe('Barn, left')
  await again.handlers.identities.describe({ id, name: null, note: null }, context)
  expect((await stateWhen(again, (state) => state.identities[id]?.name === 'post1')).identities[id]).not.toHaveProperty('note')
  expect(files()).toEqual(before)
  const kept = readdirSync(join(folder, 'settings.history')).map((name) => readFileSync(join(folder, 'settings.history', name), 'utf8'))
  expect(kept.filter((text) => text.includes('Barn, left'))).toHaveLength(1)
})
