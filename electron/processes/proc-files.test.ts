import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkSettings } from '../settings/index.ts'
import { mountAbove, parseMounts } from '../storage/index.ts'
import { deviceText, hasEnded, parseLocks, parseProcessStat, splitZero } from './proc-files.ts'
import { newRecord, parseRecord, slotState } from './slot.ts'

test('a stat line whose command has brackets and spaces', () => {
  const tail = Array.from({ length: 18 }, (_, at) => at).join(' ')
  const stat = parseProcessStat(`42 (a) R (b c)) S 1 42 ${tail} 5555`)
  expect(stat).toMatchObject({ state: 'S', parent: 1, group: 42 })
  expect(parseProcessStat('')).toBeNull()
  expect(parseProcessStat('1 (x) S 1 1')).toBeNull()
})
test('the field of the start is the 22nd', () => {
  const fields = ['7', '(x)', ...Array.from({ length: 30 }, (_, at) => (at === 0 ? 'Z' : String(at + 3)))]
  const stat = parseProcessStat(fields.join(' '))
  expect(stat?.startTicks).toBe('22')
  expect(stat !== null && hasEnded(stat)).toBe(true)
})
test('our own stat is understood', () => {
  if (process.platform === 'linux') expect(Number(parseProcessStat(readFileSync('/proc/self/stat', 'utf8'))?.startTicks)).toBeGreaterThan(0)
})
test('locks: holders only, device and inode as printed', () => {
  const text =
    '1: POSIX  ADVISORY  WRITE 3568 fe:01:1048 0 EOF\n1: -> FLOCK  ADVISORY  WRITE 9 fe:01:1048 0 EOF\n2: FLOCK  ADVISORY  WRITE 77 00:2f:9 0 EOF\nnonsense\n'
  expect(parseLocks(text)).toEqual([
    { kind: 'POSIX', write: true, pid: 3568, device: 'fe:01', inode: '1048' },
    { kind: 'FLOCK', write: true, pid: 77, device: '00:2f', inode: '9' },
  ])
  expect(deviceText(0xfe01n)).toBe('fe:01')
  expect(deviceText(0x10300n)).toBe('103:00')
})
test('mounts: the deepest above a path, escapes read', () => {
  const mounts = parseMounts(
    '21 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n30 21 8:2 / /disks/my\\040disk rw - xfs /dev/sdb1 rw\n31 21 0:5 / /disks rw - nfs4 box:/d rw\n',
  )
  expect(mountAbove(mounts, '/disks/my disk/post')).toMatchObject({ type: 'xfs' })
  expect(mountAbove(mounts, '/disks/my diskette')).toMatchObject({ type: 'nfs4' })
  expect(mountAbove(mounts, '/home')).toMatchObject({ point: '/' })
})
test('zero-separated text', () => expect(splitZero(new TextEncoder().encode('a\0\0b\0'))).toEqual(['a', '', 'b']))

test('records: written ones are read, others are not', () => {
  const name = checkSettings({
    version: 1,
    simulated: false,
    nodes: [],
    services: [{ name: 's', program: null, arguments: [], dataFolder: 'x', node: null, operatorAddress: null }],
  }).services[0]?.name
  if (name === undefined) throw new Error('fixture')
  const record = newRecord({ kind: 'service', name })
  expect(parseRecord(JSON.stringify(record))).toEqual(record)
  for (const text of ['', '{}', 'null', JSON.stringify({ ...record, more: 1 }), JSON.stringify({ ...record, run: {} })])
    expect(parseRecord(text)).toBeNull()
  const seen = { stopping: false, externalPid: null, unsure: false, answers: false, now: 10_000 }
  expect(slotState(record, seen)).toBe('stopped')
  expect(slotState(record, { ...seen, externalPid: 5 })).toBe('external')
  expect(slotState(record, { ...seen, answers: true })).toBe('external')
  const end = { meaning: 'external-ended', exit: null, signal: null, at: 9_000, line: '' }
  expect(parseRecord(JSON.stringify({ ...record, lastEnd: end }))?.lastEnd).toEqual(end)
  expect(slotState({ ...record, lastEnd: { ...end, by: 'nobody' } }, seen)).toBe('ended')
  expect(slotState({ ...record, lastEnd: { ...end, by: 'batch' } }, seen)).toBe('stopped')
  expect(slotState({ ...record, wanted: 'running' }, seen)).toBe('ended')
  expect(slotState({ ...record, wanted: 'running', law: { ...record.law, nextAt: 20_000 } }, seen)).toBe('backing-off')
  expect(slotState({ ...record, wanted: 'running', law: { ...record.law, latched: true } }, seen)).toBe('latched')
  const run = {
    stage: 'running' as const,
    token: '0'.repeat(32),
    program: '/x',
    args: [],
    cwd: '/',
    logFile: '/l',
    logOffset: 0,
    at: 9_000,
    identity: null,
  }
  expect(slotState({ ...record, run }, seen)).toBe('starting')
  expect(slotState({ ...record, run }, { ...seen, now: 11_000 })).toBe('running')
  expect(slotState({ ...record, run }, { ...seen, stopping: true })).toBe('stopping')
  expect(slotState({ ...record, run }, { ...seen, unsure: true })).toBe('unknown')
})
