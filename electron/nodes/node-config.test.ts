import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { nodeFlags } from './flags/read-flags.ts'
import { loadNodeConfig } from './node-config.io.ts'
import { readNodeConfig } from './node-config.ts'
import { configFindings } from './node-findings.ts'
import { nodeLogPhases, parseNodeLine } from './node-log.ts'

const recorded = (path: string): string => readFileSync(new URL(`../../e2e/recordings/${path}`, import.meta.url), 'utf8')
const argv = ['-c', 'config.json', '--genesis-time=2026-11-21T09:48:31Z', '-d', 'node_data', '--filelock', 'node.lock']
const name = (text: string) => z.parse(RigName, text)

test('the recorded node, from its command line and its configuration', () => {
  expect(readNodeConfig(argv, recorded('run-remote/node-config.json'))).toEqual({
    configFile: 'config.json',
    preset: 'standalone',
    presetAsked: 'standalone',
    dataFolder: 'node_data',
    fileLock: 'node.lock',
    listeners: { public: '127.0.0.1:10092', private: '127.0.0.1:10093', post: '127.0.0.1:10094', json: '127.0.0.1:10095', tls: null },
    tlsFiles: { ca: null, cert: null, key: null },
    genesisTime: '2026-11-21T09:48:31Z',
    layerMs: 6_000,
    layersPerEpoch: 20,
    timing: { phaseShiftMs: 60_000, cycleGapMs: 50_000, gracePeriodMs: 15_000 },
    poetServers: [{ address: 'http://127.0.0.1:10010', pubkey: 'iHM0YjmsdZ9+zNCaAfHA1NOuCDDyJbMHlbou/oJmRjQ=' }],
    coinbase: 'standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg',
    smeshingStart: false,
    postFolder: null,
    hrp: null,
    standalone: false,
    publicServices: null,
    traps: [],
    arguments: argv,
    folderByFlag: true,
    folder: null,
    problems: [],
  })
})

test('flags in every form; the last one counts; switches take no value', () => {
  const flags = nodeFlags([
    '-cone',
    '-c=two',
    '--config',
    'three',
    '--smeshing-start',
    '--grpc-post-listener=a:1',
    '-d',
    'x',
    'stray',
    '--preset=testnet',
    '--',
    '--late',
    'y',
  ])
  expect(Object.fromEntries(flags)).toEqual({
    config: 'three',
    'smeshing-start': 'true',
    'grpc-post-listener': 'a:1',
    'data-folder': 'x',
    preset: 'testnet',
  })
})

test('flags win over the file, presets fill what neither says', () => {
  const text = JSON.stringify({
    PRESET: 'testnet',
    Poet: { 'Cycle-Gap': '3h' },
    smeshing: { 'smeshing-start': true, 'smeshing-coinbase': 'stest1q' },
  })
  const config = readNodeConfig(['--cycle-gap', '4h', '--smeshing-start=false'], text)
  expect(config).toMatchObject({
    preset: 'testnet',
    smeshingStart: false,
    coinbase: 'stest1q',
    timing: { phaseShiftMs: 43_200_000, cycleGapMs: 14_400_000 },
  })
})

test('where a supervised key has its PoST data is said by flag, else by the file', () => {
  const text = JSON.stringify({ smeshing: { 'smeshing-opts': { 'smeshing-opts-datadir': '/file' } } })
  expect(readNodeConfig([], text).postFolder).toBe('/file')
  expect(readNodeConfig(['--smeshing-opts-datadir', '/flag'], text).postFolder).toBe('/flag')
})

test.each([
  ['no object', '[1]', saw('config-broken', 'JSON')],
  ['a wrong type', '{"main":{"layers-per-epoch":"many"}}', saw('wants', 'main.layers-per-epoch', '"many"', 'whole')],
  ['a duration that is none', '{"poet":{"cycle-gap":"soon"}}', saw('wants', 'poet.cycle-gap', '"soon"', 'duration')],
  ['text that is none', '{"api":{"grpc-post-listener":[5]}}', saw('wants', 'api.grpc-post-listener', '[5]', 'text')],
  ['servers that are no list', '{"main":{"poet-servers":"x"}}', saw('wants', 'main.poet-servers', '…', 'poets')],
  ['one server without its list', '{"main":{"poet-servers":{"address":"http://a"}}}', saw('wants', 'main.poet-servers', '…', 'poets')],
])('%s is named, nothing is thrown', (_what, text, problem) => expect(readNodeConfig([], text).problems).toEqual([problem]))

test('an unread configuration tells no timings of another network', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  try {
    expect(await loadNodeConfig(['-c', 'gone.json'], folder)).toMatchObject({ timing: null, problems: [saw('unreadable', 'gone.json')] })
    writeFileSync(join(folder, 'here.json'), '{"preset":"standalone"}')
    expect(await loadNodeConfig(['-c', 'here.json'], folder)).toMatchObject({ preset: 'standalone', timing: { cycleGapMs: 30_000 } })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the standalone preset smeshes at once and has a coinbase, unless told otherwise', () => {
  expect(readNodeConfig(['--preset', 'standalone'], null)).toMatchObject({
    smeshingStart: true,
    coinbase: 'standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg',
  })
  expect(readNodeConfig(['--preset', 'standalone', '--smeshing-coinbase='], null).coinbase).toBeNull()
})

const facts = { node: name('B'), setup: 'unknown', version: null, otherLocks: new Map() } as const
const idsOf = (found: readonly { id: string; verdict: string }[]): string[] => found.map(({ id, verdict }) => `${id}:${verdict}`)

test('folder and command line disagree: by flag, by file, by the program itself; relative, linked, unread', async () => {
  const rig = mkdtempSync(join(tmpdir(), 'folders-'))
  const dataFolder = join(rig, 'B')
  const judged = async (args: readonly string[], file = '{}'): Promise<string[]> => {
    writeFileSync(join(rig, 'B.json'), file)
    const config = await loadNodeConfig([...args, '--smeshing-coinbase', 'x'], rig, dataFolder)
    return idsOf(configFindings({ ...facts, config: { ...config, traps: [] }, dataFolder }))
  }
  try {
    mkdirSync(dataFolder)
    symlinkSync(dataFolder, join(rig, 'link'))
    const file = (folder: string): string => JSON.stringify({ main: { 'data-folder': folder } })
    expect(await judged(['-c', 'B.json', '-d', join(rig, 'A'), '--filelock', 'B.lock'])).toEqual(['node-folder-differs:fail'])
    expect(await judged(['-c', 'B.json'], file(join(rig, 'A')))).toEqual(['node-folder-differs:fail'])
    expect(await judged(['-c', 'B.json', `--data-folder=${dataFolder}`], file(join(rig, 'A')))).toEqual([])
    expect(await judged([])).toEqual(['node-folder-differs:fail'])
    expect(await judged(['-p', 'standalone'])).toEqual(['node-folder-differs:fail'])
    expect(await judged(['-d', `${dataFolder}/./`])).toEqual([])
    expect(await judged(['-d', join(rig, 'link')])).toEqual([])
    expect(await judged(['-d', 'B'])).toEqual(['node-folder-relative:warn'])
    expect(await judged(['-d', 'other'])).toEqual(['node-folder-differs:fail'])
    expect(await judged(['-d', ''])).toEqual(['node-folder-differs:fail'])
    expect(await judged(['-c', 'gone.json'])).toEqual(['node-folder-unknown:unknown', 'config-not-readable:unknown'])
    expect(await judged(['-c', 'gone.json', '-d', dataFolder])).toEqual(['config-not-readable:unknown'])
    expect(await judged(['-c', 'gone.json', '-d', rig])).toEqual(['node-folder-differs:fail', 'config-not-readable:unknown'])
  } finally {
    rmSync(rig, { recursive: true })
  }
})

test.each<[string[], string[]]>([
  [['--nope'], ['node-argument-unknown-flag:fail']],
  [
    ['--cycle-gap', 'soon'],
    ['node-argument-value-refused:fail', 'config-not-readable:unknown'],
  ],
  [['--preset', 'mainnet'], ['preset-unknown:fail']],
  [['version'], ['node-argument-no-node:fail']],
  [['--poet-server', 'http://x'], ['node-argument-deprecated:fail']],
  [['--pprof-mutex-profile', '--preset=testnet'], ['node-argument-not-in-version:fail']],
])('judged before the start: %j', (args, ids) => {
  const config = { ...readNodeConfig([...args, '--smeshing-coinbase=x'], null), traps: [] }
  expect(idsOf(configFindings({ ...facts, config, version: 'v1.6.8', dataFolder: null }))).toEqual(ids)
})

test('findings: what the next start or the services would stumble over', () => {
  const config = readNodeConfig(['--smeshing-start', '--filelock', 'one.lock'], null)
  const otherLocks = new Map([[name('b'), 'one.lock']])
  const remote = { ...facts, config, setup: 'remote', dataFolder: null, otherLocks } as const
  expect(configFindings(remote).map(({ id, verdict }) => [id, verdict])).toEqual([
    ['smeshing-start-in-remote-setup', 'fail'],
    ['coinbase-missing', 'fail'],
    ['post-listener-random', 'warn'],
    ['lock-file-shared', 'warn'],
  ])
})

test('the recorded log: two refusals and two starts, the keys, the services, the ATXs', () => {
  const phases = nodeLogPhases(recorded('run-remote/node.log').split('\n'))
  const kinds = phases.map(({ kind }) => kind)
  const count = (kind: string): number => kinds.filter((one) => one === kind).length
  expect([count('starting'), count('started'), count('stopping'), count('stopped')]).toEqual([5, 4, 3, 3])
  expect([count('local-key-created'), count('key-loaded'), count('atx-published')]).toEqual([1, 17, 12])
  expect(phases.find(({ kind }) => kind === 'starting')).toEqual({ kind: 'starting', version: 'v1.7.6' })
  // Six modules log the same line; only the builder's means smeshing: four keys in each of three starts.
  expect(count('smeshing')).toBe(12)
})

test('lines: console and JSON, with and without logger; anything else is none', () => {
  expect(parseNodeLine('{"L":"ERROR","T":"t","N":"node","M":"duplicate key","filename1":"zz.key"}')).toEqual({
    at: 't',
    level: 'ERROR',
    logger: 'node',
    text: 'duplicate key',
    fields: '{"filename1":"zz.key"}',
  })
  expect(parseNodeLine('2026-11-21T09:46:10.753Z\tINFO\tGRPC server listening on 127.0.0.1:1')).toMatchObject({
    logger: '',
    text: 'GRPC server listening on 127.0.0.1:1',
  })
  for (const line of ['', 'Error: x', '{', '{"L":"LOUD"}', 'panic: x', `2026-11-21T09:46:10Z\tINFO\t${'x'.repeat(70_000)}`])
    expect(parseNodeLine(line)).toBeNull()
})

test.each([
  [{ smeshing: { 'smeshing-coinbase': 'hello' } }, 'coinbase-invalid'],
  [{ smeshing: { 'smeshing-coinbase': 'standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg' } }, 'coinbase-wrong-network'],
  [{ preset: 'standalone', smeshing: { 'smeshing-coinbase': 'standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg' } }, null],
  [{ api: { 'grpc-private-listener': '0.0.0.0:9093' } }, 'private-listener-open'],
  [{ api: { 'grpc-private-listener': ':9093' } }, 'private-listener-open'],
  [{ api: { 'grpc-private-listener': '127.0.0.1:9093' } }, null],
  [{ api: { publicservices: ['Node', 'Admin'] } }, 'private-services-public'],
  [{ api: { 'grpc-json-listener': '127.0.0.1:9095', 'grpc-cors-allowed-origins': ['*'] } }, 'cors-open'],
  [{ api: { 'grpc-cors-allowed-origins': ['*'] } }, null],
  [{ post: { 'post-min-numunits': 4 }, smeshing: { 'smeshing-opts': { 'smeshing-opts-numunits': 2 } } }, 'units-below-least'],
  [{ main: { 'poet-servers': [{ address: 'http://a:1', pubkey: '' }] } }, 'poet-without-key'],
] as const)('the trap in %j: %s', (config, id) => {
  const found = readNodeConfig(['-c', 'c.json'], JSON.stringify(config)).traps.map((trap) => trap.id)
  expect(found).toEqual(id === null ? [] : [id])
})
