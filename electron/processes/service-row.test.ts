import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ServiceRow } from '../contract/model/rig.ts'
import { newServiceLife, parseMetadata } from '../post/index.ts'
import { checkSettings } from '../settings/index.ts'
import { kinds } from './kinds.ts'
import type { ServiceSeen } from './service-findings.ts'
import { serviceRow } from './service-row.ts'
import { newRecord } from './slot.ts'

const [settings] = checkSettings({
  version: 1,
  simulated: false,
  nodes: [],
  services: [
    {
      name: 's',
      program: '/bin/post-service',
      arguments: ['-d', '/p', '-a', 'http://127.0.0.1:9094', '--threads', '1'],
      dataFolder: '/p',
      node: null,
      operatorAddress: null,
    },
  ],
}).services
if (settings === undefined) throw new Error('fixture')
const record = newRecord({ kind: 'service', name: settings.name })
const metadata = parseMetadata(
  '{"NodeId":"iGyVnP/pd0geiCNgLYrLBVrzF7DbZ+AUbPhm7l4yjbI=","CommitmentAtxId":"LuzIhg7rVidWB0zhIfrw8a61RK/uOOUIG3qpe6Czp10=","LabelsPerUnit":1024,"NumUnits":4,"MaxFileSize":65536,"Nonce":1}',
)
const quiet: ServiceSeen = {
  settings,
  record,
  state: 'stopped',
  adopted: false,
  externalPid: null,
  externalCommandLine: null,
  heldBy: null,
  ownedBy: null,
  folder: { read: metadata, data: null, keyNames: [] },
  named: { path: '/p', same: true, relative: false },
  identity: metadata.ok ? metadata.metadata.nodeId : null,
  log: null,
  said: null,
  saidByAnother: false,
  wrong: null,
  outlasted: false,
  waits: null,
  trouble: null,
  programChanged: false,
  refusedSince: null,
  listens: 'unknown',
  elsewhere: null,
  damaged: false,
  now: 1_000_000,
}
const withLine = (dials: string, listens: string | null = null, asked: string | null = null): ServiceSeen['settings'] => ({
  ...settings,
  arguments: ['-d', '/p', '-a', dials, '--threads', '1', ...(listens === null ? [] : ['--operator-address', listens])],
  operatorAddress: asked,
})
const idsOf = (part: Partial<ServiceSeen>): string[] =>
  serviceRow({ ...quiet, ...part }).findings.map(({ id, verdict }) => `${id}:${verdict}`)

test('a quiet service has a row of the contract and nothing to find', () => {
  const row = serviceRow(quiet)
  expect(z.parse(ServiceRow, row)).toEqual(row)
  expect(row).toMatchObject({
    address: 'http://127.0.0.1:9094',
    identity: expect.stringMatching(/^886c959c/),
    slot: { startClosed: null, stopClosed: 'not-running', pid: null, ours: false },
    findings: [],
  })
})

test('a service that somebody else started is shown as it runs, not as the settings would start it', () => {
  const externalCommandLine = ['/opt/post-service', '--dir', '/disks/a', '--address', 'http://127.0.0.1:9999']
  expect(serviceRow({ ...quiet, state: 'external', externalPid: 7, externalCommandLine })).toMatchObject({
    address: 'http://127.0.0.1:9999',
    slot: { commandLine: externalCommandLine, pid: 7, ours: false },
  })
})

test.each<[Partial<ServiceSeen>, string | null, string | null]>([
  [{ state: 'running' }, 'already-running', null],
  [{ state: 'stopping' }, 'stopping', 'stopping'],
  [{ state: 'external', externalPid: 7 }, 'external', 'external'],
  [{ state: 'external', said: { at: 1, status: 'idle', whose: 'unknown' } }, 'answers-elsewhere', 'external'],
  [{ state: 'unknown' }, 'state-unknown', 'state-unknown'],
  [{ state: 'backing-off' }, null, null],
  [{ heldBy: 'batch', state: 'running' }, 'held-by-migration', 'held-by-migration'],
  [{ settings: { ...settings, program: null } }, 'no-program', 'not-running'],
  [{ elsewhere: 'process 5' }, 'identity-runs-elsewhere', 'not-running'],
  [{ ownedBy: '/other' }, 'folder-of:/other', 'not-running'],
  [{ ownedBy: '/other', state: 'running' }, 'already-running', null],
  [{ named: { path: '/other', same: false, relative: false } }, 'folder-differs', 'not-running'],
  [{ named: { path: '/profile/p', same: true, relative: true } }, null, 'not-running'],
])('why start and stop are closed: %j', (part, start, stop) => {
  expect(serviceRow({ ...quiet, ...part })).toMatchObject({ slot: { startClosed: start, stopClosed: stop } })
})

test.each<[Partial<ServiceSeen>, string[]]>([
  [{ record: { ...record, law: { ...record.law, degraded: true } } }, ['service-degraded:warn']],
  [{ state: 'backing-off', waits: '["memory-short","s","1.0","2.3"]' }, ['service-start-waits:warn']],
  [{ state: 'running', waits: '["memory-short","s","1.0","2.3"]' }, []],
  [{ record: { ...record, law: { ...record.law, degraded: true, latched: true } } }, ['service-latched:fail']],
  [
    { trouble: 'running-operator-port-taken-silently', listens: 'no', state: 'running' },
    ['service-running-operator-port-taken-silently:warn'],
  ],
  [{ listens: 'no', state: 'running' }, ['service-operator-not-ours:warn']],
  [{ listens: 'no', state: 'starting' }, []],
  [{ log: { life: { ...newServiceLife, disconnect: 'no-coinbase' }, since: 1, detail: '' } }, ['service-refused-no-coinbase:fail']],
  [{ refusedSince: 1_000_000 - 11 * 60_000 }, ['service-already-registered:warn']],
  [{ refusedSince: 1_000_000 - 13 * 60_000 }, ['service-already-registered:fail']],
  [{ damaged: true }, ['slot-damaged:unknown']],
  [{ folder: { read: parseMetadata('{}'), data: null, keyNames: [] } }, Array.from({ length: 5 }, () => 'service-metadata:fail')],
  [{ settings: { ...settings, operatorAddress: '127.0.0.1:1' } }, ['service-operator-differs:warn']],
  [
    { settings: { ...settings, arguments: ['-d', '/p', '--bogus'] } },
    ['service-command-line:fail', 'service-command-line:fail', 'service-command-line:fail'],
  ],
  [{ named: { path: '/other', same: false, relative: false } }, ['service-folder-differs:fail']],
  [{ named: { path: '/other', same: false, relative: true }, state: 'running' }, ['service-folder-differs:fail']],
  [{ named: { path: '/profile/p', same: true, relative: true } }, ['service-folder-relative:warn']],
  [{ settings: withLine('http://127.0.0.1:9094', '0.0.0.0:50001', '127.0.0.1:50001') }, []],
  [{ settings: withLine('http://127.0.0.1:9094', '[::]:50001', '127.0.0.1:50001') }, []],
  [{ settings: withLine('http://127.0.0.1:9094', '0.0.0.0:50001', 'rig.local:50001') }, []],
  [{ settings: withLine('http://127.0.0.1:9094', '127.0.0.1:50001', 'localhost:50001') }, []],
  [{ settings: withLine('http://127.0.0.1:9094', '0.0.0.0:50001', '127.0.0.1:50002') }, ['service-operator-differs:warn']],
  [{ settings: withLine('http://127.0.0.1:9094', '127.0.0.1:50001', '192.168.1.6:50001') }, ['service-operator-differs:warn']],
  [{ settings: withLine('http://127.0.0.1:9094', '127.0.0.1:0', '127.0.0.1:50001') }, ['service-operator-differs:warn']],
  [{ settings: withLine('127.0.0.1:9094') }, ['service-address-no-scheme:fail']],
  [{ settings: withLine('http://:9094') }, ['service-address-no-host:fail']],
  [{ settings: withLine('http://0.0.0.0:9094') }, ['service-address-any-address:warn']],
  [{ settings: withLine('http://127.0.0.1') }, ['service-address-no-port:warn']],
])('what is found: %#', (part, ids) => {
  expect(idsOf(part)).toEqual(ids)
})

test('a proof in progress is one from its first k2pow until it is verified', () => {
  expect(
    (['none', 'k2pow', 'reading', 'found', 'verified', 'failed'] as const).filter((proof) =>
      kinds.service.loses({ ...newServiceLife, proof }),
    ),
  ).toEqual(['k2pow', 'reading', 'found'])
})

test('a second prover is a failure beside a process of this row, and none where only the other one runs', () => {
  const elsewhere = 'process 5 proves for it with /q'
  expect(idsOf({ elsewhere, state: 'external', externalPid: 7 })).toEqual(['service-identity-elsewhere:fail'])
  expect(idsOf({ elsewhere, state: 'running' })).toEqual(['service-identity-elsewhere:fail'])
  expect(idsOf({ elsewhere })).toEqual(['service-runs-elsewhere:warn'])
  expect(idsOf({ state: 'external', externalPid: 7 })).toEqual([])
  expect(idsOf({ saidByAnother: true })).toEqual(['service-operator-of-another:warn'])
})

test('a listener without PoST service is named before it runs, and a failure once it does', () => {
  const wrong = { kind: 'private', node: 'A', dials: '127.0.0.1:9093', post: '127.0.0.1:9094' } as const
  const refused = { ...newServiceLife, connection: 'disconnected', disconnect: 'other', failures: 4 } as const
  const log = { life: refused, since: 1, detail: 'Err(status: Unimplemented)' }
  expect(idsOf({ wrong })).toEqual(['service-wrong-listener:warn'])
  expect(idsOf({ wrong, log, state: 'running' })).toEqual(['service-wrong-listener:fail'])
  expect(serviceRow({ ...quiet, wrong, log, state: 'running' })).toMatchObject({
    connection: { state: 'not-connected', reason: 'wrong-listener', dials: '127.0.0.1:9094' },
    findings: [{ values: { kind: 'private', dials: '127.0.0.1:9093', post: '127.0.0.1:9094' } }],
  })
  expect(idsOf({ log, state: 'running' })).toEqual(['service-no-post-service:fail'])
  expect(idsOf({ log: { ...log, detail: 'Err(status: Unknown)' }, state: 'running' })).toEqual(['service-not-connected:warn'])
  expect(idsOf({ log: { ...log, life: { ...refused, failures: 2 } }, state: 'running' })).toEqual([])
  expect(idsOf({ log: { ...log, life: { ...refused, connection: 'registered' } }, state: 'running' })).toEqual([])
})

test('words are asked for what is lost, and for ending at once; a restart is closed by what would close the start', () => {
  const working = { life: { ...newServiceLife, proof: 'reading' as const }, since: null, detail: '' }
  expect(serviceRow({ ...quiet, state: 'running', log: working })).toMatchObject({ slot: { stopWords: 'stop:s', restartClosed: null } })
  expect(serviceRow({ ...quiet, state: 'running' })).toMatchObject({ slot: { stopWords: null } })
  expect(serviceRow({ ...quiet, state: 'running', outlasted: true })).toMatchObject({ slot: { stopWords: 'end:s' } })
  expect(serviceRow({ ...quiet, state: 'running', elsewhere: 'process 5' }).slot.restartClosed).toBe('identity-runs-elsewhere')
  expect(serviceRow({ ...quiet, state: 'running', heldBy: 'batch' }).slot.restartClosed).toBe('held-by-migration')
  expect(serviceRow(quiet).slot.restartClosed).toBe('not-running')
})

test('an end says who asked for it, also one that an earlier version wrote down', () => {
  const lastEnd = { meaning: 'ended-by-signal', exit: null, signal: 'SIGTERM', at: 5, line: '' }
  expect(serviceRow({ ...quiet, record: { ...record, lastEnd } }).slot.lastEnd).toMatchObject({ by: 'unknown', lines: [] })
  expect(serviceRow({ ...quiet, record: { ...record, lastEnd: { ...lastEnd, by: 'person' } } }).slot.lastEnd).toMatchObject({
    by: 'person',
  })
})

test('damaged data is said as values', () => {
  const findings = [{ kind: 'wrong-size', name: 'postdata_3.bin', found: 71_779_962_880n, expected: 26_393_320n }] as const
  const data = { expectedFiles: 4, presentFiles: 4, expectedBytes: 1n, presentBytes: 1n, findings, complete: false }
  expect(serviceRow({ ...quiet, folder: { read: metadata, data, keyNames: [] } }).findings[0]).toMatchObject({
    id: 'service-data-incomplete',
    values: { kind: 'wrong-size', name: 'postdata_3.bin', found: '71779962880', expected: '26393320', path: '/p' },
  })
})

test('of a service on another machine nothing is claimed: no process, no data, no line; nothing is started or stopped from here', () => {
  const away = { ...settings, program: null, dataFolder: null, arguments: [], operatorAddress: '10.0.0.5:50051' }
  for (const state of ['elsewhere', 'external'] as const) {
    const row = serviceRow({ ...quiet, settings: away, folder: null, state })
    expect(row.findings).toEqual([])
    expect(row.slot).toMatchObject({ state, startClosed: 'not-here', stopClosed: 'not-here', restartClosed: 'not-here', pid: null })
  }
  // A line that was given is judged, but for where it is asked, which may be a tunnel.
  const line = { ...away, arguments: ['-d', '/p', '-a', 'https://h:1', '--threads', '1', '--operator-address', '0.0.0.0:1'] }
  expect(serviceRow({ ...quiet, settings: line, folder: null, state: 'elsewhere' }).findings.map(({ id }) => id)).toEqual([
    'service-address-tls-missing',
  ])
})
