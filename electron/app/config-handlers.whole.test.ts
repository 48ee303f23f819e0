import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { RigName } from '../contract/model/basics.ts'
import { openCore } from './testing/open-core.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const name = RigName.parse('home')
const context = { signal: new AbortController().signal, connection: {} }
const text = '{\n  "api": { "grpc-post-listener": "127.0.0.1:9094" },\n  "main": { "nobody-knows": [1,   2] }\n}\n'

/** A core over a profile with one node whose config is this text. */
async function open(config: string, file = 'config.json') {
  const profile = mkdtempSync(join(tmpdir(), 'config-'))
  endings.push(() => rmSync(profile, { recursive: true, force: true }))
  mkdirSync(join(profile, 'data'))
  const path = join(profile, file)
  writeFileSync(path, config, { mode: 0o640 })
  const node = {
    name,
    program: null,
    arguments: ['-c', path],
    dataFolder: join(profile, 'data'),
    addresses: { public: null, private: null, post: null },
  }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, simulated: false, nodes: [node], services: [] }))
  const core = await openCore(profile)
  endings.push(() => core.close())
  const { config: calls } = core.handlers
  const look = async () => {
    for (;;) {
      try {
        return await calls.look({ name }, context)
      } catch {
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
  }
  return { profile, path, calls, look }
}

const edits = [{ path: 'api.grpc-post-listener', value: '"127.0.0.1:0"' }]

test('a change is shown as a diff with its trap, written durably with the file’s own rights, kept as a version, and taken back', async () => {
  const { path, calls, look } = await open(text)
  const before = await look()
  expect(before).toMatchObject({
    refused: null,
    versions: [],
    settings: [{ path: 'api.grpc-post-listener' }, { path: 'main.nobody-knows', value: '[1,   2]' }],
  })
  const proposal = await calls.propose({ name, hash: before.hash, edits }, context)
  expect(proposal.diff.filter(({ is }) => is !== 'same').map(({ is }) => is)).toEqual(['gone', 'new'])
  expect(readFileSync(path, 'utf8')).toBe(text)
  await calls.write({ name, hash: before.hash, edits }, context)
  expect(readFileSync(path, 'utf8')).toBe(text.replace('9094', '0'))
  expect(statSync(path).mode & 0o777).toBe(0o640)
  const after = await look()
  const [version] = after.versions
  if (version === undefined) throw new Error('no version was kept')
  expect((await calls.compare({ name, version: version.name }, context)).diff.some(({ is }) => is === 'new')).toBe(true)
  await calls.goBack({ name, hash: after.hash, version: version.name }, context)
  expect(readFileSync(path, 'utf8')).toBe(text)
  expect((await look()).versions).toHaveLength(2)
})

test('what somebody else wrote meanwhile is never written over', async () => {
  const { path, profile, calls, look } = await open(text)
  const { hash } = await look()
  const theirs = text.replace('9094', '9095')
  writeFileSync(path, theirs)
  await expect(calls.propose({ name, hash, edits }, context)).rejects.toMatchObject({ code: 'file_changed' })
  await expect(calls.write({ name, hash, edits }, context)).rejects.toMatchObject({ code: 'file_changed' })
  expect(readFileSync(path, 'utf8')).toBe(theirs)
  expect(readdirSync(profile)).not.toContain('configs')
})

test('a value that its key does not hold is named, and not written', async () => {
  const { path, calls, look } = await open(text)
  const { hash } = await look()
  const wrong = [{ path: 'main.layers-per-epoch', value: '"many"' }]
  expect(await calls.propose({ name, hash, edits: wrong }, context)).toMatchObject({ wrong: ['main.layers-per-epoch'], diff: [] })
  await expect(calls.write({ name, hash, edits: wrong }, context)).rejects.toMatchObject({ code: 'not_allowed' })
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test.each([
  ['{ "a": 1, // x\n}', 'config.json', 'comments'],
  ['\ufeff{}', 'config.json', 'byte-order-mark'],
  ['{ "a": 1, "A": 2 }', 'config.json', 'key-twice'],
  ['a: 1\n', 'config.yaml', 'other-format'],
  [`{ "a": "${'x'.repeat(400_000)}" }`, 'config.json', 'too-large'],
] as const)('%j is refused as %s %s', async (config, file, why) => {
  const { look } = await open(config, file)
  expect((await look()).refused).toMatchObject({ why })
})

test('a link is not written through, nor in its place', async () => {
  const { path, profile, look } = await open(text)
  rmSync(path)
  writeFileSync(join(profile, 'other.json'), text)
  symlinkSync(join(profile, 'other.json'), path)
  expect((await look()).refused).toMatchObject({ why: 'not-a-file' })
})
