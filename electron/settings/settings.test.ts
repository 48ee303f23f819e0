import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { jsonPlaces } from './json-places.ts'
import { keepSettings, readSettings, resolvePaths, restoreSettings, settingsVersions, writeSettings } from './settings.io.ts'
import { checkSettings, emptySettings, parseSettings, settingsLimit, settingsText } from './settings.ts'
import { nearName } from './settings-fault.ts'

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
  [{ ...rig, colour: 1 }, saw('unknown-field', 'colour')],
  [{ ...rig, nodes: [{ ...node, nmae: 'x' }] }, saw('unknown-field', 'nodes[0].nmae')],
  [{ ...rig, nodes: [{ ...node, addresses: { ...node.addresses, grpc: null } }] }, saw('unknown-field', 'nodes[0].addresses.grpc')],
  [{ ...rig, version: 2 }, 'version'],
  [{ ...rig, services: [{ ...service, arguments: 'x' }] }, 'services[0].arguments'],
  [{ ...rig, services: [{ ...service, dataFolder: 1 }] }, 'services[0].dataFolder'],
  [{ ...rig, services: [{ ...service, operatorAddress: 'http://x' }] }, `services[0].operatorAddress: ${saw('no-host-port')}`],
  [{ ...rig, services: [{ ...service, arguments: ['a\0b'] }] }, `services[0].arguments[0]: ${saw('zero-byte')}`],
  [{ ...rig, services: [{ ...service, node: 'b' }] }, `services[0].node: ${saw('not-in-settings', 'b')}`],
  [{ ...rig, services: [service, { ...service, name: 'S' }] }, saw('name-twice', 'service', 'S')],
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
  expect(parseSettings(await readFile(join(folder, 'settings.history', kept.at(-1) ?? ''), 'utf8')).services[0]?.arguments).toEqual(['13'])
  await writeSettings(folder, checkSettings({ ...rig, services: [{ ...service, arguments: ['13'] }] }))
  expect(await readdir(join(folder, 'settings.history'))).toHaveLength(10)
})
test('a kept version that can not be read keeps nobody from writing', async () => {
  const [last] = (await readdir(join(folder, 'settings.history'))).sort().reverse()
  await writeFile(join(folder, 'settings.history', last ?? ''), ' '.repeat(settingsLimit + 1))
  await writeSettings(folder, checkSettings({ ...rig, services: [{ ...service, arguments: ['14'] }] }))
  expect((await readSettings(folder))?.services[0]?.arguments).toEqual(['14'])
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
test('a program may be a version of the profile’s own store', () => {
  const settings = checkSettings({ ...rig, services: rig.services.map((service) => ({ ...service, program: 'post-service@0.8.5' })) })
  const [service] = resolvePaths(settings, '/profile').services
  expect(service?.program).toBe('/profile/binaries/post-service/0.8.5/post-service')
})

test('what is written is what is read', () => expect(parseSettings(settingsText(emptySettings))).toEqual(emptySettings))

const faultIn = (text: string) => {
  try {
    parseSettings(text)
    return null
  } catch (cause) {
    return cause instanceof AppError ? cause.data : cause
  }
}
const pretty = JSON.stringify(rig, null, 2)
test.each([
  [pretty.replace('"nodes"', '"nods"'), { kind: 'unknown-field', line: 4, field: 'nods', meant: 'nodes' }],
  [pretty.replace('"simulated"', '"simulatd"'), { kind: 'unknown-field', line: 3, field: 'simulatd', meant: 'simulated' }],
  [pretty.replace('"dataFolder"', '"data-folder"'), { kind: 'unknown-field', field: 'nodes[0].data-folder', meant: 'dataFolder' }],
  [pretty.replace('"private"', '"privte"'), { kind: 'unknown-field', field: 'nodes[0].addresses.privte', meant: 'private' }],
  [pretty.replace('"operatorAddress"', '"operator_adress"'), { field: 'services[0].operator_adress', meant: 'operatorAddress' }],
  [pretty.replace('"version"', '"colour": 1, "version"'), { kind: 'unknown-field', line: 2, field: 'colour', meant: null }],
  [JSON.stringify({ ...rig, services: undefined }, null, 2), { kind: 'missing-field', field: 'services', line: null }],
  [pretty.replace('"127.0.0.1:1"', '"http://x"'), { kind: 'value', line: 11, field: 'nodes[0].addresses.public', meant: null }],
  [pretty.replace('"services": [', '"services": [,'), { kind: 'json', line: 17, field: null }],
  ['{\n  "version": 1,\n', { kind: 'json', line: 3 }],
  ['', { kind: 'json', line: 1 }],
  ['[]', { kind: 'value', field: null }],
])('what is wrong, and where: %#', (text, fault) => expect(faultIn(text)).toMatchObject(fault))

test('a byte order mark, as Windows editors write it, is no fault', () => expect(parseSettings(`\uFEFF${pretty}`).nodes).toHaveLength(1))

test.each(['a[', '[', 'a[b', '].', '..', 'nodes[0', '[0]['])(
  'a name that holds what stands between names is refused at its line: %s',
  (name) => {
    expect(() => parseSettings(JSON.stringify({ ...emptySettings, [name]: 1 }))).toThrow(/settings_broken|settings/)
  },
)

test('a far name is not guessed', () => {
  expect(nearName('colour', ['version', 'simulated', 'nodes', 'services'])).toBeNull()
  expect(nearName('serivces', ['version', 'services'])).toBe('services')
  expect(nearName('Nodes', ['nodes'])).toBe('nodes')
})

test('the places of a JSON text are those that JSON.parse sees', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.integer({ min: 0, max: 200 }), (text, cut) => {
      expect(jsonPlaces(text).brokenLine).toBeNull()
      const part = text.slice(0, cut)
      let whole = true
      try {
        JSON.parse(part)
      } catch {
        whole = false
      }
      expect(jsonPlaces(part).brokenLine === null).toBe(whole)
    }),
  )
  expect(jsonPlaces('['.repeat(100_000)).brokenLine).toBe(1)
})

test('a kept version takes the place of a broken file, which stays beside it; a sound file is never replaced', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'settings-'))
  try {
    await writeSettings(profile, checkSettings({ ...rig, nodes: [], services: [] }))
    await writeSettings(profile, checkSettings({ ...rig, services: [] }))
    await writeSettings(profile, checkSettings(rig))
    const corrected = settingsText(checkSettings({ ...rig, nodes: [], services: [{ ...service, node: null }] }))
    await writeFile(join(profile, 'settings.json'), corrected)
    for (let opened = 0; opened < 2; opened++) await keepSettings(profile)
    expect((await settingsVersions(profile)).map(({ name }) => name)).toEqual(['000004.json', '000003.json', '000002.json', '000001.json'])
    await writeFile(join(profile, 'settings.history', '000003.json'), 'not JSON')
    const versions = await settingsVersions(profile)
    expect(versions.map(({ name, nodes, services }) => ({ name, nodes, services }))).toEqual([
      { name: '000004.json', nodes: 0, services: 1 },
      { name: '000002.json', nodes: 1, services: 0 },
      { name: '000001.json', nodes: 0, services: 0 },
    ])
    await expect(restoreSettings(profile, '000002.json')).rejects.toMatchObject({ code: 'not_allowed' })
    await writeFile(join(profile, 'settings.json'), '{"nods": []}')
    for (const name of ['000009.json', '../settings.json', '000003.json'])
      await expect(restoreSettings(profile, name)).rejects.toBeInstanceOf(AppError)
    await restoreSettings(profile, '000002.json')
    expect((await readSettings(profile))?.nodes).toHaveLength(1)
    expect(await readFile(join(profile, 'settings.json.broken'), 'utf8')).toBe('{"nods": []}')
  } finally {
    await rm(profile, { recursive: true })
  }
})

test('the folder of a service that is asked on another machine is none of this one', () => {
  const folderOf = (part: object) =>
    resolvePaths(checkSettings({ ...rig, services: [{ ...service, ...part }] }), '/profile').services[0]?.dataFolder
  const away = { program: null, operatorAddress: '203.0.113.5:1' }
  expect([away, { ...away, operatorAddress: 'other.lan:1' }, { ...away, dataFolder: null }].map(folderOf)).toEqual([null, null, null])
  // Its own address, a program that is started here, and none to ask: here.
  const here = [
    { ...away, operatorAddress: '127.0.0.1:1' },
    { ...away, operatorAddress: `${hostname()}:1` },
    { operatorAddress: '203.0.113.5:1' },
    { program: null },
  ]
  expect(here.map(folderOf)).toEqual(['/post', '/post', '/post', '/post'])
})
