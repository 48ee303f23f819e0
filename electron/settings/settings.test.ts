import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { readSettings, resolvePaths, writeSettings } from './settings.io.ts'
import { checkSettings, emptySettings, parseSettings, settingsText } from './settings.ts'

const node = {
  name: 'a',
  program: null,
  arguments: [],
  dataFolder: 'data',
  addresses: { public: '127.0.0.1:1', private: null, post: null },
}
const service = { name: 's', program: 'bin/post-service', arguments: ['-d', 'x'], dataFolder: '/post', node: 'a', operatorAddress: null }
const rig = { version: 1, simulated: false, nodes: [node], services: [service] }
const problemOf = (value: unknown): string => {
  try {
    checkSettings(value)
    return 'fine'
  } catch (cause) {
    return cause instanceof AppError ? `${cause.code} ${cause.message}` : 'another error'
  }
}

test('the documented example is understood', () => {
  const docs = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8')
  const example = /```json\n([\s\S]*?)```/.exec(docs)?.[1] ?? ''
  expect(parseSettings(example)).toMatchObject({
    version: 1,
    nodes: [{ name: 'attic' }],
    services: [{ name: 'diskA_post1', node: 'attic' }],
  })
})

test.each([
  [{ ...rig, colour: 1 }, 'unknown field colour'],
  [{ ...rig, nodes: [{ ...node, nmae: 'x' }] }, 'unknown field nodes[0].nmae'],
  [{ ...rig, nodes: [{ ...node, addresses: { ...node.addresses, grpc: null } }] }, 'unknown field nodes[0].addresses.grpc'],
  [{ ...rig, version: 2 }, 'version'],
  [{ ...rig, services: [{ ...service, arguments: 'x' }] }, 'services[0].arguments'],
  [{ ...rig, services: [{ ...service, dataFolder: null }] }, 'services[0].dataFolder'],
  [{ ...rig, services: [{ ...service, operatorAddress: 'http://x' }] }, 'services[0].operatorAddress: is not host:port'],
  [{ ...rig, services: [{ ...service, arguments: ['a\0b'] }] }, 'services[0].arguments[0]: contains a zero byte'],
  [{ ...rig, services: [{ ...service, node: 'b' }] }, 'there is no node "b"'],
  [{ ...rig, services: [service, { ...service, name: 'S' }] }, 'service name "S" is given twice'],
  [{ ...rig, nodes: [{ ...node, name: '../x' }] }, 'nodes[0].name'],
  [[], 'settings.json: '],
])('%j', (value, problem) => {
  expect(problemOf(value)).toMatch(/^settings_broken settings\.json: /)
  expect(problemOf(value)).toContain(problem)
})
test('no JSON says where', () => expect(() => parseSettings('{"version": }')).toThrow(/position|Unexpected/))

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('written, read, with the last ten versions kept', async () => {
  expect(await readSettings(folder)).toBeNull()
  for (let round = 0; round < 14; round += 1)
    await writeSettings(folder, checkSettings({ ...rig, services: [{ ...service, arguments: [String(round)] }] }))
  expect((await readSettings(folder))?.services[0]?.arguments).toEqual(['13'])
  const kept = (await readdir(join(folder, 'settings.history'))).sort()
  expect(kept).toHaveLength(10)
  expect(parseSettings(await readFile(join(folder, 'settings.history', kept.at(-1) ?? ''), 'utf8')).services[0]?.arguments).toEqual(['12'])
  await writeSettings(folder, checkSettings({ ...rig, services: [{ ...service, arguments: ['13'] }] }))
  expect(await readdir(join(folder, 'settings.history'))).toHaveLength(10)
})
test('a broken file is named and stays as it is', async () => {
  await writeFile(join(folder, 'settings.json'), '{"version":1,"simulatd":true}')
  await expect(readSettings(folder)).rejects.toMatchObject({ code: 'settings_broken' })
  expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe('{"version":1,"simulatd":true}')
})
test('relative paths count from the profile, arguments stay', () => {
  const resolved = resolvePaths(checkSettings(rig), '/profile')
  expect(resolved.nodes[0]).toMatchObject({ program: null, dataFolder: '/profile/data' })
  expect(resolved.services[0]).toMatchObject({ program: '/profile/bin/post-service', dataFolder: '/post', arguments: ['-d', 'x'] })
})
test('what is written is what is read', () => expect(parseSettings(settingsText(emptySettings))).toEqual(emptySettings))
