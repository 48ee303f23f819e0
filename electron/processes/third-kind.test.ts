import { afterAll, expect, test } from 'vitest'
import { checkSettings } from '../settings/index.ts'
import { decide } from './decide.ts'
import { type Kind, kindNames, kindOf, kinds, type ProgramKind } from './kinds.ts'
import { logMeaning } from './log-meaning.ts'
import { newRecord, parseHolds, parseRecord, type SlotRecord, slotKeyOf, slotState, slotText } from './slot.ts'
import { slotRow } from './slot-row.ts'
import { plannedLine, specsOf } from './specs.ts'
import { freeAround, person, SlotWorld } from './testing/slot-world.ts'

/** A program that no room knows: one entry in the table of kinds is all that it takes. */
const planted: ProgramKind = {
  program: 'poet',
  released: /^poet$/,
  simulated: 'poet',
  // As if the settings had it.
  entries: ({ nodes }) => nodes.map(({ name }) => ({ name, program: '/opt/poet', arguments: ['--datadir', '/p'], dataFolder: '/p' })),
  logs: ['poets'],
  environment: { POET_QUIET: '1' },
  graceMs: 30_000,
  hard: false,
  endsBySignal: false,
  restarts: 'law',
  marks: { taken: /bind: address already in use/ },
  ending: (seen) => (seen.marks.has('taken') ? 'port-taken' : 'unknown'),
  phase: (text) => (text.includes('round opened') ? 'round-open' : null),
  proves: false,
  loses: () => true,
  missing: () => null,
  collides: ({ seenBy }) => seenBy === 'open-file',
}
const poet = 'poet' as Kind
Object.assign(kinds, { [poet]: planted })
const names = kindNames as Kind[]
names.push(poet)
// What runs after this file has the shipped table.
afterAll(() => {
  names.pop()
  Reflect.deleteProperty(kinds, poet)
})

const addresses = { public: null, private: null, post: null }
const settings = checkSettings({
  version: 1,
  simulated: false,
  nodes: [{ name: 'a', program: null, arguments: [], dataFolder: '/n', addresses }],
  services: [],
})
const place = { folder: '/profile', below: (...parts: readonly string[]) => ['/profile', ...parts].join('/') }
const spec = specsOf(settings, place).find(({ key }) => key.kind === poet)
if (spec === undefined) throw new Error('not planted')

test('it has its slots: specs, exact command line, log file, environment, names in files', () => {
  expect(kindNames).toContain('poet')
  expect(spec).toMatchObject({ logFile: '/profile/logs/poets/a.log', env: { POET_QUIET: '1' }, operatorAddress: null })
  expect(plannedLine(spec)).toEqual(['/opt/poet', '--datadir', '/p'])
  expect(slotKeyOf(slotText(spec.key))).toEqual([spec.key])
  const record = newRecord(spec.key)
  expect(parseRecord(JSON.stringify(record))).toEqual(record)
  expect(parseHolds(JSON.stringify({ version: 1, holds: { move: [slotText(spec.key)] } }))).toEqual({ move: ['poet:a'] })
  expect(logMeaning(poet, [{ seq: 1, at: null, level: 'info', text: 'round opened', repeats: 1 }])).toBe('round-open')
})

const shown = (record: SlotRecord, now: number) =>
  slotRow({
    name: spec.key.name,
    record,
    state: slotState(record, { stopping: false, externalPid: null, unsure: false, answers: false, now }),
    heldBy: null,
    ownedBy: null,
    outlasted: false,
    waits: null,
    adopted: false,
    externalPid: null,
    externalCommandLine: null,
    planned: plannedLine(spec),
    refused: kindOf(poet).missing(spec),
    loses: kindOf(poet).loses(null),
  })

test('it is started, shown, started again by its law, latched, and stopped', () => {
  const world = new SlotWorld(spec)
  expect(shown(world.record, world.now)).toMatchObject({ state: 'stopped', startClosed: null, wanted: null })
  expect(world.ask('running', person)).toBeNull()
  expect(shown(world.record, world.now + 5_000)).toMatchObject({
    state: 'running',
    pid: 7,
    ours: true,
    wanted: { is: 'running', by: person },
    stopWords: 'stop:a',
  })
  const fails = (): void => {
    world.now += 3_000
    world.alive = false
    world.meaning = 'port-taken'
    world.tick()
  }
  fails()
  expect(shown(world.record, world.now)).toMatchObject({ state: 'backing-off', lastEnd: { meaning: 'port-taken', by: 'nobody' } })
  expect(shown(world.record, world.now).nextTryAt).toBeGreaterThan(world.now)
  world.now += 400_000
  world.tick()
  expect(world.starts).toEqual([person, 'law'])
  // Thrice alike within seconds: it would go on like that.
  fails()
  world.now += 400_000
  world.tick()
  fails()
  expect(shown(world.record, world.now)).toMatchObject({ state: 'latched', nextTryAt: null, startClosed: null })
  world.now += 4_000_000
  world.tick()
  expect(world.starts).toEqual([person, 'law', 'law'])
  expect(world.ask('running', person)).toBeNull()
  expect(world.ask('stopped', person)).toBeNull()
  expect(shown(world.record, world.now)).toMatchObject({
    state: 'stopped',
    pid: null,
    wanted: { is: 'stopped' },
    lastEnd: { by: 'person' },
  })
})

test('what uses its folder is judged by its own entry', () => {
  const record = newRecord(spec.key)
  const base = {
    spec,
    record,
    damaged: false,
    limits: {},
    heldBy: null,
    ownedBy: null,
    closing: false,
    process: null,
    followed: true,
    around: freeAround,
  }
  const by = (seenBy: 'open-file' | 'argument') =>
    decide({ ...base, users: [{ pid: 3, seenBy, evidence: '/p/x', exact: true }] }, { wanted: 'running', by: person, asked: true }, 1)
  expect(by('open-file')).toMatchObject([{ do: 'refuse', code: 'already_running', pid: 3 }])
  expect(by('argument')).toMatchObject([{ do: 'start' }])
})
