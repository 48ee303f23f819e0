import { expect, test } from 'vitest'
import type { NodeRow, ServiceRow } from '../contract/model/rig.ts'
import { check } from '../contract/model/verdicts.ts'
import {
  canRun,
  disksOf,
  enoughSpace,
  exposedListeners,
  exposedOperator,
  keptHere,
  keyFolder,
  memoryFor,
  notNewer,
  operatorPort,
  profilePrivate,
} from './judge.ts'
import { exitOf, keysPlace, nodePlace, onlyNew, servicePlace } from './results.ts'
import { nodesTogether, serviceChecks } from './row-checks.ts'

const listeners = { public: '0.0.0.0:9092', private: null, post: null, json: null, tls: null }
const of = (changed: Partial<typeof listeners> | Readonly<Record<string, string>>, problems: readonly string[] = []) =>
  exposedListeners('n', { listeners: { ...listeners, ...changed }, problems }).map(
    ({ id, verdict, values }) => `${id} ${verdict} ${values.which ?? ''}`,
  )

test.each([
  ['the program’s own defaults', {}, [], ['listener-exposed pass ']],
  ['a config that could not be read', {}, ['unreadable'], ['listener-exposed unknown ']],
  ['the private one on every address', { private: '0.0.0.0:9093' }, [], ['listener-exposed fail private']],
  ['without a host, which is every address', { private: ':9093' }, [], ['listener-exposed fail private']],
  ['the post one on an address of the house', { post: '192.168.0.5:9094' }, [], ['listener-exposed warn post']],
  ['what is no address', { post: 'x' }, [], ['listener-exposed unknown post']],
  ['the JSON gateway, even on this computer', { json: '127.0.0.1:9095' }, [], ['json-gateway-on warn ']],
  ['both at home', { private: '127.0.0.1:1', post: '[::1]:2' }, [], ['listener-exposed pass ']],
])('listeners: %s', (...[, changed, problems, said]) => {
  expect(of(changed, problems)).toEqual(said)
})

test('what could not be looked at is unknown, never in order', () => {
  const unknown = [
    ...profilePrivate('/p', null),
    keyFolder('/k', null),
    enoughSpace('node-space', { path: '/d', free: null, floor: 1 }),
    canRun('/b', 'unknown'),
    operatorPort({ service: 's', address: '127.0.0.1:1', runs: false, port: 'unknown', own: 'unknown' }),
    operatorPort({ service: 's', address: '127.0.0.1:1', runs: true, port: 'open', own: 'unknown' }),
    exposedOperator('s', 'x'),
  ]
  expect(new Set(unknown.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']))
})

test('services that read one disk, as many as the settings allow', () => {
  const on = (...disks: (string | null)[]) => disks.map((disk, at) => ({ service: `s${at}`, disk }))
  expect(disksOf(on('sda', 'sdb'), 1).map(({ verdict }) => verdict)).toEqual(['pass'])
  expect(disksOf(on('sda', 'sda', 'sdb', 'sdb+sdc'), 1)).toMatchObject([
    { verdict: 'warn', values: { disk: 'sda', count: '2', services: 's0, s1' } },
  ])
  expect(disksOf(on('sda', 'sda'), 2).map(({ verdict }) => verdict)).toEqual(['pass'])
  expect(disksOf(on('sda', null), 1).map(({ verdict }) => verdict)).toEqual(['unknown'])
  expect(disksOf(on('sda'), 1)).toEqual([])
})

test('rights, space, programs, ports, memory', () => {
  const verdicts = [
    ...profilePrivate('/p', [{ path: '/p', mode: 0o700 }]),
    ...profilePrivate('/p', [{ path: '/p/a', mode: 0o640 }]),
    keyFolder('/k', { path: '/k', mode: 0o755 }),
    keyFolder('/k', { path: '/k', mode: 0o775 }),
    enoughSpace('profile-space', { path: '/d', free: 1, floor: 2 }),
    canRun('/b', 'noexec'),
    operatorPort({ service: 's', address: 'a', runs: false, port: 'open', own: 'no' }),
    operatorPort({ service: 's', address: 'a', runs: true, port: 'open', own: 'yes' }),
    ...memoryFor(2, 10 * 2 ** 30),
    ...memoryFor(3, 10 * 2 ** 30),
    keptHere({ path: '/d', storage: null, syncedBy: 'dropbox' }),
    ...notNewer([{ path: 'h', version: 3, known: 2 }]),
  ].map(({ verdict }) => verdict)
  expect(verdicts.join(' ')).toBe('pass warn pass warn warn fail fail pass pass warn warn fail')
  expect(memoryFor(0, 0)).toEqual([])
})

const service = (changed: object): ServiceRow =>
  ({
    name: 's',
    findings: [],
    identity: null,
    slot: { state: 'running' },
    connection: { state: 'connected', reason: null },
    ...changed,
  }) as unknown as ServiceRow

test('where a finding exists it is the only word', () => {
  const incomplete = check.fail('service-data-incomplete', { path: '/d' })
  const refused = check.fail('service-no-post-service')
  const ids = serviceChecks(service({ findings: [incomplete, refused], connection: { state: 'not-connected', reason: '' } })).map(
    ({ id }) => id,
  )
  expect(ids).toEqual(['service-data-incomplete', 'service-no-post-service', 'service-runs'])
  expect(serviceChecks(service({})).map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    'service-runs pass',
    'service-registered pass',
    'data-in-order unknown',
  ])
})

const node = (genesisId: string | null, version: string | null) => ({ genesisId, version }) as unknown as NodeRow
test('nodes together: what one does not say is not known', () => {
  const of = (...rows: NodeRow[]) => nodesTogether(rows).map(({ verdict }) => verdict)
  expect(of(node('g', 'v'))).toEqual([])
  expect(of(node('g', 'v'), node('g', 'v'))).toEqual(['pass', 'pass'])
  expect(of(node('g', 'v'), node('g', null))).toEqual(['pass', 'unknown'])
  expect(of(node('g', 'v'), node('h', 'w'))).toEqual(['warn', 'warn'])
})

test('of two rooms that found the same one is told, and the exit code says the worst', () => {
  const told = new Set<string>()
  const open = check.warn('key-open-to-others', { path: '/k' })
  expect([onlyNew(told, keysPlace, [open]), onlyNew(told, nodePlace('n'), [open, check.pass('node-synced')])]).toEqual([
    [open],
    [check.pass('node-synced')],
  ])
  const of = (...verdicts: (keyof typeof check)[]) => exitOf(verdicts.map((verdict) => ({ check: check[verdict]('node-synced') })))
  expect([of('pass', 'warn'), of('pass', 'unknown'), of('unknown', 'fail'), of()]).toEqual([0, 3, 1, 0])
})

test('of a service on another machine neither process nor data is judged', () => {
  const row = {
    name: 's',
    findings: [],
    identity: null,
    connection: { state: 'unknown', reason: null },
    dataFolder: null,
  } as unknown as ServiceRow
  const ids = (state: string) =>
    serviceChecks({ ...row, slot: { state } as ServiceRow['slot'] }).map(({ id, verdict }) => `${id} ${verdict}`)
  expect([ids('elsewhere'), ids('external')]).toEqual([[], ['service-registered unknown']])
})
test('two that are ill in the same way are told both: services that are not taken, and looks that did not end', () => {
  const told = new Set<string>()
  const of = (name: string) =>
    onlyNew(told, servicePlace(name, 'n'), [
      check.fail('service-registered', { service: name }, 'refused'),
      check.unknown('look-not-ended', {}, ''),
      check.unknown('data-in-order', { service: name }, ''),
    ])
  expect([of('one').length, of('other').length]).toEqual([3, 3])
})
