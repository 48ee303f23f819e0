import { expect, test } from 'vitest'
import { type Epoch, Instant } from '../contract/model/basics.ts'
import type { MoveCheckId } from '../contract/model/check-id.ts'
import { saw } from '../contract/seen.ts'
import type { CheckFacts } from './check-facts.ts'
import { allClear, runChecks } from './checks.ts'
import { mainnetGenesis } from './checks-nodes.ts'
import { freezePlan } from './freeze-plan.ts'
import {
  a1,
  disks,
  entry,
  folder,
  good,
  here,
  inShed,
  left,
  look,
  moving,
  names,
  other,
  says,
  schema,
  source,
  sourceFolder,
  stays,
  target,
  targetFolder,
  there,
  third,
  time,
  who,
} from './testing/good-facts.ts'

test('when all is well every check passes and a plan is frozen', () => {
  const checks = runChecks(good)
  expect(checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  const plan = freezePlan(good)
  expect(plan?.nodes).toMatchObject({ home: { others: [other] }, attic: { others: [stays] } })
  expect(plan?.moves).toMatchObject([{ identity: moving, from: 'attic', to: 'home', keyName: 'a1.key' }])
})

test.each<[MoveCheckId, string, Partial<CheckFacts>]>([
  ['two-nodes', 'fail', target({ dataFolder: '/attic' })],
  ['two-nodes', 'unknown', target({ dataFolder: null })],
  ['same-world', 'fail', target({ simulated: false })],
  ['same-genesis', 'fail', target({ genesisId: 'cd' })],
  ['same-genesis', 'unknown', source({ genesisId: null })],
  ['mainnet-closed', 'fail', target({ genesisId: mainnetGenesis })],
  ['same-version', 'unknown', { ...source({ version: 'node-split-1.0.15' }), ...target({ version: 'node-split-1.0.15' }) }],
  ['same-version', 'unknown', target({ version: 'develop' })],
  ['same-version', 'fail', target({ version: 'v1.6.8' })],
  ['same-version', 'unknown', target({ version: null })],
  ['can-restart', 'fail', source({ canStart: false })],
  ['ends-known', 'fail', source({ programs: [], usedBy: [] })],
  ['ends-known', 'warn', target({ programs: [], usedBy: [{ pid: 4, commandLine: 'rsync /home', how: 'argument' }] })],
  ['ends-known', 'pass', source({ running: false, programs: [], usedBy: [] })],
  ['source-provable', 'unknown', { silence: { ...good.silence, usersComplete: false } }],
  ['source-provable', 'unknown', { silence: { ...good.silence, autoStart: ['unit'] } }],
  ['starts-by-itself', 'unknown', { silence: { ...good.silence, autoStart: ['unit'] } }],
  ['starts-by-itself', 'warn', { silence: { ...good.silence, autoStartUnread: ['/var/spool/cron'] } }],
  ['source-key', 'fail', here(entry('a2.key', stays))],
  ['source-key', 'fail', here(a1, entry('again.key', moving))],
  ['source-key', 'warn', here({ ...a1, mode: 0o644 }, entry('a2.key', stays))],
  ['source-folder-clean', 'fail', here(a1, entry('bad.key', null, { kind: 'defective' }))],
  ['target-folder-clean', 'fail', there(entry('bad.key', null, { kind: 'defective' }))],
  ['target-folder-clean', 'fail', there(entry('link.key', null, { kind: 'symlink' }))],
  ['target-folder-clean', 'fail', there(entry('twin.key', other))],
  ['target-is-remote', 'fail', there(entry('local.key', stays))],
  ['target-is-remote', 'fail', target({ smeshingStart: true })],
  ['target-is-remote', 'unknown', target({ smeshingStart: null })],
  ['source-is-remote', 'fail', here(entry('local.key', moving))],
  ['no-fresh-local-key', 'warn', here(a1)],
  ['no-fresh-local-key', 'fail', { folders: { source: sourceFolder, target: look('/home', folder()) } }],
  ['target-name-free', 'pass', there(entry('A1.key', stays))],
  ['no-other-copy', 'fail', there(entry('same.key', moving))],
  ['no-other-copy', 'fail', who({ copies: [{ path: '/third/identities/x.key', loadableBy: names.service }] })],
  ['no-other-copy', 'fail', inShed('/shed/identities/x.key.bak')],
  ['no-other-copy', 'warn', inShed('/shed/identities/x.key.moved-0123456789ab')],
  ['no-other-copy', 'warn', who({ copies: [{ path: '/post/identity.key', loadableBy: null }] })],
  ['no-other-copy', 'fail', inShed('/shed/identities/backup.txt', true)],
  ['no-other-copy', 'warn', who({ copies: [{ path: '/post/a1', loadableBy: null, altered: true }] })],
  ['no-other-copy', 'fail', who({ copies: [{ path: '/attic/identities/a1.key.bak', loadableBy: null }] })],
  ['no-other-copy', 'fail', who({ copies: [{ path: '/home/identities/a1', loadableBy: null, altered: true }] })],
  ['no-other-copy', 'warn', who({ copies: [{ path: '/home/identities/a1.key.moved-0123456789ab', loadableBy: null }] })],
  ['no-stranger', 'pass', who({ strangers: [{ pid: 7, folder: '/x', keys: 'read', holds: [] }] })],
  ['no-stranger', 'fail', who({ strangers: [{ pid: 7, folder: '/x', keys: 'read', holds: ['/x/identities/a.key'] }] })],
  ['no-stranger', 'unknown', who({ strangers: [{ pid: 7, folder: null, keys: 'not-read', holds: [] }] })],
  ['no-stranger', 'unknown', who({ strangers: [{ pid: 7, folder: '/x', keys: 'newer-than-start', holds: [] }] })],
  ['no-stranger', 'unknown', who({ strangers: [{ pid: null, folder: '/x', keys: 'not-read', holds: [] }] })],
  ['no-stranger', 'unknown', who({ blind: ['process-space'] })],
  ['one-name', 'fail', here({ ...a1, links: 2 }, entry('a2.key', stays))],
  ['one-name', 'pass', here(a1, { ...entry('a2.key', stays), links: 2 })],
  ['not-listed-elsewhere', 'fail', who({ nodes: [...says, { node: third, lists: true, folder: null, runs: true }] })],
  ['not-listed-elsewhere', 'fail', who({ nodes: [{ node: names.target, lists: true, folder: '/home', runs: true }] })],
  ['not-listed-elsewhere', 'unknown', who({ nodes: [...says, { node: third, lists: null, folder: null, runs: false }] })],
  ['not-listed-elsewhere', 'pass', who({ nodes: [...says, { node: third, lists: null, folder: '/shed', runs: false }] })],
  ['not-listed-elsewhere', 'pass', who({ nodes: [...says, { node: third, lists: false, folder: null, runs: true }] })],
  ['not-listed-elsewhere', 'unknown', who({ nodes: [...says, { node: third, lists: null, folder: '/shed', runs: true }] })],
  ['not-listed-elsewhere', 'unknown', who({ nodes: [...says, { node: third, lists: null, folder: '/shed', runs: null }] })],
  ['not-listed-elsewhere', 'unknown', who({ nodes: [] })],
  ['no-tombstone', 'unknown', { folders: { source: { ...sourceFolder, tombstone: 'broken' }, target: targetFolder } }],
  ['no-symlinks', 'fail', { folders: { source: { ...sourceFolder, symlinks: ['/attic'] }, target: targetFolder } }],
  [
    'poets',
    'fail',
    source({
      poets: [
        { address: 'p1', key: '' },
        { address: 'p2', key: '' },
      ],
    }),
  ],
  ['poets', 'unknown', target({ poets: null })],
  ['coinbase', 'fail', target({ coinbase: null })],
  ['post-listener', 'fail', target({ postAddress: null })],
  ['post-listener', 'fail', target({ postAddress: null, postTrouble: { why: 'not-understood', listener: '9094' } })],
  ['folders-named', 'fail', target({ namedFolder: { path: '/elsewhere', same: false } })],
  ['folders-named', 'unknown', target({ namedFolder: null })],
  ['bound', 'unknown', { bindings: { ...good.bindings, target: { unbound: 'its config cannot be read' } } }],
  ['bound', 'unknown', { bindings: { ...good.bindings, service: { unbound: 'it would use /other' } } }],
  ['custody', 'unknown', { notes: null }],
  ['custody', 'fail', { notes: [{ folder: '/home', path: '/home/n', note: left }] }],
  ['own-answers', 'fail', target({ answersItself: false })],
  ['own-answers', 'unknown', source({ answersItself: null })],
  ['schema', 'fail', { rows: { ...good.rows, target: { schema: { ...schema, userVersion: 8 }, rowsHash: '', rows: 0 } } }],
  ['schema', 'fail', { rows: { ...good.rows, target: { schema: { ...schema, tables: { post: 'other' } }, rowsHash: '', rows: 0 } } }],
  ['schema', 'unknown', { rows: { ...good.rows, target: { unreadable: 'why' } } }],
  ['rows-at-target', 'pass', { rows: { ...good.rows, target: { schema, rowsHash: 'h', rows: 2 } } }],
  ['rows-at-target', 'fail', { rows: { ...good.rows, target: { schema, rowsHash: 'x', rows: 2 } } }],
  ['space', 'fail', { profileFreeBytes: 1e6 }],
  ['folders-fit', 'unknown', { folders: { source: { ...sourceFolder, localFileSystem: null }, target: targetFolder } }],
  ['folders-fit', 'fail', { folders: { source: { ...sourceFolder, writable: false }, target: targetFolder } }],
  ['folders-fit', 'pass', disks('target')],
  ['folders-fit', 'fail', disks('target', { '/home': { fileSystem: 'exfat' } })],
  ['folders-fit', 'fail', disks('source', { '/attic': { fileSystem: 'fat' } })],
  ['folders-fit', 'fail', disks('target', { '/home/identities': { fileSystem: 'tmpfs', mount: '/home/identities' } })],
  ['folders-fit', 'unknown', disks('target', { '/home/identities': { fileSystem: null, mount: '/home/identities' } })],
  ['folders-fit', 'unknown', disks('source', { '/attic/local.sql': { fileSystem: null, mount: '/attic/local.sql' } })],
  ['folders-fit', 'fail', disks('target', { '/home/local.sql': { mount: '/home/local.sql' } })],
  ['folders-fit', 'fail', disks('source', { '/attic/identities/a1.key': { mount: '/attic/identities/a1.key' } })],
  [
    'folders-fit',
    'pass',
    disks('target', { '/home/identities': { mount: '/home/identities' }, '/home/identities/a1.key': { mount: '/home/identities' } }),
  ],
  ['target-synced', 'fail', target({ synced: false })],
  ['target-synced', 'unknown', target({ running: false })],
  [
    'newest-atx',
    'fail',
    who({
      newestAtx: [
        { node: names.source, atx: { id: 'new', epoch: 7 as Epoch } },
        { node: names.target, atx: { id: 'old', epoch: 6 as Epoch } },
      ],
    }),
  ],
  ['newest-atx', 'unknown', who({ newestAtx: [{ node: names.source, atx: { id: 'new', epoch: 7 as Epoch } }] })],
  [
    'not-banned',
    'fail',
    who({
      bans: [
        { node: names.source, says: 'not-proven' },
        { node: names.target, says: 'banned' },
      ],
    }),
  ],
  ['not-banned', 'unknown', who({ bans: [{ node: names.source, says: 'silent' }] })],
  ['one-batch', 'fail', { activeBatches: [{ batch: 'b', nodes: ['home'], identities: [other] }] }],
  ['service-known', 'fail', who({ service: null })],
  ['clocks', 'fail', source({ clockSkewMs: -2_500 })],
  ['clocks', 'unknown', target({ clockSkewMs: null })],
  ['clocks', 'warn', { ...target({ time }), now: Instant.parse(999) }],
  ['calm-time', 'warn', { now: Instant.parse(895_000) }],
])('%s says %s', (id, verdict, change) => {
  const checks = runChecks({ ...good, ...change })
  expect(checks.find((check) => check.id === id)).toMatchObject({ verdict })
  if (verdict === 'fail' || verdict === 'unknown') expect(allClear(checks)).toBe(false)
})

test('a folder that could not be read is unknown everywhere and never clear', () => {
  const checks = runChecks({ ...good, folders: { source: null, target: null } })
  expect(allClear(checks)).toBe(false)
  expect(checks.filter(({ verdict }) => verdict === 'unknown').length).toBeGreaterThan(8)
})

test('clocks in one layer are said to be less than a layer apart, never more exactly', () => {
  const said = (change: Partial<CheckFacts>) => runChecks({ ...good, ...change }).find(({ id }) => id === 'clocks')
  const apart = { source: { ...good.source, time, clockSkewMs: 0 }, target: { ...good.target, time, clockSkewMs: 0 } }
  expect(said({ ...apart, now: Instant.parse(400_000) })).toMatchObject({ verdict: 'pass', values: { below: '300000' } })
  expect(said({ ...apart, now: Instant.parse(400_000) })?.evidence).toBe(saw('clocks-near', '300000'))
  expect(said({ ...source({ time: null, clockSkewMs: 0 }), now: Instant.parse(400_000) })?.evidence).toBe(saw('within-a-layer'))
})
